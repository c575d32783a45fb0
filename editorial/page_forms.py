"""What a reviewer fills in when a page goes on or back."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.lib import clock, dates
from editorial.rules.checklist import CHECKLISTS, CURRENT, answers


class CommentForm(forms.Form):
    """A remark for those who come next."""

    comment = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ReturnForm(forms.Form):
    """Why a page goes back, and until when it is awaited (R6.3a-4)."""

    comment = forms.CharField(label=_("Cần bổ sung, sửa gì"), widget=forms.Textarea(attrs={"rows": 3}))
    due_on = forms.DateField(
        label=_("Hạn gửi lại"), widget=forms.DateInput(attrs={"type": "date"}), help_text=_("Ngày cuối cùng.")
    )

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on < dates.local_date(clock.now()):
            raise forms.ValidationError(_("Hạn phải từ hôm nay trở đi."))
        return due_on


class ApprovalForm(forms.Form):
    """The compulsory checklist; a later publication is an exception and says why (R3.2-1, R6.4a-2)."""

    comment = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    publish_after = forms.DateTimeField(
        label=_("Chỉ đăng từ (ngoại lệ)"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("Để trống: đăng ngay khi duyệt (Điều 6 khoản 4 điểm a)."),
    )
    reason = forms.CharField(label=_("Lý do đăng muộn"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        questions = {
            f"check_{one.id}": forms.BooleanField(
                label=one.text, error_messages={"required": _("Chưa xác nhận điều này thì không duyệt được.")}
            )
            for one in CHECKLISTS[CURRENT]
        }
        self.fields = questions | self.fields

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        later: datetime | None = data.get("publish_after")
        if later and later <= clock.now():
            self.add_error("publish_after", _("Thời điểm đăng muộn phải ở tương lai."))
        if later and not data.get("reason", "").strip():
            self.add_error("reason", _("Đăng muộn là ngoại lệ: hãy ghi lý do."))
        ticked = [one.id for one in CHECKLISTS[CURRENT] if data.get(f"check_{one.id}")]
        return {
            "comment": data.get("comment", ""),
            "publish_after": later,
            "reason": data.get("reason", "").strip(),
            "answers": answers(ticked),
        }
