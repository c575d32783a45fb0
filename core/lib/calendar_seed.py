"""The calendar data file: computable years and overrides with which the calendar table starts (RX-1)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

OFF, WORKING = "off", "working"

SEED_FILE = Path(__file__).resolve().parent.parent / "data" / "calendar_overrides.toml"


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year that may be computed; provisional until its official plan of days off is entered."""

    year: int
    provisional: bool
    basis: str


@dataclass(frozen=True, slots=True)
class CalendarOverride:
    """A day on which the public holiday list is wrong: `kind` "off" or "working", with its legal basis."""

    day: date
    kind: str
    name: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class CalendarSeed:
    """All of the data file."""

    years: tuple[CalendarYear, ...]
    overrides: tuple[CalendarOverride, ...]

    @property
    def computable_years(self) -> frozenset[int]:
        """Return the years with data, provisional ones included."""
        return frozenset(entry.year for entry in self.years)

    @property
    def provisional_years(self) -> frozenset[int]:
        """Return the years whose results need a note that they may still change."""
        return frozenset(entry.year for entry in self.years if entry.provisional)


def read_seed(file: Path = SEED_FILE) -> CalendarSeed:
    """Return the content of a calendar data file.

    Raises ValueError for broken TOML, an unknown kind, an override without legal basis or a day entered
    twice; TypeError or KeyError for other fields than the documented ones.
    """
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    years = tuple(CalendarYear(**entry) for entry in data["year"])
    overrides = tuple(CalendarOverride(**entry) for entry in data["override"])
    for override in overrides:
        if override.kind not in {OFF, WORKING} or not override.legal_basis.strip():
            raise ValueError(f"Calendar override without valid kind and legal basis: {override.day}")
    if len({override.day for override in overrides}) < len(overrides):
        raise ValueError("A day has two calendar overrides.")
    return CalendarSeed(years, overrides)
