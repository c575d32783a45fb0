"""The way to taking a page out, and what waits for a decision on the first page (R6.5-1)."""

from collections.abc import Iterator
from datetime import date, datetime
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
from editorial.permissions import codenames_in_request, may_withdraw, rights_in_request, works_on_pages
from editorial.services import withdrawals
from editorial.views.withdrawals import WithdrawalDecisionView, WithdrawView
from editorial.wagtail_hooks.pages_waiting import WaitingPage, WaitingPagesPanel


@hooks.register("register_admin_urls")
def register_withdrawals() -> list[URLPattern]:
    return [
        path("pages/<int:page_id>/thu-hoi/", WithdrawView.as_view(), name="withdraw_page"),
        path("thu-hoi/<int:withdrawal_id>/", WithdrawalDecisionView.as_view(), name="decide_withdrawal"),
    ]


@hooks.register("register_page_header_buttons")
def lead_to_a_withdrawal(page: Page, user: Any, next_url: str, view_name: str) -> Iterator[Button]:
    """Offer it with what is public."""
    if page.live and page.depth > withdrawals.SITE_ROOT_DEPTH and works_on_pages(rights_in_request(user, _today())):
        yield Button(_("Thu hồi"), reverse("withdraw_page", args=[page.pk]), icon_name="download-alt", priority=75)


class WithdrawalsPanel(WaitingPagesPanel):
    """What others asked to take out, and what one took out alone."""

    name = "withdrawals"
    order = 55
    heading = gettext_lazy("Thu hồi trang")

    def rows(self, person: User, now: datetime) -> Iterator[WaitingPage]:
        for one in withdrawals.to_decide().exclude(asked_by_id=person.pk):
            what = _("Chờ quyết định, {at}").format(at=dates.short_datetime(one.asked_at))
            yield WaitingPage(one.page.title, reverse("decide_withdrawal", args=[one.pk]), what)
        for one in withdrawals.to_check().exclude(decided_by_id=person.pk):
            until = withdrawals.check_deadline(one)
            what = _("Đã thu hồi, chờ xem lại. Hạn: {until}").format(until=dates.short_datetime(until))
            yield WaitingPage(one.page.title, reverse("decide_withdrawal", args=[one.pk]), what, until < now)


@hooks.register("construct_homepage_panels")
def put_withdrawals_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    user: Any = request.user
    if may_withdraw(codenames_in_request(user, _today())):
        panels.append(WithdrawalsPanel())


def _today() -> date:
    return dates.local_date(clock.now())
