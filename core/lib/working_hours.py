"""Hours that offices work: terms in working hours start and stop with the sessions of the day (R6.2-1, RX-1)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from core.lib.dates import HANOI
from core.lib.workdays import WorkCalendar, is_working_day

_SESSION = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Session:
    """Part of a working day, from its first instant to before its last, in Hà Nội time."""

    begins: time
    ends: time


def read_sessions(written: str) -> tuple[Session, ...]:
    """Return the sessions written as "08:00-12:00, 13:00-17:00".

    Raises ValueError for anything else: no session, one that ends before it begins, or two that overlap.
    """
    sessions = tuple(_session(part.strip()) for part in written.split(","))
    for before, after in pairwise(sessions):
        if after.begins < before.ends:
            raise ValueError(f"Sessions overlap: {written!r}")
    return sessions


def add_working_hours(
    start: datetime, hours: int, *, sessions: tuple[Session, ...], calendar: WorkCalendar
) -> datetime:
    """Return the instant at which ``hours`` working hours after ``start`` are over.

    ``start`` outside a session counts from the next one. Raises ValueError for a negative term, MissingYear when the
    term touches a year without data.
    """
    if hours < 0:
        raise ValueError("A term is not negative.")
    left = timedelta(hours=hours)
    day = start.astimezone(HANOI).date()
    while True:
        for begins, ends in _worked(day, sessions, calendar):
            from_here = max(begins, start)
            if ends - from_here >= left and from_here < ends:
                return from_here + left
            left -= max(ends - from_here, timedelta())
        day += _ONE_DAY


def _worked(day: date, sessions: tuple[Session, ...], calendar: WorkCalendar) -> list[tuple[datetime, datetime]]:
    if not is_working_day(day, calendar):
        return []
    return [(datetime.combine(day, one.begins, HANOI), datetime.combine(day, one.ends, HANOI)) for one in sessions]


def _session(written: str) -> Session:
    found = _SESSION.fullmatch(written)
    if found is None:
        raise ValueError(f"No session of a working day: {written!r}")
    hour, minute, last_hour, last_minute = (int(part) for part in found.groups())
    session = Session(time(hour, minute), time(last_hour, last_minute))
    if session.ends <= session.begins:
        raise ValueError(f"A session ends before it begins: {written!r}")
    return session
