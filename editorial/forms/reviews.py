"""Plans for looking at pages again, and what came out of a look."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput

from editorial.enums import ReviewOutcome

LONGEST = 2000


class PageReviewForm(WagtailAdminModelForm):
    """The page of a plan never changes, and is public."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["page"].disabled = True

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        page = data.get("page")
        if page is not None and not page.live:
            self.add_error("page", _("Chỉ lập lịch rà soát cho trang đang công khai."))
        return data


class ReviewResultForm(forms.Form):
    """Still right, to be changed, or to be taken out."""

    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        choices=ReviewOutcome,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn kết quả.")},
    )
    note = forms.CharField(
        label=_("Ghi chú"),
        required=False,
        max_length=LONGEST,
        widget=AdminAutoHeightTextInput,
        help_text=_("Bắt buộc khi cần sửa hoặc thu hồi."),
    )
