"""The one field of a change request that its proposer and its approver fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput


class ChangeStepForm(forms.Form):
    """A reason; whether it is compulsory depends on the button."""

    note = forms.CharField(
        label=_("Lý do"),
        required=False,
        max_length=2000,
        widget=AdminAutoHeightTextInput,
        help_text=_("Bắt buộc khi gửi đề nghị và khi không duyệt."),
    )
