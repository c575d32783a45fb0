"""What the editor's form of every page does with addresses."""

from typing import Any

from django import forms
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from core.lib import text


class AddressField(forms.CharField):
    """The last part of a page's address: whatever is typed becomes unaccented words with hyphens."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=255, widget=forms.TextInput, **kwargs)

    def clean(self, value: Any) -> str:
        return text.slugify(super().clean(value) or "")


class PortalPageForm(WagtailAdminPageForm):
    """The form behind every page editor; Wagtail's own address field loses đ and answers accents with an error."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"] = AddressField(
                label=_("Phần cuối của địa chỉ"),
                help_text=_("Để trống thì lấy theo tiêu đề. Chữ có dấu được đổi thành không dấu."),
            )

    def defer_required_fields(self) -> None:
        """Let a draft wait for the rows that Wagtail offers empty, such as the first leader who took part."""
        super().defer_required_fields()
        for formset in self.formsets.values():
            for row in formset.extra_forms:
                if {*row.changed_data} <= {ORDERING_FIELD_NAME}:
                    row.empty_permitted, row.changed_data = True, []

    def _post_clean(self) -> None:
        self.instance.is_unfinished = self.is_deferred_validation
        super()._post_clean()
