"""Why something cannot wait for the Board, and what a second person says to it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

LONGEST = 2000


class EmergencyForm(forms.Form):
    """The reason, and which version the leader has read."""

    reason = forms.CharField(
        label=_("Lý do đăng khẩn cấp"),
        max_length=LONGEST,
        widget=AdminAutoHeightTextInput,
        error_messages={"required": _("Hãy ghi lý do đăng khẩn cấp.")},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class EmergencyCheckForm(forms.Form):
    """A word to the outcome; to take the page down it is compulsory."""

    note = forms.CharField(
        label=_("Ý kiến"),
        required=False,
        max_length=LONGEST,
        widget=AdminAutoHeightTextInput,
        help_text=_("Bắt buộc khi gỡ trang."),
    )
