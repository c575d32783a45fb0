"""What a new version tells the public, and why what a page says is doubted."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput

from core.enums import ChangeNoteKind, RecheckOutcome

LONGEST = 2000


class ChangeNoteForm(forms.Form):
    """A correction, a plain note, or none."""

    kind = forms.ChoiceField(label=_("Loại"), choices=ChangeNoteKind, widget=forms.RadioSelect)
    wrong = forms.CharField(
        label=_("Nội dung đã đăng sai"),
        required=False,
        max_length=LONGEST,
        widget=AdminAutoHeightTextInput,
        help_text=_("Chỉ ghi khi đính chính."),
    )
    text = forms.CharField(
        label=_("Nội dung đúng, hoặc điều đã thay đổi"),
        required=False,
        max_length=LONGEST,
        widget=AdminAutoHeightTextInput,
    )


class RecheckForm(forms.Form):
    """Why, and until when the Board means to know."""

    reason = forms.CharField(
        label=_("Lý do, cho người đọc"),
        max_length=LONGEST,
        widget=AdminAutoHeightTextInput,
        help_text=_("Hiện ngay trên trang công khai."),
        error_messages={"required": _("Hãy ghi lý do cho người đọc.")},
    )
    due_on = forms.DateField(label=_("Hạn xác thực"), widget=AdminDateInput)


class LiftForm(forms.Form):
    """What came out of it."""

    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[(one.value, one.label) for one in (RecheckOutcome.CONFIRMED, RecheckOutcome.CORRECTED)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn kết quả.")},
    )
    text = forms.CharField(
        label=_("Nói thêm với người đọc"),
        required=False,
        max_length=LONGEST,
        widget=AdminAutoHeightTextInput,
        help_text=_("Hiện trong lịch sử thay đổi."),
    )
