"""The audit chain and the ledger of letters in the admin: to look at and to export, never to change."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import django_filters
from django.apps import apps
from django.db.models import Model, TextChoices
from django.urls import reverse
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.models import Page

from core.enums import AuditAct, FileKind, FileState, HoldingRule, NotificationState
from core.lib import dates
from core.models import AuditEvent, Notification
from core.notifications import Kind, kind_of, kinds
from core.views import HarmlessExportMixin
from core.viewsets import LookOnlyViewSet

OUR_APPS = ("accounts", "core", "documents", "editorial", "home", "news")
OTHER_SUBJECTS = ("auth.group", "wagtailredirects.redirect")
# In the order in which they are read.
DETAIL_WORDS = {
    "change": gettext_lazy("thay đổi"),
    "action": gettext_lazy("việc"),
    "key": gettext_lazy("mã"),
    "value": gettext_lazy("giá trị"),
    "unit": gettext_lazy("đơn vị"),
    "kind": gettext_lazy("loại"),
    "state": gettext_lazy("trạng thái"),
    "rule": gettext_lazy("quy tắc"),
    "uploader": gettext_lazy("người gửi"),
    "signature": gettext_lazy("tên mã độc"),
    "sha256": gettext_lazy("mã băm của tệp"),
    "user": gettext_lazy("người dùng"),
    "role": gettext_lazy("vai trò"),
    "agency": gettext_lazy("cơ quan"),
    "list": gettext_lazy("danh sách"),
    "format": gettext_lazy("định dạng"),
    "rows": gettext_lazy("số dòng"),
    "filters": gettext_lazy("bộ lọc"),
    "from": gettext_lazy("từ"),
    "to": gettext_lazy("đến"),
    "added": gettext_lazy("thêm"),
    "removed": gettext_lazy("bớt"),
    "revision": gettext_lazy("phiên bản"),
    "number": gettext_lazy("số"),
    "row_hash": gettext_lazy("mã băm"),
    "valid_from": gettext_lazy("từ ngày"),
    "valid_until": gettext_lazy("đến trước ngày"),
    "address": gettext_lazy("địa chỉ"),
    "error": gettext_lazy("lỗi"),
    "expired": gettext_lazy("hết hạn đăng"),
    "factor": gettext_lazy("bước hai"),
    "step": gettext_lazy("bước"),
    "type": gettext_lazy("loại"),
    "day": gettext_lazy("ngày"),
    "days": gettext_lazy("ngày"),
    "path": gettext_lazy("địa chỉ"),
    "permissions": gettext_lazy("số quyền"),
    "active": gettext_lazy("đang dùng"),
    "superuser": gettext_lazy("toàn quyền"),
    "groups": gettext_lazy("nhóm"),
}
WORDS_OF: dict[str, type[TextChoices]] = {"state": FileState, "kind": FileKind, "rule": HoldingRule}
VALUE_WORDS = {
    "create": gettext_lazy("thêm mới"),
    "edit": gettext_lazy("sửa"),
    "delete": gettext_lazy("xóa"),
    "seed": gettext_lazy("nạp từ tệp dữ liệu"),
    None: gettext_lazy("không có"),
    True: gettext_lazy("có"),
    False: gettext_lazy("không"),
}
WEB = "web"
LONGEST_DETAIL = 200
LONG_WORD = re.compile(r"(\S{16})\S{9,}")


def subject_choices() -> list[tuple[str, str]]:
    """Return the kinds of objects that acts are about, by name."""
    ours = [model for app in OUR_APPS for model in apps.get_app_config(app).get_models()]
    models = [*ours, *map(apps.get_model, OTHER_SUBJECTS)]
    return sorted(((model._meta.label_lower, capfirst(model._meta.verbose_name)) for model in models), key=_by_name)


def _by_name(choice: tuple[str, str]) -> str:
    return slugify(choice[1])


def subject_model(event: AuditEvent) -> type[Model] | None:
    """Return the model of what the act was about, or None when the code has forgotten it."""
    try:
        return apps.get_model(event.subject_type)
    except (LookupError, ValueError):
        return None


def subject_of(event: AuditEvent) -> str:
    """Return what the act was about, in words and with its id."""
    if not event.subject_type:
        return "–"
    model = subject_model(event)
    name = capfirst(model._meta.verbose_name) if model else event.subject_type
    return f"{name} {event.subject_id}"


def subject_address(event: AuditEvent) -> str | None:
    """Return where a page is edited; other objects have no link, and pages that are gone lead to an error page."""
    model = subject_model(event)
    is_page = model is not None and issubclass(model, Page) and event.act != AuditAct.PAGE_DELETED
    return reverse("wagtailadmin_pages:edit", args=(event.subject_id,)) if is_page else None


def who(event: AuditEvent) -> str:
    """Return the sign-in name, or the process that acted without a person."""
    if event.actor_name:
        return event.actor_name
    return _("(không đăng nhập)") if event.process == WEB else _("(tự động) {process}").format(process=event.process)


def when(event: AuditEvent) -> str:
    """Return the instant in Hanoi, to the second."""
    return f"{dates.short_date(dates.local_date(event.at))} {event.at.astimezone(dates.HANOI):%H:%M:%S}"


def detail_in_short(event: AuditEvent) -> str:
    """Return the detail as the list has room for it."""
    text = LONG_WORD.sub(r"\1…", detail_of(event))
    return text if len(text) <= LONGEST_DETAIL else f"{text[:LONGEST_DETAIL]}…"


def detail_of(event: AuditEvent) -> str:
    """Return the detail as one line."""
    places = {key: place for place, key in enumerate(DETAIL_WORDS)}
    entries = sorted(event.detail.items(), key=lambda entry: (places.get(entry[0], len(places)), entry[0]))
    parts = (f"{DETAIL_WORDS.get(key, key)}: {_words(key, value)}" for key, value in entries if value not in ([], ""))
    return "; ".join(parts)


def _words(key: str, value: Any) -> str:
    """Return a value in words: codes of files by what their lists call them."""
    choices = WORDS_OF.get(key)
    return str(choices(value).label) if choices and value in choices.values else _value(value)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if isinstance(value, str | bool | None):
        return str(VALUE_WORDS.get(value, value))
    return str(value)


def instant(moment: datetime | None) -> str:
    """Return an instant in Hanoi, or nothing."""
    return dates.short_datetime(moment) if moment else ""


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of letters by name."""
    return sorted(((kind.code, name_of(kind)) for kind in kinds()), key=_by_name)


