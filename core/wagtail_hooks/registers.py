"""The lists of rule values and calendar days."""

from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from core.models import CalendarDay, RuleValue
from core.views import HarmlessExportMixin
from core.viewsets import DayColumn


class ExportingIndexView(HarmlessExportMixin, generic.IndexView):
    """A list whose export is harmless and known."""


class RuleValueViewSet(ModelViewSet):
    """Rule values with their validity (R0-2)."""

    model = RuleValue
    index_view_class = ExportingIndexView
    icon = "clipboard-list"
    menu_label = gettext_lazy("Giá trị theo quy định")
    list_display = [
        "name",
        "value",
        "unit",
        "legal_basis",
        DayColumn("valid_from", label=gettext_lazy("Có hiệu lực từ ngày"), sort_key="valid_from"),
        DayColumn("valid_until", label=gettext_lazy("Hết hiệu lực từ ngày"), sort_key="valid_until"),
    ]
    list_filter = ["unit"]
    search_fields = ["key", "name", "legal_basis"]
    ordering = ["key", "-valid_from"]
    list_export = ["key", "name", "value", "unit", "legal_basis", "valid_from", "valid_until"]
    inspect_view_enabled = True


class CalendarDayViewSet(ModelViewSet):
    """Days off and make-up days that the public holiday list lacks (RX-1)."""

    model = CalendarDay
    index_view_class = ExportingIndexView
    icon = "calendar-alt"
    menu_label = gettext_lazy("Lịch nghỉ, làm bù")
    list_display = ["name", DayColumn("day", label=gettext_lazy("Ngày"), sort_key="day"), "kind", "legal_basis"]
    list_filter = ["kind"]
    list_export = ["day", "kind", "name", "legal_basis"]
    ordering = ["-day"]
    inspect_view_enabled = True


class RulesGroup(ModelViewSetGroup):
    """One menu group for what the law fixes."""

    menu_label = gettext_lazy("Quy định, lịch")
    menu_icon = "clipboard-list"
    menu_order = 800
    items = (RuleValueViewSet("rule_values"), CalendarDayViewSet("calendar_days"))


@hooks.register("register_admin_viewset")
def register_rules_group() -> RulesGroup:
    return RulesGroup()
