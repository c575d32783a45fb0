"""Forms of suppliers who come back: by the code, and for what they may do with an entry."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import FilesField, GuardedForm, PlainTextField
from core.lib.codes import LONGEST_TYPED
from editorial.services.supplying import LONGEST_MESSAGE

MOST_FILES = 5


class SupplierForm(GuardedForm):
    """Any page of the supplier's side; the pages of one matter share one proof of work."""

    guard_code = "cung-cap-thong-tin"
    guard_title = _("Cung cấp thông tin")
    guard_pages = 3


class CodeForm(GuardedForm):
    """A page that takes a code: guessing is limited more tightly than sending."""

    guard_code = "tra-cuu-tin-bai"
    guard_title = _("Tra cứu bằng mã")
    guard_pages = 3

    code = PlainTextField(
        label=_("Mã tra cứu"),
        help_text=_("20 chữ và số trên biên nhận, viết liền hay có gạch đều được."),
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class FollowForm(CodeForm):
    """Number and code; whatever is wrong, the answer is the same."""

    number = PlainTextField(
        label=_("Mã tin, bài"),
        help_text=_("Ví dụ: TN000123."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    field_order = ["number", "code"]


class ResumeForm(CodeForm):
    """The code of a draft that was begun elsewhere."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Mã bản nháp")
        self.fields["code"].help_text = _("20 chữ và số, viết liền hay có gạch đều được.")


class MessageForm(SupplierForm):
    """What a supplier writes to the office, with files."""

    words = PlainTextField(
        label=_("Nội dung"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Hãy ghi nội dung.")},
    )
    attached = FilesField(
        label=_("Tệp gửi kèm (không bắt buộc)"),
        help_text=_("Tệp không hợp lệ được nêu tên và lý do; các tệp khác vẫn được giữ."),
        most=MOST_FILES,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs.pop("maxlength", None)
