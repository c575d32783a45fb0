"""Bring to the leaders of the Board what nobody acts on, and remind desks that are late (R3.9-4, R6.2-1, R6.2-3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q

from core.enums import AuditAct
from core.lib import dates
from core.lib.working_hours import add_working_hours, read_sessions
from core.services import audit
from core.services.calendar import work_calendar
from core.services.rule_values import rule_number, rule_value
from editorial.enums import BoardPosition, EntryState, EscalationCause, RouteOutcome
from editorial.models import Entry, Escalation, Refusal, Route
from editorial.rules import escalation as rules
from editorial.services import letters
from editorial.services.board import seat_holders

TOLD = (BoardPosition.CHAIR, BoardPosition.DEPUTY, BoardPosition.STANDING)


@dataclass(frozen=True)
class Case:
    """An entry that has to go up, and why."""

    entry: Entry
    cause: EscalationCause
    route: Route | None = None
    refusal: Refusal | None = None

    @property
    def key(self) -> tuple[int, str, int | None, int | None]:
        """Return what makes a case the same one."""
        route, refusal = self.route, self.refusal
        return (self.entry.pk, self.cause, route.pk if route else None, refusal.pk if refusal else None)


@transaction.atomic
def escalate(*, now: datetime) -> list[Escalation]:
    """Record each case that is due and was not told yet, tell the leaders, remind late desks; return the new rows.

    May run at any time: what was missed is caught up once. Raises MissingRuleValueError without the numbers.
    """
    for route in late_desks(now=now):
        letters.remind_desk(route, now=now)
    leaders = {seat.user_id: seat.user for seat in seat_holders(dates.local_date(now)) if seat.position in TOLD}
    raised = []
    for case in _untold(due_cases(now=now)):
        row, is_new = Escalation.objects.get_or_create(
            entry=case.entry, cause=case.cause, route=case.route, refusal=case.refusal, defaults={"raised_at": now}
        )
        if not is_new:
            continue
        raised.append(row)
        detail: dict[str, audit.JSON] = {"cause": row.cause, "told": sorted(leaders)}
        audit.record(AuditAct.ENTRY_ESCALATED, subject=row.entry, detail=detail, now=now)
        letters.tell_leaders(row, leaders.values(), now=now)
    return raised


def due_cases(*, now: datetime) -> list[Case]:
    """Return every case that is due at an instant, told or not."""
    return [*_untouched(now), *_sent_to_wrong_addresses(now), *_silent_desks(now), *_unverified(now)]


def _untold(cases: list[Case]) -> list[Case]:
    """Return the cases without a row yet: what stands for months costs one query in all."""
    rows = Escalation.objects.filter(entry__in=[case.entry.pk for case in cases])
    told = set(rows.values_list("entry_id", "cause", "route_id", "refusal_id"))
    return [case for case in cases if case.key not in told]


def late_desks(*, now: datetime) -> list[Route]:
    """Return the open routes whose deadline is over."""
    late = Route.objects.filter(closed_at__isnull=True, due_at__lt=now)
    return list(late.select_related("entry", "seat__user", "agency").order_by("due_at", "pk"))


def _untouched(now: datetime) -> Iterator[Case]:
    day = dates.local_date(now)
    hours = rule_number("untouched-working-hours", day)
    sessions, calendar = read_sessions(rule_value("office-hours", day).value), work_calendar()
    # Working hours are never shorter than hours, so younger entries need no look into the calendar.
    old = Entry.objects.filter(state=EntryState.RECEIVED, received_at__lt=now - timedelta(hours=hours))
    for entry in old.order_by("received_at", "pk"):
        until = add_working_hours(entry.received_at, hours, sessions=sessions, calendar=calendar)
        if rules.is_untouched_too_long(EntryState(entry.state), until, now):
            yield Case(entry, EscalationCause.UNTOUCHED)


def _sent_to_wrong_addresses(now: datetime) -> Iterator[Case]:
    most = rule_number("most-wrong-addresses", dates.local_date(now))
    wrong = Count("routes", filter=Q(routes__outcome=RouteOutcome.WRONG_ADDRESS))
    bounced = Entry.objects.filter(state=EntryState.PROCESSING).annotate(wrong=wrong).filter(wrong__gt=0)
    for entry in bounced.order_by("received_at", "pk").prefetch_related("routes"):
        if rules.bounces_too_often([route.outcome for route in entry.routes.all()], most):
            yield Case(entry, EscalationCause.WRONG_ADDRESSES)


def _silent_desks(now: datetime) -> Iterator[Case]:
    days = rule_number("silent-desk-days", dates.local_date(now))
    for route in late_desks(now=now):
        if rules.is_ignored_too_long(route.due_at, days, now):
            yield Case(route.entry, EscalationCause.SILENT_DESK, route=route)


def _unverified(now: datetime) -> Iterator[Case]:
    refusals = Refusal.objects.filter(
        is_agreed=True,
        entry__state=EntryState.REFUSED,
        reverify_until__lt=dates.local_date(now),
        entry__sealed_at__isnull=True,
    )
    for refusal in refusals.select_related("entry").order_by("reverify_until", "pk"):
        if refusal.reverify_until and rules.awaits_verification_too_long(refusal.reverify_until, now):
            yield Case(refusal.entry, EscalationCause.VERIFICATION, refusal=refusal)
