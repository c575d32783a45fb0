"""Pass an entry to members of the Board or to agencies, several at once, and take it back from them (R6.2-3)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from accounts.services.succession import require_open_agency
from core.enums import AuditAct
from core.lib import dates
from core.services import audit
from editorial.enums import EntryState, RouteOutcome
from editorial.models import BoardSeat, Entry, Route
from editorial.permissions import Right, rights_on
from editorial.services import letters
from editorial.services.changes import locked, move, require_right, require_state
from editorial.services.holders import acting_seat
from editorial.services.sorting import require_sorted


@transaction.atomic
def send(
    entry: Entry,
    *,
    seat: BoardSeat | None = None,
    agency: Agency | None = None,
    note: str,
    due_at: datetime,
    actor: User,
    now: datetime,
) -> Route:
    """Put an entry on one more desk, a member's or an agency's, and return the route.

    A member who is away or whose term is over is stood in for by rule, and the route says for whom. Raises
    ValidationError for an entry that is not sorted, a deadline that is over, a closed agency, or when nobody stands in.
    """
    require_right(actor, Right.ROUTE, now=now)
    stored = locked(entry)
    require_state(stored, EntryState.PROCESSING, EntryState.ROUTED)
    require_sorted(stored)
    if due_at <= now:
        raise ValidationError({"due_at": _("Hạn xử lý phải ở sau thời điểm này.")})
    day = dates.local_date(now)
    acting = acting_seat(seat, day=day, category=stored.category) if seat else None
    if seat and acting is None:
        raise ValidationError({"seat": _("Thành viên này vắng mặt và không có người thay thế theo quy định.")})
    if agency:
        require_open_agency(agency, day=day)
    route = Route.objects.create(
        entry=stored,
        seat=acting,
        meant_for=seat if seat and acting != seat else None,
        agency=None if seat else agency,
        note=note,
        due_at=due_at,
        sent_by=actor,
        sent_at=now,
    )
    move(stored, EntryState.ROUTED, now=now)
    record_route(AuditAct.ENTRY_ROUTED, route, actor=actor, now=now)
    letters.hand_over(route, now=now)
    return route


@transaction.atomic
def acknowledge(route: Route, *, actor: User, now: datetime) -> Route:
    """Say that one has the entry on the desk."""
    stored = _open_route(route)
    _require_desk(stored, actor, now)
    if stored.acknowledged_at is None:
        stored.acknowledged_at = now
        stored.save()
        record_route(AuditAct.ENTRY_ROUTE_ACKNOWLEDGED, stored, actor=actor, now=now)
    return stored


@transaction.atomic
def close(route: Route, outcome: RouteOutcome, *, answer: str, actor: User, now: datetime) -> Route:
    """Hand an entry back: dealt with, or sent to the wrong address, which needs a reason; a sender recalls.

    When no desk has it any more the entry is in processing again. What an agency answers is written down by whoever
    may route. Raises ValidationError for a wrong address without a reason.
    """
    entry = locked(route.entry)
    stored = _open_route(route)
    if outcome == RouteOutcome.RECALLED:
        require_right(actor, Right.ROUTE, now=now)
    else:
        _require_desk(stored, actor, now)
    if outcome != RouteOutcome.RECALLED and not answer.strip():
        raise ValidationError({"answer": _("Hãy ghi ý kiến xử lý hoặc lý do trả lại.")})
    stored.outcome, stored.answer, stored.closed_by, stored.closed_at = outcome, answer, actor, now
    stored.acknowledged_at = stored.acknowledged_at or now
    stored.save()
    if not entry.routes.filter(closed_at__isnull=True).exists():
        move(entry, EntryState.PROCESSING, now=now)
    record_route(AuditAct.ENTRY_ROUTE_CLOSED, stored, actor=actor, now=now)
    return stored


def may_answer(route: Route, user: User, *, now: datetime) -> bool:
    """Return whether a person may answer for a desk: the holder of the seat, or for an agency whoever may route."""
    if route.seat is not None:
        return bool(route.seat.user_id == user.pk and route.seat.is_valid_on(dates.local_date(now)))
    return Right.ROUTE in rights_on(user, dates.local_date(now))


def _open_route(route: Route) -> Route:
    stored = Route.objects.select_for_update(of=("self",)).select_related("seat", "agency", "entry").get(pk=route.pk)
    if stored.closed_at is not None:
        raise ValidationError(_("Việc này đã kết thúc. Hãy tải lại trang."), code="state")
    return stored


def _require_desk(route: Route, actor: User, now: datetime) -> None:
    if not may_answer(route, actor, now=now):
        raise PermissionDenied(_("Việc này không được giao cho bạn."))


def record_route(act: AuditAct, route: Route, *, actor: User | None, now: datetime) -> None:
    """Put what became of a route into the audit chain, by ids and codes."""
    detail: dict[str, audit.JSON] = {
        "route": route.pk,
        "seat": route.seat_id,
        "meant_for": route.meant_for_id,
        "agency": route.agency.code if route.agency else "",
        "due_at": route.due_at.isoformat(),
        "outcome": route.outcome,
    }
    audit.record(act, actor=actor, subject=route.entry, detail=detail, now=now)
