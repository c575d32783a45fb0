"""The form of the register of sources."""

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from editorial.models import Source
from editorial.models.sources import source_key


class SourceForm(WagtailAdminModelForm):
    """A source stands once, however its name is typed."""

    class Meta:
        model = Source
        fields = [
            "name",
            "kind",
            "is_official",
            "agreement",
            "needs_permission",
            "republication_hours",
            "valid_from",
            "valid_until",
            "reason",
        ]

    def clean_name(self) -> str:
        """Return the name; another spelling of a known one is refused."""
        name: str = self.cleaned_data["name"]
        known = Source.objects.filter(name_key=source_key(name)).exclude(pk=self.instance.pk).first()
        if known is not None:
            raise forms.ValidationError(_("Nguồn này đã có trong Danh mục: %(name)s."), params={"name": known.name})
        return name