def kind_name(row: Notification) -> str:
    """Return the kind of a letter in words, or its code when no app declares it any more."""
    try:
        return name_of(kind_of(row.kind))
    except LookupError:
        return row.kind


def name_of(kind: Kind) -> str:
    """Return the name of a kind, or its subject without the codes that differ from letter to letter."""
    return str(kind.name) or str(kind.subject).format_map(dict.fromkeys(kind.variables(), "…"))


class AuditFilterSet(WagtailFilterSet):
    """Act, person, subject, day."""

    act = django_filters.ChoiceFilter(label=gettext_lazy("Việc"), choices=AuditAct.choices)
    at = django_filters.DateFromToRangeFilter(label=gettext_lazy("Ngày"), widget=DateRangePickerWidget)
    actor_name = django_filters.CharFilter(label=gettext_lazy("Tên đăng nhập"), lookup_expr="iexact")
    subject_type = django_filters.ChoiceFilter(label=gettext_lazy("Loại đối tượng"), choices=subject_choices)
    subject_id = django_filters.CharFilter(label=gettext_lazy("Mã đối tượng"), lookup_expr="exact")

    class Meta:
        model = AuditEvent
        fields: list[str] = []


class LookingView(HarmlessExportMixin, generic.IndexView):
    """A list that only those who may look at it see."""

    any_permission_required = ["view"]


class RowView(generic.InspectView):
    """One row, each line with a label and a value of ``lines``; instants are Hanoi's."""

    lines: tuple[tuple[Any, Callable[[Any], str]], ...] = ()

    def get_fields_context(self) -> list[dict[str, Any]]:
        shown = ((label, value(self.object)) for label, value in self.lines)
        return [
            {"label": label, "value": value, "component": None} for label, value in shown if value not in {None, ""}
        ]


class AuditRowView(RowView):
    """A row of the chain with its hashes."""

    page_title = gettext_lazy("Nhật ký kiểm tra")

    lines = (
        (gettext_lazy("Số thứ tự"), lambda event: str(event.number)),
        (gettext_lazy("Thời điểm"), when),
        (gettext_lazy("Việc"), lambda event: f"{event.act_label} ({event.act})"),
        (gettext_lazy("Người thực hiện"), who),
        (gettext_lazy("Mã người thực hiện"), lambda event: str(event.actor_id or "")),
        (gettext_lazy("Đối tượng"), subject_of),
        (gettext_lazy("Chi tiết"), detail_of),
        (gettext_lazy("Tiến trình"), lambda event: event.process),
        (gettext_lazy("Mã yêu cầu"), lambda event: event.request_id),
        (gettext_lazy("Mã băm của dòng trước"), lambda event: event.previous_hash),
        (gettext_lazy("Mã băm"), lambda event: event.row_hash),
    )


