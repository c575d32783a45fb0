"""The register of the Board in the admin: list, filters, history, export; no deletion."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Case, Q, QuerySet, Value, When
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from accounts.viewsets.records import RecordIndexView
from core.enums import Category
from core.lib import clock, dates
from core.viewsets import DayColumn, OwnPolicyMixin
from editorial.enums import BoardPosition
from editorial.forms import BoardSeatForm
from editorial.models import BoardSeat
from editorial.permissions import KeptForeverPolicy
from editorial.services.board import keep_seat

HELD, ENDED, AHEAD = "duong-nhiem", "da-het", "chua-bat-dau"
TERMS = [(HELD, _("Đương nhiệm")), (AHEAD, _("Chưa bắt đầu")), (ENDED, _("Đã hết nhiệm kỳ"))]


def today() -> date:
    """Return the present day in Hà Nội."""
    return dates.local_date(clock.now())


class BoardSeatFilterSet(WagtailFilterSet):
    """Position, category and whether the seat is held today."""

    term = django_filters.ChoiceFilter(label=_("Nhiệm kỳ"), choices=TERMS, method="filter_term")
    category = django_filters.ChoiceFilter(label=_("Chuyên mục"), choices=Category.choices, method="filter_category")

    class Meta:
        model = BoardSeat
        fields = ["position"]

    def filter_term(self, queryset: QuerySet[BoardSeat], name: str, value: str) -> QuerySet[BoardSeat]:
        """Return the seats that are held today, have ended, or have not begun."""
        day = today()
        if value == ENDED:
            return queryset.filter(valid_until__lte=day)
        if value == AHEAD:
            return queryset.filter(valid_from__gt=day)
        return queryset.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day), valid_from__lte=day)

    def filter_category(self, queryset: QuerySet[BoardSeat], name: str, value: str) -> QuerySet[BoardSeat]:
        """Return the seats that look after a category, those for all included."""
        return queryset.filter(Q(scope=[]) | Q(scope__contains=[value]))


class BoardSeatIndexView(RecordIndexView):
    """Seats with people and agencies in one query."""

    def get_base_queryset(self) -> QuerySet[BoardSeat]:
        places = [When(position=position, then=Value(place)) for place, position in enumerate(BoardPosition)]
        seats: QuerySet[BoardSeat] = BoardSeat.objects.select_related("user", "agency").prefetch_related("absences")
        return seats.annotate(place=Case(*places, default=Value(len(places))))


class KeepSeatMixin:
    """Store the seat through the service, so that rights follow and the act is in the audit chain."""

    log_action = ""

    def save_instance(self) -> BoardSeat:
        view: Any = self
        seat = keep_seat(view.form.save(commit=False), actor=view.request.user, now=clock.now())
        view.has_content_changes = view.form.has_changed()
        log(instance=seat, action=self.log_action, content_changed=view.has_content_changes)
        return seat


class BoardSeatCreateView(KeepSeatMixin, generic.CreateView):
    """Appoint somebody."""

    log_action = "wagtail.create"


class BoardSeatEditView(KeepSeatMixin, generic.EditView):
    """Correct a seat, end it, or note an absence."""

    log_action = "wagtail.edit"


def term_of(seat: BoardSeat) -> str:
    """Return in words whether the seat is held today, and whether its holder is away."""
    day = today()
    if not seat.is_valid_on(day):
        return str(dict(TERMS)[AHEAD if seat.valid_from > day else ENDED])
    if any(one.valid_from <= day < one.valid_until for one in seat.absences.all()):
        return str(_("Đương nhiệm, đang vắng mặt"))
    return str(dict(TERMS)[HELD])


def scope_of(seat: BoardSeat) -> str:
    """Return the categories of a seat in words."""
    return ", ".join(str(Category(code).label) for code in seat.scope) or str(_("Tất cả"))


class BoardSeatViewSet(OwnPolicyMixin, ModelViewSet):
    """Seats with decision, term, agency and categories (R3.8-1)."""

    model = BoardSeat
    policy_class = KeptForeverPolicy
    icon = "group"
    menu_label = _("Thành viên Ban Biên tập")
    index_view_class = BoardSeatIndexView
    add_view_class = BoardSeatCreateView
    edit_view_class = BoardSeatEditView
    filterset_class = BoardSeatFilterSet
    edit_handler = ObjectList(BoardSeat.panels, base_form_class=BoardSeatForm)
    search_fields = ["user__full_name", "user__username", "agency__name", "decision_number"]
    ordering = ["place", "rank", "pk"]
    inspect_view_enabled = True
    copy_view_enabled = False
    list_export = ["user", "position", "agency", "scope", "decision_number", "decided_on", "valid_from", "valid_until"]
    export_filename = "ban-bien-tap"
    list_per_page = 50

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("user", label=_("Họ và tên"), sort_key="user__full_name"),
            Column("position", label=_("Chức danh"), accessor="get_position_display", sort_key="place"),
            Column("agency", label=_("Cơ quan, đơn vị")),
            Column("scope", label=_("Chuyên mục"), accessor=scope_of),
            Column("term", label=_("Nhiệm kỳ"), accessor=term_of),
            DayColumn("valid_from", label=_("Từ ngày"), sort_key="valid_from"),
            DayColumn("valid_until", label=_("Đến trước ngày"), sort_key="valid_until"),
        ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]
