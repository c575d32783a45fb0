"""Forms of the acts on one entry; each knows the entry and the person."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput, AdminDateTimeInput

from accounts.models import Agency, User
from core.enums import Category
from core.lib import clock, dates, text
from core.models import PublishedItem
from editorial.enums import EntryKind, RefusalGround, RouteOutcome
from editorial.forms.files import FilesForm
from editorial.models import BoardSeat, Entry, Route
from editorial.permissions import desks_of
from editorial.querysets import CODE
from editorial.services.duplicates import like_entries, like_items
from editorial.services.supplying import LONGEST_MESSAGE

EMPTY = ("", "---------")


def public_path(typed: str) -> str:
    """Return the path of an address typed whole or in part, starting and ending with a slash."""
    try:
        path = urlsplit(typed.strip()).path
    except ValueError:
        return ""
    return f"/{path.strip('/')}/"


class ActForm(forms.Form):
    """A form about one entry, filled in by one person."""

    def __init__(self, *args: Any, entry: Entry, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry
        self.user = user


class SortForm(ActForm):
    """What Article 6.2 wants to be clear; what is not clear yet may stay empty."""

    kind = forms.ChoiceField(label=_("Phân loại"), choices=[EMPTY, *EntryKind.choices], required=False)
    category = forms.ChoiceField(label=_("Chuyên mục"), choices=[EMPTY, *Category.choices], required=False)
    origin = forms.CharField(
        label=_("Nguồn gốc"),
        max_length=300,
        required=False,
        help_text=_("Tin, bài từ đâu mà có; nguồn chính thức nào."),
    )
    content = forms.CharField(label=_("Nội dung chính"), required=False, widget=AdminAutoHeightTextInput)
    purpose = forms.CharField(
        label=_("Mục đích"), max_length=300, required=False, help_text=_("Gửi để đăng tải, để trả lời, để biết …")
    )
    starts_at = forms.DateTimeField(label=_("Hoạt động bắt đầu lúc"), required=False, widget=AdminDateTimeInput)
    ends_at = forms.DateTimeField(label=_("Hoạt động kết thúc lúc"), required=False, widget=AdminDateTimeInput)
    issued_on = forms.DateField(label=_("Ngày ban hành văn bản"), required=False, widget=AdminDateInput)

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        known = {name: getattr(entry, name) for name in self.base_fields}
        known["category"] = entry.category or entry.declared_category
        super().__init__(*args, entry=entry, **kwargs)
        self.initial.update(known)


class RouteForm(ActForm):
    """To a member or to an agency, with note and deadline."""

    seat = forms.ModelChoiceField(
        label=_("Thành viên Ban Biên tập"), queryset=BoardSeat.objects.none(), required=False, empty_label=EMPTY[1]
    )
    agency = forms.ModelChoiceField(
        label=_("hoặc cơ quan, đơn vị"), queryset=Agency.objects.none(), required=False, empty_label=EMPTY[1]
    )
    note = forms.CharField(label=_("Nội dung giao"), required=False, widget=AdminAutoHeightTextInput)
    due_at = forms.DateTimeField(label=_("Hạn xử lý"), widget=AdminDateTimeInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = dates.local_date(clock.now())
        seats, agencies = self.fields["seat"], self.fields["agency"]
        seats.queryset = BoardSeat.objects.valid_on(day).select_related("user")  # type: ignore[attr-defined]  # a ModelChoiceField
        agencies.queryset = Agency.objects.open_on(day)  # type: ignore[attr-defined]  # the same

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(data.get("seat")) == bool(data.get("agency")):
            self.add_error("seat", _("Hãy chọn một thành viên hoặc một cơ quan, đơn vị."))
        return data


class RouteChoiceForm(ActForm):
    """One of the entry's open routes."""

    route = forms.ModelChoiceField(label=_("Việc được chuyển"), queryset=Route.objects.none(), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        route: Any = self.fields["route"]
        route.queryset = self.routes().select_related("seat__user", "agency")
        route.label_from_instance = lambda one: f"{one.desk}, {dates.short_datetime(one.due_at)}"

    def routes(self) -> Any:
        """Return the routes that the person may choose from."""
        return self.entry.routes.filter(closed_at__isnull=True)


class AcknowledgeForm(RouteChoiceForm):
    """Say that the entry has arrived on one's desk."""

    def routes(self) -> Any:
        return self.entry.routes.filter(desks_of(self.user), acknowledged_at__isnull=True)


class AnswerForm(RouteChoiceForm):
    """Hand back what was dealt with, or came to the wrong address."""

    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[choice for choice in RouteOutcome.choices if choice[0] != RouteOutcome.RECALLED],
        widget=forms.RadioSelect,
        initial=RouteOutcome.DONE,
    )
    answer = forms.CharField(
        label=_("Ý kiến xử lý hoặc lý do trả lại"), required=False, widget=AdminAutoHeightTextInput
    )


