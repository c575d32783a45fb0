"""The way to notes, marks and reviews from the page editor, and what of them waits on the first page (R6.4d-1)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from accounts.models import User
from core.lib import clock, dates
from core.services.notices import note_to_come
from editorial.models import PageReview
from editorial.permissions import Right, rights_in_request, works_on_pages
from editorial.services import change_notes, rechecks
from editorial.views.afterwards import ChangeNoteView, RecheckView
from editorial.views.reviews import ReviewView
from editorial.wagtail_hooks.pages_waiting import WaitingPage, WaitingPagesPanel

MOST = 10


@hooks.register("register_admin_urls")
def register_afterwards() -> list[URLPattern]:
    return [
        path("pages/<int:page_id>/dinh-chinh/", ChangeNoteView.as_view(), name="change_note"),
        path("pages/<int:page_id>/xac-thuc-lai/", RecheckView.as_view(), name="recheck_page"),
        path("ra-soat/<int:review_id>/", ReviewView.as_view(), name="review_page"),
    ]


@hooks.register("register_page_header_buttons")
def lead_to_notes_and_marks(page: Page, user: Any, next_url: str, view_name: str) -> Iterator[Button]:
    if not page.pk or page.first_published_at is None:
        return
    if change_notes.may_write(page, user):
        address = reverse("change_note", args=[page.pk])
        yield Button(_("Đính chính, ghi chú thay đổi"), address, icon_name="edit", priority=72)
    if page.live and works_on_pages(rights_in_request(user, _today())):
        yield Button(_("Xác thực lại"), reverse("recheck_page", args=[page.pk]), icon_name="help", priority=73)


@hooks.register("before_edit_page")
def show_what_goes_public_with_the_draft(request: HttpRequest, page: Page) -> None:
    """Let editor and approver read the note that the next approval publishes."""
    if request.method != "GET" or page.first_published_at is None or not page.has_unpublished_changes:
        return
    note = note_to_come(page.pk)
    if note is not None:
        words = " → ".join(part for part in (note.wrong, note.text) if part)
        button = messages.button(reverse("change_note", args=[page.pk]), _("Xem, sửa"))
        messages.info(request, f"{note.get_kind_display()}: {words}", buttons=[button])


class ReviewsPanel(WaitingPagesPanel):
    """Pages that the person answers for and whose day has come; for who works on pages also those without an owner."""

    name = "reviews"
    order = 115
    heading = gettext_lazy("Rà soát, xác thực lại")

    def rows(self, person: User, now: datetime) -> Iterator[WaitingPage]:
        today = dates.local_date(now)
        rights = rights_in_request(person, today)
        for mark in rechecks.open_rechecks()[:MOST] if works_on_pages(rights) else ():
            what = _("Đang xác thực lại, hạn {day}").format(day=dates.short_date(mark.due_on))
            address = reverse("recheck_page", args=[mark.page_id])
            yield WaitingPage(mark.page.title, address, what, mark.due_on < today)
        due = PageReview.objects.due(today).select_related("page")
        waiting = due.owned_by(person, today)
        if Right.OVERSEE in rights:
            waiting |= due.without_owner()
        for review in waiting.order_by("due_on", "pk")[:MOST]:
            what = _("Rà soát, hạn {day}").format(day=dates.short_date(review.due_on))
            address = reverse("review_page", args=[review.pk])
            yield WaitingPage(review.page.title, address, what, review.due_on < today)


@hooks.register("construct_homepage_panels")
def put_reviews_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(ReviewsPanel())


def _today() -> date:
    return dates.local_date(clock.now())
