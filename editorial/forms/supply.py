"""The online form for suppliers, one question a page (Article 6.1.a); each page keeps what was typed in the draft."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from core.enums import NEWS_CATEGORIES, MediaLicence
from core.forms import FilesField, PlainTextField
from core.lib import clock, dates, text
from core.models import StoredFile
from core.widgets import PlainSelect
from editorial.enums import SupplyKind, SupplyStep
from editorial.forms.following import SupplierForm
from editorial.models import Entry
from editorial.models.entries import LONGEST_TITLE
from editorial.models.files import words_of_rule
from editorial.services.drafts import MOST_FILES, Content
from editorial.services.intake import wind_clock

AGENCY, PERSON, SELF = "co-quan", "ca-nhan", "ban-than"
LONGEST_BODY = 200_000
NOT_SHOWN = frozenset({"attached", "remove", "keep_encoding"})
LEAST_DIGITS = 9
_NO_DIGITS = re.compile(r"\D")
_INSTANT = "%Y-%m-%dT%H:%M"


class StepForm(SupplierForm):
    """One page of the form; it knows what was answered before and who signed in."""

    guard_pages = 10
    step: SupplyStep

    def __init__(
        self,
        *args: Any,
        content: Content,
        user: User | None = None,
        agencies: Mapping[int, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.content, self.user, self.agencies = content, user, agencies or {}
        super().__init__(*args, **kwargs)
        self.initial = self.initial or dict(content.answers.get(self.step, {}))
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to what is known."""

    def values(self) -> dict[str, Any]:
        """Return what is kept in the draft: the answers as the browser sent them."""
        return {name: self.data.get(name, "") for name in self.fields}

    def save_as_it_is(self) -> None:
        """Let what is not answered yet stay open: the draft is put aside, not sent."""
        for field in self.fields.values():
            field.required = False


class RoleForm(StepForm):
    """Who sends: an agency or a person; who signed in chooses among the own agencies."""

    step = SupplyStep.ROLE
    role = forms.ChoiceField(
        label=_("Bạn gửi thông tin với tư cách nào?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một trong các tư cách.")},
    )

    def prepare(self) -> None:
        choices: list[tuple[str, Any]] = [
            (AGENCY, _("Cơ quan, đơn vị, địa phương")),
            (PERSON, _("Cá nhân, tổ chức khác")),
        ]
        if self.user is not None:
            choices = [(str(pk), name) for pk, name in self.agencies.items()]
            choices.append((SELF, _("Bản thân (cộng tác viên), không thay mặt cơ quan")))
            if not self.agencies:
                self.initial.setdefault("role", SELF)
        role: Any = self.fields["role"]
        role.choices = choices


