"""The admin's face, the lists of rule values and calendar days, and the rule that nothing published is deleted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.models import Page

from core.models import CalendarDay, PortalDocument, RuleValue
from core.services.permanence import was_ever_public


class RuleValueViewSet(ModelViewSet):
    """Rule values with their validity (R0-2)."""

    model = RuleValue
    icon = "clipboard-list"
    menu_label = gettext_lazy("Giá trị theo quy định")
    list_display = ["name", "value", "unit", "legal_basis", "valid_from", "valid_until"]
    list_filter = ["unit"]
    search_fields = ["key", "name", "legal_basis"]
    ordering = ["key", "-valid_from"]
    list_export = ["key", "name", "value", "unit", "legal_basis", "valid_from", "valid_until"]
    inspect_view_enabled = True


class CalendarDayViewSet(ModelViewSet):
    """Days off and make-up days that the public holiday list lacks (RX-1)."""

    model = CalendarDay
    icon = "calendar-alt"
    menu_label = gettext_lazy("Lịch nghỉ, làm bù")
    list_display = ["day", "kind", "name", "legal_basis"]
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


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("before_delete_page")
def refuse_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Nothing published is ever deleted (Article 6.5); taking down hides a page and keeps it."""
    if not was_ever_public([page]):
        return None
    messages.error(request, _("Trang đã từng công khai được lưu trữ vĩnh viễn, chỉ có thể gỡ xuống."))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def refuse_bulk_deletion(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> HttpResponse | None:
    """The same for several pages at once."""
    if action_type != "delete" or not objects or not isinstance(objects[0], Page) or not was_ever_public(objects):
        return None
    messages.error(request, _("Có trang đã từng công khai: được lưu trữ vĩnh viễn, chỉ có thể gỡ xuống."))
    return redirect("wagtailadmin_explore_root")


@hooks.register("before_serve_document")
def refuse_private_document(document: PortalDocument, request: HttpRequest) -> None:
    """Serve a file to the public only while a live page uses it; staff see every file."""
    if not document.is_public and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404(_("Không có tệp này."))
