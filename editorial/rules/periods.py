"""Months as statistics count them: from the first day to before the first day of the next, in Hà Nội."""

from dataclasses import dataclass
from datetime import date, datetime

from core.lib import dates

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Months:
    """Whole months from one to another, both included; raises ValueError when the second is before the first."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("The last month is before the first.")

    @classmethod
    def of(cls, first: date, last: date) -> "Months":
        """Return the months in which two days lie, with those between them."""
        return cls(first.replace(day=1), last.replace(day=1))

    @property
    def begins(self) -> datetime:
        """Return the first instant of the first month."""
        return dates.start_of_day(self.first)

    @property
    def ends(self) -> datetime:
        """Return the first instant after the last month."""
        return dates.start_of_day(next_month(self.last))


def next_month(month: date) -> date:
    """Return the first day of the month after the one of a day."""
    return date(month.year + month.month // MONTHS_OF_A_YEAR, month.month % MONTHS_OF_A_YEAR + 1, 1)
