"""Who holds which seat on a day, and who acts for somebody who is away (R6.3a-4)."""

from datetime import date

from editorial.enums import BoardPosition
from editorial.models import BoardAbsence, BoardSeat
from editorial.rules.board import stand_in


def seat_holders(day: date, *, position: BoardPosition | None = None) -> list[BoardSeat]:
    """Return the seats held on a day, of one position or of all."""
    held = BoardSeat.objects.valid_on(day).select_related("user", "agency")
    return list(held.filter(position=position) if position else held)


def acting_seat(seat: BoardSeat, *, day: date, category: str = "") -> BoardSeat | None:
    """Return the seat itself, or the one that stands in for it by rule while its holder is away (R6.3a-4).

    None means that nobody is left who could.
    """
    seats = {one.pk: one for one in seat_holders(day)}
    away = set(BoardAbsence.objects.valid_on(day).values_list("seat__user_id", flat=True))
    if seat.pk in seats and seat.user_id not in away:
        return seats[seat.pk]
    found = stand_in(seat.as_rule(), [one.as_rule() for one in seats.values()], away, category)
    return seats[found.id] if found else None
