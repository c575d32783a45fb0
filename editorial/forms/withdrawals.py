"""Why a page is taken out, and what the person who decides says to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Page

from core.enums import WithdrawalGround
from core.models import PublishedItem
from core.rules.withdrawal import hides
from editorial.forms.acts import EMPTY, public_path

LONGEST = 2000
CHOSEN = [one for one in WithdrawalGround if one != WithdrawalGround.UNCONFIRMED]
SILENT = [one for one in CHOSEN if hides(one)]


def _choices() -> list[tuple[Any, Any]]:
    """Return the grounds in two groups: those that the notice names, and those on which it keeps silent."""
    named = [(one.value, one.label) for one in CHOSEN if one not in SILENT]
    silent = [(one.value, one.label) for one in SILENT]
    return [EMPTY, (_("Thông báo nêu tiêu đề, căn cứ, lý do"), named), (_("Thông báo không nói về nội dung"), silent)]


class WithdrawalForm(forms.Form):
    """Ground, words for colleagues, words for the public, and what stays instead."""

    ground = forms.ChoiceField(label=_("Căn cứ"), choices=_choices, error_messages={"required": _("Hãy chọn căn cứ.")})
    reason = forms.CharField(
        label=_("Lý do, cho người quyết định"),
        max_length=LONGEST,
        widget=AdminAutoHeightTextInput,
        help_text=_("Không công khai. Không chép lại nội dung mật, thông tin cá nhân."),
        error_messages={"required": _("Hãy ghi lý do để người quyết định xem xét.")},
    )
    public_text = forms.CharField(
        label=_("Lời báo cho người đọc"),
        required=False,
        max_length=LONGEST,
        widget=AdminAutoHeightTextInput,
        help_text=_("Hiện tại địa chỉ cũ của trang. Để trống với các căn cứ mà thông báo không nói về nội dung."),
    )
    replacement = forms.CharField(
        label=_("Địa chỉ trang thay thế"),
        required=False,
        max_length=1000,
        help_text=_("Địa chỉ trên trang công khai, ví dụ /van-ban/thanh-pho/2026/… Bắt buộc khi trùng lặp."),
    )

    def clean_replacement(self) -> Page | None:
        typed: str = self.cleaned_data["replacement"]
        if not typed.strip():
            return None
        item = PublishedItem.objects.select_related("page").filter(path=public_path(typed)).first()
        if item is None:
            raise forms.ValidationError(_("Không có trang công khai nào ở địa chỉ này."))
        page: Page = item.page
        return page


class DecisionForm(forms.Form):
    """A word to the outcome; to keep the page it is compulsory."""

    note = forms.CharField(
        label=_("Ý kiến"),
        required=False,
        max_length=LONGEST,
        widget=AdminAutoHeightTextInput,
        help_text=_("Bắt buộc khi không thu hồi."),
    )