class SenderForm(StepForm):
    """Name and contact, and the agency where one is spoken for."""

    step = SupplyStep.SENDER
    agency = forms.ModelChoiceField(
        label=_("Cơ quan, đơn vị, địa phương"),
        queryset=Agency.objects.none(),
        empty_label=_("– Chọn –"),
        widget=PlainSelect,
        error_messages={"required": _("Hãy chọn cơ quan trong danh sách.")},
    )
    name = PlainTextField(
        label=_("Họ và tên người gửi"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Hãy ghi họ và tên.")},
    )
    contact = PlainTextField(
        label=_("Thư điện tử hoặc số điện thoại"),
        help_text=_("Để Ban Biên tập trao đổi khi cần. Không hiện công khai; lưu ở dạng mã hóa."),
        max_length=200,
        error_messages={"required": _("Hãy ghi thư điện tử hoặc số điện thoại.")},
    )

    def prepare(self) -> None:
        if self.content.value(SupplyStep.ROLE, "role") == PERSON:
            del self.fields["agency"]
            return
        agency: Any = self.fields["agency"]
        agency.queryset = Agency.objects.open_on(dates.local_date(clock.now())).order_by("name")

    def clean_contact(self) -> str:
        contact: str = self.cleaned_data["contact"]
        if "@" in contact:
            try:
                validate_email(contact)
            except ValidationError as error:
                raise ValidationError(_("Địa chỉ thư điện tử chưa đúng, ví dụ đúng: ten@hanoi.gov.vn.")) from error
        elif len(_NO_DIGITS.sub("", contact)) < LEAST_DIGITS:
            raise ValidationError(_("Hãy ghi thư điện tử, hoặc số điện thoại đủ các chữ số."))
        return contact


class KindForm(StepForm):
    """An activity, a document, or something else: that decides the clock."""

    step = SupplyStep.KIND
    kind = forms.ChoiceField(
        label=_("Chọn loại thông tin"),
        choices=SupplyKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn loại thông tin.")},
    )


class CategoryForm(StepForm):
    """Which of the kinds of Article 4 it is, as the sender sees it."""

    step = SupplyStep.CATEGORY
    category = forms.ChoiceField(
        label=_("Chọn một nhóm"),
        help_text=_("Chọn nhóm gần nhất; Ban Biên tập sẽ kiểm tra lại."),
        choices=[(code.value, code.label) for code in NEWS_CATEGORIES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một nhóm.")},
    )


class TimesForm(StepForm):
    """When it took place, or number and day of issue: what the 48 and 72 hours count from."""

    step = SupplyStep.TIMES
    starts_at = forms.DateTimeField(
        label=_("Hoạt động bắt đầu lúc"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_INSTANT),
        error_messages={
            "required": _("Hãy ghi thời điểm bắt đầu."),
            "invalid": _("Thời điểm chưa đúng, ví dụ đúng: 23/11/2026 08:30."),
        },
    )
    ends_at = forms.DateTimeField(
        label=_("Hoạt động kết thúc lúc (nếu biết)"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_INSTANT),
        error_messages={"invalid": _("Thời điểm chưa đúng, ví dụ đúng: 23/11/2026 11:30.")},
    )
    number = PlainTextField(
        label=_("Số, ký hiệu văn bản"), help_text=_("Ví dụ: 15/KH-UBND."), max_length=100, required=False
    )
    issued_on = forms.DateField(
        label=_("Ngày ban hành"),
        help_text=_("Chưa rõ thì để trống; văn bản được ghi là thiếu ngày ban hành."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Ngày chưa đúng, ví dụ đúng: 23/11/2026.")},
    )

    def prepare(self) -> None:
        is_document = self.content.value(SupplyStep.KIND, "kind") == SupplyKind.DOCUMENT
        for name in ("starts_at", "ends_at") if is_document else ("number", "issued_on"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        days = {name: data[name] for name in ("starts_at", "ends_at", "issued_on") if data.get(name)}
        if not self.errors:
            try:
                wind_clock(Entry(received_at=clock.now(), **days))
            except ValidationError as error:
                self.add_error(None, error)
            except OverflowError:
                self.add_error(None, _("Thời gian này quá xa, hãy xem lại."))
        return data


class ContentForm(StepForm):
    """Title and text; text in an old encoding is told before it is taken (R6.1a-7)."""

    step = SupplyStep.CONTENT
    title = PlainTextField(
        label=_("Tiêu đề"),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Hãy ghi tiêu đề.")},
    )
    body = PlainTextField(
        label=_("Nội dung"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": _("Hãy ghi nội dung; có thể tóm tắt khi nội dung đầy đủ ở trong tệp.")},
    )
    keep_encoding = forms.BooleanField(label=_("Đã xem lại, chữ hiển thị đúng, gửi như vậy"), required=False)

    def prepare(self) -> None:
        for name in ("title", "body"):
            self.fields[name].widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted
        if self.content.value(SupplyStep.KIND, "kind") == SupplyKind.DOCUMENT:
            self.fields["title"].label = _("Trích yếu")

    @property
    def is_doubtful(self) -> bool:
        """Return whether the question about the encoding is to be shown."""
        return "keep_encoding" in self.errors or bool(self.initial.get("keep_encoding"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        found = text.legacy_encoding(f"{data.get('title', '')} {data.get('body', '')}")
        if found and not data.get("keep_encoding"):
            words = _("Chữ có vẻ gõ bằng bảng mã %(name)s. Hãy chuyển sang Unicode, hoặc đánh dấu ô này.")
            self.add_error("keep_encoding", words % {"name": found})
        return data


class FilesStepForm(StepForm):
    """Files, with author and licence of pictures and recordings (Article 3.5)."""

    step = SupplyStep.FILES
    remove = forms.MultipleChoiceField(
        label=_("Tệp đã nhận: đánh dấu tệp muốn bỏ"), required=False, widget=forms.CheckboxSelectMultiple
    )
    attached = FilesField(
        label=_("Chọn tệp (không bắt buộc)"),
        help_text=_("Tệp không hợp lệ được nêu tên và lý do; các tệp khác vẫn được giữ."),
        most=MOST_FILES,
        required=False,
    )
    author = PlainTextField(label=_("Tác giả hình ảnh, âm thanh, video (nếu có)"), max_length=200, required=False)
    licence = forms.ChoiceField(
        label=_("Quyền sử dụng hình ảnh, âm thanh, video (nếu có)"),
        choices=[("", _("Không gửi hình ảnh, âm thanh, video")), *MediaLicence.choices],
        required=False,
    )

    def __init__(self, *args: Any, stored: list[StoredFile] | None = None, **kwargs: Any) -> None:
        self.stored = stored or []
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        if self.user is not None:
            self.initial.setdefault("author", str(self.user))
        if not self.stored:
            del self.fields["remove"]
            return
        remove: Any = self.fields["remove"]
        remove.choices = [(str(one.pk), one.declared_name) for one in self.stored]

    def values(self) -> dict[str, Any]:
        return {name: self.data.get(name, "") for name in ("author", "licence")}


class StatementForm(StepForm):
    """No state secret inside, and responsible for what is sent (Articles 3.3, 3.4)."""

    step = SupplyStep.STATEMENT
    no_secrets = forms.BooleanField(
        label=_("Thông tin và tệp gửi kèm không chứa bí mật nhà nước."),
        error_messages={"required": _("Chỉ gửi thông tin không chứa bí mật nhà nước; nếu đúng, hãy đánh dấu.")},
    )
    statement = forms.BooleanField(
        label=_("Tôi đã đọc và đồng ý với cam kết trên."),
        error_messages={"required": _("Cần đồng ý với cam kết thì thông tin mới được tiếp nhận.")},
    )


class SendForm(StepForm):
    """The last page: nothing is asked any more."""

    guard_pages = 1
    step = SupplyStep.STATEMENT

    def values(self) -> dict[str, Any]:
        return {}


FORMS: Mapping[SupplyStep, type[StepForm]] = {
    form.step: form
    for form in (
        RoleForm,
        SenderForm,
        KindForm,
        CategoryForm,
        TimesForm,
        ContentForm,
        FilesStepForm,
        StatementForm,
    )
}


@dataclass(frozen=True)
class AnswerRow:
    """One line of the page where everything is checked."""

    step: SupplyStep
    label: str
    value: str


def bound_steps(
    steps: tuple[SupplyStep, ...], content: Content, *, user: User | None, agencies: Mapping[int, str]
) -> dict[SupplyStep, StepForm]:
    """Return the forms of all answered questions, filled in from the draft, ready to be checked again."""
    return {
        step: FORMS[step](data=content.answers[step], content=content, user=user, agencies=agencies)
        for step in steps
        if step in content.answers
    }


def rows_of(forms_of: Mapping[SupplyStep, StepForm], stored: list[StoredFile]) -> list[AnswerRow]:
    """Return the answers in words, question by question; files by name with what the pipeline says of them."""
    rows = []
    for step, form in forms_of.items():
        if step == SupplyStep.FILES:
            names = [f"{one.declared_name} ({_what_was_found(one)})" for one in stored]
            rows.append(AnswerRow(step, str(_("Tệp gửi kèm")), "\n".join(names) or str(_("Không có"))))
            if not stored:
                continue  # without files nobody is their author
        for name, field in form.fields.items():
            if name not in NOT_SHOWN and (value := form.cleaned_data.get(name)):
                rows.append(AnswerRow(step, str(field.label), _in_words(field, value)))
    return rows


def _what_was_found(stored: StoredFile) -> str:
    """Return what the sender has to know of a file before it goes off (R3.3-2, R6.1a-6)."""
    if stored.is_released:
        return str(_("đã kiểm tra"))
    if not stored.rule:
        return str(_("chờ quét mã độc; vẫn gửi được"))
    words = words_of_rule(stored.rule).rstrip(".")
    if stored.is_marked_secret:
        return f"{words}. {_('Nếu tệp chứa bí mật nhà nước, hãy bỏ tệp này, không gửi qua mạng')}"
    return words


def _in_words(field: forms.Field, value: Any) -> str:
    if value is True:
        return str(_("Đồng ý"))
    if isinstance(value, datetime):
        return dates.short_datetime(value)
    if isinstance(value, date):
        return dates.short_date(value)
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        choices: Any = field.choices
        return str(dict(choices).get(value, value))
    return str(value)
