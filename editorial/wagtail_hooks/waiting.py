"""The first page of the admin: entries that wait for the person who signed in (R6.2-1)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from accounts.models import User
from core.lib import clock, dates
from editorial.models import Entry, EntryMessage, Refusal, Route
from editorial.permissions import Right, desks_of, rights_in_request
from editorial.services import desks
from editorial.services.reminders import overdue_questions

MOST_OF_EACH = 10


@dataclass(frozen=True)
class Waiting:
    """One thing to do: with which entry, what, and until when."""

    entry: Entry
    what: str | Promise
    until: datetime | None = None


def waiting_for(user: User, *, now: datetime) -> list[Waiting]:
    """Return what waits for a person: own desk first, then decisions, overdue answers, and what is to be sorted."""
    day = dates.local_date(now)
    rights = rights_in_request(user, day)
    found = list(_on_the_desk(user))
    if rights & {Right.DECIDE, Right.OPEN_SEALED}:
        found += _to_decide(user, rights)
    if Right.ROUTE in rights:
        left = desks.abandoned(now=now).select_related("entry").order_by("due_at", "pk")[:MOST_OF_EACH]
        found += [Waiting(route.entry, _("Người được giao không còn giữ chức danh"), route.due_at) for route in left]
    if Right.SORT in rights:
        found += _unanswered(day)
        found += [Waiting(question.entry, _("Chờ bổ sung quá hạn")) for question in _silent(now)]
        found += _written_by_suppliers()
        to_sort = Entry.objects.to_sort().select_related("agency")[:MOST_OF_EACH]
        found += [Waiting(entry, entry.get_state_display()) for entry in to_sort]
    return found


def _on_the_desk(user: User) -> Iterator[Waiting]:
    routes = Route.objects.filter(desks_of(user)).select_related("entry").order_by("due_at", "pk")
    for route in routes[:MOST_OF_EACH]:
        yield Waiting(route.entry, _("Được chuyển để xử lý"), route.due_at)


def _to_decide(user: User, rights: frozenset[Right]) -> Iterator[Waiting]:
    open_ones = Refusal.objects.filter(decided_at__isnull=True).exclude(proposed_by=user).select_related("entry")
    if Right.DECIDE not in rights:
        open_ones = open_ones.filter(entry__sealed_at__isnull=False)
    elif Right.OPEN_SEALED not in rights:
        open_ones = open_ones.filter(entry__sealed_at__isnull=True)
    for refusal in open_ones.order_by("proposed_at", "pk")[:MOST_OF_EACH]:
        yield Waiting(refusal.entry, _("Chờ quyết định từ chối"))


def _unanswered(day: date) -> Iterator[Waiting]:
    for entry in Entry.objects.overdue_for_supplement(day).order_by("state_since", "pk")[:MOST_OF_EACH]:
        yield Waiting(entry, _("Chờ bổ sung quá hạn"))


def _silent(now: datetime) -> list[EntryMessage]:
    return overdue_questions(now=now)[:MOST_OF_EACH]


def _written_by_suppliers() -> Iterator[Waiting]:
    unseen = EntryMessage.objects.filter(from_office=False, closed_at__isnull=True).select_related("entry")
    for message in unseen.order_by("sent_at", "pk")[:MOST_OF_EACH]:
        yield Waiting(message.entry, _("Người gửi trao đổi, chưa xem"))


class WaitingEntriesPanel(Component):
    """What waits in the inbox for the person."""

    name = "waiting_entries"
    order = 100
    template_name = "editorial/waiting.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"waiting": waiting_for(parent_context["request"].user, now=clock.now())}


@hooks.register("construct_homepage_panels")
def put_waiting_entries_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WaitingEntriesPanel())