class MergeForm(ActForm):
    """The earlier entry that this one repeats; suggested, never decided."""

    into = forms.CharField(
        label=_("Gộp vào tin, bài đến trước"),
        max_length=20,
        help_text=_("Mã của tin, bài, ví dụ TN000123. Tin, bài đến trước được giữ; dấu vết của cả hai còn nguyên."),
    )

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, entry=entry, **kwargs)
        alike = [one.entry for one in like_entries(entry) if one.entry.received_at <= entry.received_at]
        if alike:
            self.initial["into"] = alike[0].code

    def clean_into(self) -> Entry:
        code = CODE.fullmatch(text.fold(self.cleaned_data["into"]))
        found: Entry | None = Entry.objects.filter(pk=int(code.group(1))).first() if code else None
        if found is None:
            raise forms.ValidationError(_("Không có tin, bài nào mang mã này."))
        return found


class SupplementRequestForm(ActForm):
    """What the supplier has to add, and until when."""

    request = forms.CharField(label=_("Nội dung cần bổ sung"), widget=AdminAutoHeightTextInput)
    due_on = forms.DateField(label=_("Bổ sung đến hết ngày"), widget=AdminDateInput)


class MessageToSupplierForm(ActForm):
    """A question to the supplier, or an answer, without handing the entry back."""

    body = forms.CharField(
        label=_("Nội dung"),
        max_length=LONGEST_MESSAGE,
        widget=AdminAutoHeightTextInput,
        help_text=_("Người gửi đọc trên Trang bằng mã hoặc tài khoản; thư báo không chứa nội dung này."),
    )
    expects_answer = forms.BooleanField(label=_("Cần người gửi trả lời (được nhắc khi im lặng)"), required=False)


class SupplementAnswerForm(FilesForm, ActForm):
    """What the supplier added, in words and files."""

    answer = forms.CharField(label=_("Nội dung đã bổ sung"), widget=AdminAutoHeightTextInput)


class RefusalForm(ActForm):
    """One or more of the nine grounds of Article 3.9, and why."""

    grounds = forms.TypedMultipleChoiceField(
        label=_("Căn cứ từ chối (Điều 3 khoản 9)"),
        choices=[(number, format_lazy("{}. {}", number, label)) for number, label in RefusalGround.choices],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Chọn trường hợp bí mật Nhà nước thì toàn bộ nội dung được niêm phong ngay."),
    )
    reasoning = forms.CharField(label=_("Lý do cụ thể"), required=False, widget=AdminAutoHeightTextInput)
    published_page = forms.CharField(
        label=_("Nội dung đã đăng"),
        required=False,
        help_text=_("Khi trùng lặp: địa chỉ của trang đã đăng trên cổng, ví dụ /ket-qua/2026/ten-trang/."),
    )
    reverify_until = forms.DateField(
        label=_("Xác thực lại đến hết ngày"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Khi đang được yêu cầu xác thực lại: sau ngày này tin, bài được đưa trở lại xử lý."),
    )

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, entry=entry, **kwargs)
        alike = like_items(entry)
        if alike:
            self.initial["published_page"] = alike[0].item.path

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        typed = data.pop("published_page", "")
        data["published_page"] = None
        if RefusalGround.DUPLICATE not in data.get("grounds", ()):
            return data
        item = PublishedItem.objects.select_related("page").filter(path=public_path(typed)).first() if typed else None
        if typed and item is None:
            self.add_error("published_page", _("Không có trang đã đăng nào ở địa chỉ này."))
        data["published_page"] = item.page if item else None
        return data


class DecisionForm(ActForm):
    """Agree or not."""

    agree = forms.TypedChoiceField(
        label=_("Quyết định"),
        choices=[("yes", _("Đồng ý từ chối")), ("no", _("Không đồng ý, đưa trở lại xử lý"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Ý kiến"), required=False, widget=AdminAutoHeightTextInput)
