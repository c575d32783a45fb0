"""Which unit takes over the work of a closed one (R0-3): pure functions over codes and periods of validity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accounts.rules.validity import is_valid_on


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its half-open period of days and the codes of the units that took over from it."""

    code: str
    valid_from: date | None = None
    valid_until: date | None = None
    successors: tuple[str, ...] = ()

    def is_open_on(self, day: date) -> bool:
        """Return whether the unit exists on a day."""
        return is_valid_on(day, self.valid_from, self.valid_until)


def open_units(code: str, day: date, units: Mapping[str, Unit]) -> tuple[str, ...]:
    """Return the code itself when the unit is open on the day, else its open successors in their order.

    Successors that are closed in their turn are followed further; a circle ends where it began. An empty
    result means that new work has no known taker and must be assigned by hand. Raises KeyError for a
    code that ``units`` lacks.
    """
    found: list[str] = []
    seen: set[str] = set()
    waiting = [code]
    while waiting:
        current = waiting.pop(0)
        if current in seen:
            continue
        seen.add(current)
        unit = units[current]
        if unit.is_open_on(day):
            found.append(current)
        else:
            waiting.extend(unit.successors)
    return tuple(found)
