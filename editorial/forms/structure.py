"""Why a public page should stand elsewhere."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MoveForm(forms.Form):
    """The reason of a change of the structure (R2.2c-1)."""

    reason = forms.CharField(
        label=_("Lý do thay đổi"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi lý do thay đổi.")},
    )
