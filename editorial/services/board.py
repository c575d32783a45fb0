"""Keep the register of the Board, and let rights follow it (Article 3.8, R3.8-1)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership, Role, User
from accounts.services.authority import require_may_assign
from accounts.services.keepers import Keeper
from accounts.services.memberships import apply_memberships
from core.enums import AuditAct
from core.lib import dates
from core.services import audit
from editorial.enums import BoardPosition
from editorial.models import BoardSeat
from editorial.rules.board import ROLE_OF_POSITION
from editorial.services.desks import pass_on
from editorial.services.holders import acting_seat, seat_holders

__all__ = ["acting_seat", "keep_seat", "keeper_of", "require_free_membership", "role_of", "seat_holders"]


@transaction.atomic
def keep_seat(seat: BoardSeat, *, actor: User, now: datetime) -> BoardSeat:
    """Store a new or changed seat with its absences, give or take its rights at once, and return it.

    Rights begin and end with the days of the seat; the daily job ``apply_memberships`` ends them when nobody is
    about. When the seat has ended, its open work goes on to whoever stands in. Raises ValidationError when the person
    holds the same role from the same day by another seat, PermissionDenied when the actor may not give the person
    that role (RX-8).
    """
    is_new = seat.pk is None
    require_may_assign(actor, seat.user, role_of(seat.position), day=dates.local_date(now))
    seat.membership = _membership(seat)
    seat.save()
    apply_memberships(day=dates.local_date(now), users=[seat.user], actor=actor)
    audit.record(
        AuditAct.BOARD_SEAT_GIVEN if is_new else AuditAct.BOARD_SEAT_CHANGED,
        actor=actor,
        subject=seat,
        detail=_detail(seat),
        now=now,
    )
    pass_on(now=now, actor=actor)
    return seat


def keeper_of(membership: Membership) -> Keeper | None:
    """Return the seat that a membership belongs to, for whoever looks at the membership."""
    seat = BoardSeat.objects.filter(membership=membership).select_related("user").first()
    return Keeper(str(seat), reverse("board:inspect", args=[seat.pk])) if seat else None


def role_of(position: str) -> Role:
    """Return the role whose rights a position carries."""
    return Role.objects.get(code=ROLE_OF_POSITION[BoardPosition(position)])


def require_free_membership(seat: BoardSeat) -> None:
    """Raise ValidationError when another seat already gives the person this role from the same day."""
    twin = _matching_membership(seat)
    if twin is not None and BoardSeat.objects.filter(membership=twin).exclude(pk=seat.pk).exists():
        raise ValidationError(_("Người này đã giữ một chức danh cùng quyền, cùng cơ quan từ cùng ngày."))


def _membership(seat: BoardSeat) -> Membership:
    """Return the stored membership of a seat, brought to the seat's days."""
    require_free_membership(seat)
    held = seat.membership if seat.membership_id else _matching_membership(seat) or Membership(user=seat.user)
    held.role, held.kept_elsewhere = role_of(seat.position), True
    held.agency, held.valid_from, held.valid_until = seat.agency, seat.valid_from, seat.valid_until
    held.save()
    return held


def _matching_membership(seat: BoardSeat) -> Membership | None:
    return Membership.objects.filter(
        user=seat.user,
        role__code=ROLE_OF_POSITION[BoardPosition(seat.position)],
        agency=seat.agency,
        valid_from=seat.valid_from,
    ).first()


def _detail(seat: BoardSeat) -> dict[str, audit.JSON]:
    return {
        "user": seat.user_id,
        "position": seat.position,
        "rank": seat.rank,
        "agency": seat.agency.code,
        "scope": sorted(seat.scope),
        "decision": seat.decision_number,
        "decided_on": seat.decided_on.isoformat(),
        "valid_from": seat.valid_from.isoformat(),
        "valid_until": seat.valid_until.isoformat() if seat.valid_until else None,
        "absences": [f"{one.valid_from.isoformat()}/{one.valid_until.isoformat()}" for one in seat.absences.all()],
    }
