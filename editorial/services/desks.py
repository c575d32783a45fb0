"""Open work of a seat whose term is over goes on to whoever stands in by rule (R3.8-1, R6.3a-4)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from core.enums import AuditAct
from core.lib import dates
from editorial.enums import RouteOutcome
from editorial.models import BoardSeat, Route
from editorial.services import letters
from editorial.services.holders import acting_seat
from editorial.services.routing import record_route


@dataclass(frozen=True)
class PassedOn:
    """How many routes lie on another desk now, and how many nobody could take."""

    moved: int
    left: int


def abandoned(*, now: datetime) -> QuerySet[Route]:
    """Return open routes on the desks of seats that nobody holds today."""
    held = BoardSeat.objects.valid_on(dates.local_date(now))
    return Route.objects.filter(closed_at__isnull=True, seat__isnull=False).exclude(seat__in=held)


@transaction.atomic
def pass_on(*, now: datetime, actor: User | None = None) -> PassedOn:
    """Close each abandoned route and put its entry on the desk of the seat that stands in, with note and deadline.

    Each move is two rows of the audit chain, the new route says for whom, and its holder gets a letter. What nobody
    can take stays where it is and is shown to whoever may route; safe to run again.
    """
    waiting = abandoned(now=now).select_for_update(of=("self",)).select_related("seat", "entry").order_by("pk")
    done = [_pass_on(route, actor=actor, now=now) for route in waiting]
    return PassedOn(moved=done.count(True), left=done.count(False))


def _pass_on(route: Route, *, actor: User | None, now: datetime) -> bool:
    ended = route.seat
    category = route.entry.category
    acting = acting_seat(ended, day=dates.local_date(now), category=category) if ended else None
    if acting is None:
        return False
    route.outcome, route.closed_at, route.closed_by = RouteOutcome.PASSED_ON, now, actor
    route.save()
    record_route(AuditAct.ENTRY_ROUTE_CLOSED, route, actor=actor, now=now)
    following = Route.objects.create(
        entry=route.entry,
        seat=acting,
        meant_for=route.meant_for or ended,
        note=route.note,
        due_at=route.due_at,
        sent_by=route.sent_by,
        sent_at=now,
    )
    record_route(AuditAct.ENTRY_ROUTED, following, actor=actor, now=now)
    letters.hand_over(following, now=now)
    return True
