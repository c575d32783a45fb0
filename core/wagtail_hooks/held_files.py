"""Held files in the admin: the security officer's list, and what waits there on the first page (R3.3-2)."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from core.enums import FileState, HoldingRule
from core.lib import dates
from core.models import StoredFile
from core.services import uploads
from core.views import HarmlessExportMixin
from core.views.held_files import DecisionView, HeldFileView, OriginalView, address_of, name_of
from core.viewsets import LookOnlyViewSet

MOST_WAITING = 10


def rule_words(stored: StoredFile) -> str:
    """Return the rule that holds the file, in a few words."""
    return str(HoldingRule(stored.rule).label) if stored.rule in HoldingRule.values else stored.rule


def state_words(stored: StoredFile) -> str:
    """Return the state, and whether somebody proposed to open the file."""
    words = stored.get_state_display()
    proposed = stored.state == FileState.QUARANTINED and stored.release_asked_by is not None
    return f"{words} – {_('đã có đề nghị mở')}" if proposed else words


class HeldFileFilterSet(WagtailFilterSet):
    """State, rule, day of receipt."""

    state = django_filters.ChoiceFilter(label=_("Trạng thái"), choices=FileState.choices)
    rule = django_filters.ChoiceFilter(label=_("Quy tắc"), choices=HoldingRule.choices)
    received_at = django_filters.DateFromToRangeFilter(label=_("Ngày nhận"), widget=DateRangePickerWidget)

    class Meta:
        model = StoredFile
        fields: list[str] = []


class HeldFileIndexView(HarmlessExportMixin, generic.IndexView):
    """Files that wait, are held, were refused, or were opened by two people; newest first."""

    any_permission_required = ["view"]
    page_title = _("Tệp bị giữ")

    def get_base_queryset(self) -> QuerySet[StoredFile]:
        return StoredFile.objects.on_the_desk()


class HeldFileViewSet(LookOnlyViewSet):
    """The list, the file, the decisions and the original; nothing is edited."""

    model = StoredFile
    icon = "lock"
    menu_label = _("Tệp bị giữ")
    menu_order = 850
    add_to_admin_menu = True
    add_to_reference_index = False
    index_view_class = HeldFileIndexView
    inspect_view_class = HeldFileView
    filterset_class = HeldFileFilterSet
    ordering = ["-received_at", "-pk"]
    list_per_page = 50
    # Neither name nor detail: what bears a marking of secrecy may tell it in its name already.
    list_export = [
        "pk",
        "get_kind_display",
        "extension",
        "size",
        "from_staff",
        "received_at",
        "get_state_display",
        "rule",
        "scanned_at",
        "scanner_version",
        "release_asked_by",
        "released_by",
        "sha256",
    ]
    export_headings = {
        "pk": _("Số"),
        "get_kind_display": _("Loại"),
        "get_state_display": _("Trạng thái"),
    }
    export_filename = "tep-bi-giu"

    @cached_property
    def inspect_template_name(self) -> str:
        return HeldFileView.template_name

    @cached_property
    def menu_url(self) -> str:
        """Return the address of what is held; the other states are a filter away."""
        return f"{reverse(self.get_url_name('index'))}?state={FileState.QUARANTINED}"

    @property
    def list_display(self) -> list[Column]:
        return [
            TitleColumn("declared_name", label=_("Tệp"), accessor=name_of, get_url=address_of, width="30%"),
            Column("rule", label=_("Quy tắc"), accessor=rule_words),
            Column("state", label=_("Trạng thái"), accessor=state_words),
            Column("received_at", label=_("Nhận lúc"), accessor=lambda one: dates.short_datetime(one.received_at)),
            Column("from_staff", label=_("Từ"), accessor=lambda one: _("cán bộ") if one.from_staff else _("bên ngoài")),
            Column("number", label=_("Số"), accessor="pk"),
        ]

    def get_urlpatterns(self) -> list[URLPattern]:
        kwargs = self.get_inspect_view_kwargs() | {"template_name": DecisionView.template_name}
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/ban-goc/", OriginalView.as_view(), name="original"),
            path("<int:pk>/<slug:kind>/", self.construct_view(DecisionView, **kwargs), name="decide"),
        ]


@hooks.register("register_admin_viewset")
def register_held_files() -> HeldFileViewSet:
    return HeldFileViewSet("held_files", url_prefix="tep-bi-giu")


class HeldFilesPanel(Component):
    """Held files that the person may decide about, proposals of others first."""

    name = "held_files"
    order = 110
    template_name = "core/held_files_waiting.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        held = StoredFile.objects.filter(state=FileState.QUARANTINED).exclude(release_asked_by=user.pk)
        waiting = held.order_by("release_asked_by", "received_at", "pk")[: MOST_WAITING + 1]
        files = [(one, name_of(one), rule_words(one), address_of(one)) for one in waiting]
        return {"files": files[:MOST_WAITING], "is_more": len(files) > MOST_WAITING}


@hooks.register("construct_homepage_panels")
def put_held_files_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    if uploads.may_decide(request.user):
        panels.append(HeldFilesPanel())
