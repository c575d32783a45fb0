"""Agencies, leaders and roles, and the menu group that holds them."""

from datetime import date

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from accounts.models import Agency, Leader, Role
from accounts.models.agencies import AgencyQuerySet
from accounts.viewsets.memberships import MembershipViewSet
from accounts.viewsets.records import RecordDeleteView, RecordIndexView
from core.lib import clock, dates, text
from core.permissions import ReadOnlyPermissionPolicy
from core.viewsets import DayColumn, OwnPolicyMixin

OPEN, CLOSED = "dang-hoat-dong", "da-ket-thuc"
STATES = [(OPEN, _("Đang hoạt động")), (CLOSED, _("Đã kết thúc"))]


def today() -> date:
    """Return the present day in Hà Nội."""
    return dates.local_date(clock.now())


class AgencyFilterSet(WagtailFilterSet):
    """Kind, and whether the agency still exists."""

    state = django_filters.ChoiceFilter(label=_("Tình trạng"), choices=STATES, method="filter_state")

    class Meta:
        model = Agency
        fields = ["kind"]

    def filter_state(self, queryset: AgencyQuerySet, name: str, value: str) -> AgencyQuerySet:
        """Return the agencies that are open, or not open, today."""
        open_ones = Agency.objects.open_on(today()).values("pk")
        return queryset.filter(pk__in=open_ones) if value == OPEN else queryset.exclude(pk__in=open_ones)


class AgencyIndexView(RecordIndexView):
    """Agencies in Vietnamese order, found without accents too."""

    def get_base_queryset(self) -> QuerySet[Agency]:
        return Agency.objects.select_related("parent").prefetch_related("successors")

    def search_queryset(self, queryset: QuerySet[Agency]) -> QuerySet[Agency]:
        if not self.is_searching:
            return queryset
        wanted = text.fold(self.search_query)
        found = [
            agency.pk
            for agency in queryset
            if wanted in text.fold(f"{agency.name} {agency.short_name} {agency.code} {agency.official_code}")
        ]
        return queryset.filter(pk__in=found)


def state_of(agency: Agency) -> str:
    """Return in a word whether the agency exists today."""
    return str(dict(STATES)[OPEN if agency.is_open_on(today()) else CLOSED])


def successors_of(agency: Agency) -> str:
    """Return the names of the agencies that took over."""
    return ", ".join(successor.name for successor in agency.successors.all())


class AgencyViewSet(ModelViewSet):
    """Agencies with validity and successors (R0-3)."""

    model = Agency
    icon = "site"
    menu_label = _("Cơ quan, đơn vị")
    index_view_class = AgencyIndexView
    delete_view_class = RecordDeleteView
    filterset_class = AgencyFilterSet
    search_fields = ["name", "short_name", "code", "official_code"]
    ordering = ["name"]
    list_per_page = 50
    list_export = [
        "code",
        "official_code",
        "name",
        "short_name",
        "kind",
        "valid_from",
        "valid_until",
        "legal_basis",
        "phone",
        "email",
        "address",
    ]
    export_filename = "co-quan-don-vi"
    inspect_view_enabled = True
    copy_view_enabled = False

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Tên"), sort_key="name"),
            Column("kind", label=_("Loại"), accessor="get_kind_display", sort_key="kind"),
            Column("state", label=_("Tình trạng"), accessor=state_of),
            DayColumn("valid_from", label=_("Từ ngày"), sort_key="valid_from"),
            DayColumn("valid_until", label=_("Đến trước ngày"), sort_key="valid_until"),
            Column("successors", label=_("Đơn vị kế tiếp"), accessor=successors_of),
        ]


class LeaderIndexView(RecordIndexView):
    """Leaders with the title they hold today."""

    def get_base_queryset(self) -> QuerySet[Leader]:
        return Leader.objects.prefetch_related("titles")


class LeaderViewSet(ModelViewSet):
    """The City's leaders and the titles they held (R4.2-1)."""

    model = Leader
    icon = "user"
    menu_label = _("Lãnh đạo Thành phố")
    index_view_class = LeaderIndexView
    delete_view_class = RecordDeleteView
    search_fields = ["name"]
    ordering = ["name"]
    inspect_view_enabled = True
    copy_view_enabled = False
    list_export = ["name", "note"]
    export_filename = "lanh-dao-thanh-pho"

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Họ và tên"), sort_key="name"),
            Column("title", label=_("Chức vụ hiện nay"), accessor=lambda leader: leader.title_on(today())),
            Column("note", label=_("Ghi chú")),
        ]


class RoleIndexView(RecordIndexView):
    """Roles with the number of people who hold them today."""

    any_permission_required = ["view"]

    def get_base_queryset(self) -> QuerySet[Role]:
        return Role.objects.prefetch_related("memberships")


def holders_of(role: Role) -> int:
    """Return how many people hold the role today."""
    return len({held.user_id for held in role.memberships.all() if held.is_valid_on(today())})


class RoleViewSet(OwnPolicyMixin, ModelViewSet):
    """Roles, to look at: their rights come from the project's data (RX-8)."""

    model = Role
    policy_class = ReadOnlyPermissionPolicy
    icon = "group"
    menu_label = _("Vai trò")
    index_view_class = RoleIndexView
    ordering = ["order"]
    inspect_view_enabled = True
    inspect_view_fields = ["name", "duties", "code", "group"]
    copy_view_enabled = False
    form_fields = ["name"]
    list_export = ["code", "name", "duties"]
    export_filename = "vai-tro"

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Vai trò")),
            Column("duties", label=_("Nhiệm vụ")),
            Column("holders", label=_("Số người"), accessor=holders_of),
        ]


class OrganisationGroup(ModelViewSetGroup):
    """One menu group for who is who."""

    menu_label = _("Tổ chức")
    menu_icon = "group"
    menu_order = 700
    items = (
        AgencyViewSet("agencies"),
        LeaderViewSet("leaders"),
        MembershipViewSet("memberships"),
        RoleViewSet("roles"),
    )