class AuditViewSet(LookOnlyViewSet):
    """Who did what to what and when; the chain itself proves that nothing is missing (decision 0012)."""

    model = AuditEvent
    icon = "history"
    menu_label = gettext_lazy("Nhật ký kiểm tra")
    index_view_class = LookingView
    filterset_class = AuditFilterSet
    ordering = ["-number"]
    list_per_page = 50
    list_export = [
        "number",
        "at",
        "act",
        "act_label",
        "actor_id",
        "actor_name",
        "subject_type",
        "subject_id",
        "detail",
        "process",
        "request_id",
        "row_hash",
    ]
    export_filename = "nhat-ky-kiem-tra"
    inspect_view_class = AuditRowView

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("act_label", label=gettext_lazy("Việc"), url_name=self.get_url_name("inspect"), width="22%"),
            Column("at", label=gettext_lazy("Thời điểm"), accessor=when, width="12%"),
            Column("who", label=gettext_lazy("Người thực hiện"), accessor=who, width="14%"),
            TitleColumn(
                "subject", label=gettext_lazy("Đối tượng"), accessor=subject_of, get_url=subject_address, width="18%"
            ),
            Column("detail", label=gettext_lazy("Chi tiết"), accessor=detail_in_short, width="26%"),
            Column("number", label=gettext_lazy("Số"), sort_key="number", width="8%"),
        ]


class LetterFilterSet(WagtailFilterSet):
    """State, kind, day."""

    state = django_filters.ChoiceFilter(label=gettext_lazy("Trạng thái"), choices=NotificationState.choices)
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Loại thư"), choices=kind_choices)
    created_at = django_filters.DateFromToRangeFilter(label=gettext_lazy("Ngày lập"), widget=DateRangePickerWidget)

    class Meta:
        model = Notification
        fields: list[str] = []


class LetterView(RowView):
    """A letter without its address."""

    page_title = gettext_lazy("Thư báo")

    def get_page_subtitle(self) -> str:
        return kind_name(self.object)

    lines = (
        (gettext_lazy("Loại thư"), lambda row: f"{kind_name(row)} ({row.kind})"),
        (gettext_lazy("Lần"), lambda row: row.occurrence),
        (gettext_lazy("Cơ quan nhận"), lambda row: row.agency),
        (gettext_lazy("Mã người dùng"), lambda row: str(row.user_id or "")),
        (gettext_lazy("Trạng thái"), lambda row: row.get_state_display()),
        (gettext_lazy("Lập lúc"), lambda row: instant(row.created_at)),
        (gettext_lazy("Gửi lúc"), lambda row: instant(row.sent_at)),
        (gettext_lazy("Hết hạn lúc"), lambda row: instant(row.expires_at)),
        (gettext_lazy("Số lần gửi"), lambda row: str(row.attempts)),
        (gettext_lazy("Lỗi gần nhất"), lambda row: row.last_error),
    )


class NotificationViewSet(LookOnlyViewSet):
    """What letters were to go out, and which did not (decision 0016)."""

    model = Notification
    icon = "mail"
    menu_label = gettext_lazy("Sổ thư báo")
    index_view_class = LookingView
    filterset_class = LetterFilterSet
    ordering = ["-pk"]
    list_per_page = 50
    list_export = ["pk", "kind", "occurrence", "subject_type", "subject_id", "state", "attempts", "last_error"]
    export_filename = "so-thu-bao"
    inspect_view_class = LetterView

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn(
                "kind", label=gettext_lazy("Loại thư"), accessor=kind_name, url_name=self.get_url_name("inspect")
            ),
            Column("occurrence", label=gettext_lazy("Lần")),
            Column("state", label=gettext_lazy("Trạng thái"), accessor="get_state_display"),
            Column("created_at", label=gettext_lazy("Lập lúc"), accessor=lambda row: instant(row.created_at)),
            Column("sent_at", label=gettext_lazy("Gửi lúc"), accessor=lambda row: instant(row.sent_at)),
            Column("attempts", label=gettext_lazy("Số lần gửi")),
            Column("last_error", label=gettext_lazy("Lỗi gần nhất")),
        ]


class AuditGroup(ModelViewSetGroup):
    """One menu group for what the portal did."""

    menu_label = gettext_lazy("Nhật ký, thư báo")
    menu_icon = "history"
    menu_order = 860
    items = (AuditViewSet("audit"), NotificationViewSet("notifications"))


@hooks.register("register_admin_viewset")
def register_audit_group() -> AuditGroup:
    return AuditGroup()
