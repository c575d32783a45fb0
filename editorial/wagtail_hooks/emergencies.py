"""The way to the two screens of an emergency, and what waits for a second person on the first page (R6.3a-2)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from accounts.models import User
from core.lib import clock, dates
from core.models import ContentPage
from editorial.permissions import Right, rights_in_request
from editorial.services import emergencies
from editorial.views.emergencies import EmergencyCheckView, EmergencyView
from editorial.wagtail_hooks.pages_waiting import WaitingPage, WaitingPagesPanel


@hooks.register("register_admin_urls")
def register_emergencies() -> list[URLPattern]:
    return [
        path("pages/<int:page_id>/dang-khan-cap/", EmergencyView.as_view(), name="publish_in_emergency"),
        path("dang-khan-cap/<int:approval_id>/", EmergencyCheckView.as_view(), name="check_emergency"),
    ]


@hooks.register("register_page_header_buttons")
def lead_to_an_emergency(page: Page, user: Any, next_url: str, view_name: str) -> Iterator[Button]:
    """Offer it to leaders for what is not public yet."""
    if not page.pk or not issubclass(page.specific_class or Page, ContentPage):
        return
    if page.live and not page.has_unpublished_changes:
        return
    if Right.PUBLISH_IN_EMERGENCY in rights_in_request(user, dates.local_date(clock.now())):
        address = reverse("publish_in_emergency", args=[page.pk])
        yield Button(_("Đăng khẩn cấp"), address, icon_name="warning", priority=70)


class EmergenciesPanel(WaitingPagesPanel):
    """What others published in an emergency and nobody has looked at, with the time that is left."""

    name = "emergencies"
    order = 60
    heading = gettext_lazy("Đăng khẩn cấp chờ người thứ hai xem lại")

    def rows(self, person: User, now: datetime) -> Iterator[WaitingPage]:
        for one in emergencies.waiting():
            if one.approver_id != person.pk:
                until = emergencies.deadline(one)
                what = _("Hạn: {until}").format(until=dates.short_datetime(until))
                yield WaitingPage(one.page.title, reverse("check_emergency", args=[one.pk]), what, until < now)


@hooks.register("construct_homepage_panels")
def put_emergencies_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    user: Any = request.user
    if Right.APPROVE_PAGE in rights_in_request(user, dates.local_date(clock.now())):
        panels.append(EmergenciesPanel())
