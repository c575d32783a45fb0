"""What the editor's form of every page does with addresses."""

from typing import Any

from django import forms
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

    def _post_clean(self) -> None:
        self.instance.is_unfinished = self.is_deferred_validation
        super()._post_clean()
