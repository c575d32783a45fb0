"""Who acts in the demo inbox, and the rows of its data file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from accounts.models import Agency, User
from core.lib import dates
from editorial.enums import BoardPosition
from editorial.models import BoardSeat

FOLDER = Path(__file__).resolve().parent.parent / "data"
SECURITY_OFFICER = "an-ninh-mang"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Cast:
    """The seats of the demo Board, and everybody with a demo sign-in by user name."""

    seats: Mapping[BoardPosition, BoardSeat]
    people: Mapping[str, User]
    now: datetime

    @property
    def editor(self) -> User:
        """Return who takes in, sorts and edits."""
        return self.seats[BoardPosition.MEMBER].user

    @property
    def approver(self) -> User:
        """Return who decides and approves."""
        return self.seats[BoardPosition.APPROVER].user

    @property
    def leader(self) -> User:
        """Return who may publish in an emergency."""
        return self.seats[BoardPosition.CHAIR].user

    @property
    def security_officer(self) -> User:
        """Return who decides on what is sealed."""
        return self.people[SECURITY_OFFICER]


def cast_of(now: datetime) -> Cast:
    """Return the cast that the demo sign-ins have made."""
    held = BoardSeat.objects.valid_on(dates.local_date(now)).filter(user__is_demo=True).select_related("user")
    people = {user.username: user for user in User.objects.filter(is_demo=True)}
    return Cast({BoardPosition(seat.position): seat for seat in held}, people, now)


def agency_of(row: Row) -> Agency | None:
    """Return the agency of a row, or None."""
    return Agency.objects.get(code=row["agency"]) if "agency" in row else None
