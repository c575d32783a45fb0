"""Who sits on the Editorial Board, which rights a position carries, and who stands in for whom (Articles 3.8, 6, 11.1).

The regulation names leaders, a standing body and members, and leaves the rest to the Board. The table of stand-ins is
therefore the Board's to confirm; this module is the only place to change it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from accounts.enums import RoleCode
from editorial.enums import BoardPosition as Position

ROLE_OF_POSITION = {
    Position.CHAIR: RoleCode.LEADER,
    Position.DEPUTY: RoleCode.LEADER,
    Position.STANDING: RoleCode.STANDING_BODY,
    Position.SECRETARY: RoleCode.STANDING_BODY,
    Position.APPROVER: RoleCode.APPROVER,
    Position.MEMBER: RoleCode.EDITOR,
}
"""The role whose rights a seat gives while it lasts."""

APPROVING = frozenset({Position.CHAIR, Position.DEPUTY, Position.APPROVER})
"""Positions whose holders approve pages in the categories of their seats (Article 6.4.a)."""

STAND_INS = {
    Position.CHAIR: (Position.DEPUTY, Position.STANDING),
    Position.DEPUTY: (Position.DEPUTY, Position.CHAIR),
    Position.STANDING: (Position.STANDING, Position.SECRETARY, Position.DEPUTY),
    Position.SECRETARY: (Position.SECRETARY, Position.STANDING),
    Position.APPROVER: (Position.APPROVER, Position.DEPUTY, Position.CHAIR),
    Position.MEMBER: (Position.MEMBER, Position.SECRETARY, Position.STANDING),
}
"""Whose turn it is when somebody is away, position by position in this order (R6.3a-4)."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat that is held on the day in question; ``scope`` are category codes, none meaning all."""

    id: int
    person: int
    position: Position
    rank: int = 1
    scope: frozenset[str] = frozenset()

    def covers(self, category: str) -> bool:
        """Return whether the seat looks after a category; an empty category is not known yet and fits every seat."""
        return not category or not self.scope or category in self.scope


def stand_in(absent: Seat, seats: Iterable[Seat], away: Collection[int], category: str = "") -> Seat | None:
    """Return the seat that stands in for ``absent``, or None when nobody is left.

    ``seats`` are the seats held on the day, ``away`` the persons who are absent then. Position decides first, in the
    order of ``STAND_INS``, then who looks after the category, then the rank that the decision gave, then the older
    seat. Nobody stands in for himself through a second seat.
    """
    order = STAND_INS[absent.position]
    present = [
        seat
        for seat in seats
        if seat.person not in away and seat.person != absent.person and seat.position in order and seat.covers(category)
    ]
    return min(present, key=lambda seat: (order.index(seat.position), seat.rank, seat.id), default=None)
