"""The form at the foot of every page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import GuardedForm, PlainTextField
from home.models import PageOpinion

YES, NO = "co", "khong"


class OpinionForm(GuardedForm):
    """Yes or no, and what to mend."""

    guard_code = "huu-ich"
    guard_title = _("Trang này có hữu ích không?")

    is_useful = forms.TypedChoiceField(
        label=_("Câu trả lời của bạn"),
        choices=[(YES, _("Có")), (NO, _("Không"))],
        coerce=lambda answer: answer == YES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn Có hoặc Không.")},
    )
    words = PlainTextField(
        label=_("Điều gì cần sửa hoặc bổ sung? (không bắt buộc)"),
        help_text=_("Đừng ghi họ tên, số điện thoại hay thông tin riêng: chúng tôi không trả lời từng người ở đây."),
        max_length=PageOpinion.MAX_WORDS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "y-kien-%s")
        super().__init__(*args, **kwargs)
