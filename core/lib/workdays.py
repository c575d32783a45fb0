"""Working days of state agencies: days off, make-up Saturdays, years without data refused (RX-1).

Bộ luật Lao động 2019, Điều 111 and 112; domain-facts 8. All functions are pure; the calendar is passed in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

import holidays

from core.lib.calendar_seed import OFF, WORKING, read_seed

SATURDAY = 5
_ONE_DAY = timedelta(days=1)


class MissingYear(LookupError):  # noqa: N818 - the name says what is missing
    """No official calendar data for a year, so no deadline may be computed in it (RX-1)."""

    def __init__(self, year: int) -> None:
        super().__init__(f"There is no working-day calendar for {year}.")
        self.year = year


class Override(Protocol):
    """A day on which the public holiday list is wrong; `kind` is "off" or "working"."""

    @property
    def day(self) -> date: ...
    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Days off, weekend days that are worked, and the years these two lists are complete for."""

    days_off: frozenset[date]
    working_weekend_days: frozenset[date]
    years: frozenset[int]


def official_calendar(overrides: Iterable[Override], *, years: Iterable[int] | None = None) -> WorkCalendar:
    """Return the Vietnamese calendar of the given years: the public holiday list, then the overrides.

    Only `years` can be computed with, whatever the holiday list knows; without them it is the years of
    the data file. Raises ValueError for an override of unknown kind.
    """
    covered = read_seed().computable_years if years is None else frozenset(years)
    listed = holidays.country_holidays("VN", years=sorted(covered), language="vi")
    days_off = {day for day in listed if day.year in covered}
    worked = {day for day in listed.weekend_workdays if day.year in covered}
    for override in overrides:
        if override.kind == OFF:
            days_off.add(override.day)
            worked.discard(override.day)
        elif override.kind == WORKING:
            days_off.discard(override.day)
            if override.day.weekday() >= SATURDAY:
                worked.add(override.day)
        else:
            raise ValueError(f"Unknown kind of calendar day: {override.kind!r}")
    return WorkCalendar(frozenset(days_off), frozenset(worked), covered)


def is_working_day(day: date, calendar: WorkCalendar) -> bool:
    """Tell whether agencies work on a day; raises MissingYear when the calendar lacks its year."""
    if day.year not in calendar.years:
        raise MissingYear(day.year)
    if day in calendar.working_weekend_days:
        return True
    return day.weekday() < SATURDAY and day not in calendar.days_off


def add_working_days(day: date, n: int, calendar: WorkCalendar) -> date:
    """Return the last day of a term of `n` working days; the day of receipt does not count (T4, T5).

    A term of 0 ends on the day itself. Raises ValueError for a negative term, MissingYear when the term
    touches a year without data.
    """
    return _count(day, n, _ONE_DAY, calendar)


def latest_notice_day(stop_day: date, n: int, calendar: WorkCalendar) -> date:
    """Return the last day on which a notice is at least `n` working days before a stop (T3, R9.7-1).

    The day of the stop does not count. Raises ValueError for a negative term, MissingYear when the term
    touches a year without data.
    """
    return _count(stop_day, n, -_ONE_DAY, calendar)


def _count(day: date, n: int, step: timedelta, calendar: WorkCalendar) -> date:
    if n < 0:
        raise ValueError("A term is not negative.")
    while n:
        day += step
        n -= is_working_day(day, calendar)
    return day
