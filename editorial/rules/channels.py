"""When a channel is tried again, and when somebody has to look at it (Article 6.1.a, R6.1a-2 to R6.1a-4)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
"""After each failed attempt at one thing, how long until the next; after the last it is given up and reported."""

CATCHING_UP = timedelta(hours=1)
"""How long after a channel came back what it brings still counts as delayed by the channel."""

Period = tuple[datetime, datetime]


class Alarm(StrEnum):
    """Why a channel needs somebody."""

    FAILING = "failing"
    SILENT = "silent"


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """Return when to try again after so many failed attempts, or None when it is given up."""
    return now + RETRY_AFTER[attempts - 1] if attempts <= len(RETRY_AFTER) else None


def alarm(
    *, failures: int, reached_at: datetime, now: datetime, most_failures: int, longest_silence: timedelta
) -> Alarm | None:
    """Return why a channel needs somebody, or None: too many failures in a row, or too long without contact."""
    if failures >= most_failures:
        return Alarm.FAILING
    return Alarm.SILENT if now - reached_at > longest_silence else None


def gaps(reached: Iterable[Period], *, since: datetime, until: datetime, longest_pause: timedelta) -> list[Period]:
    """Return the periods between two instants in which a channel was not reached, longer than the usual pause.

    ``reached`` are periods in order during which it was. Before the first one nothing is known, and nothing returned.
    """
    found: list[Period] = []
    last: datetime | None = None
    for start, end in reached:
        if last is not None and start - last > longest_pause:
            found.append((last, start))
        last = end if last is None else max(last, end)
    if last is not None and until - last > longest_pause:
        found.append((last, until))
    return [(max(start, since), min(end, until)) for start, end in found if end > since and start < until]


def is_delayed(*, deadline: datetime, received_at: datetime, gaps: Iterable[Period]) -> bool:
    """Return whether something is late because its channel was down at the deadline and had just come back."""
    return any(start <= deadline <= end <= received_at <= end + CATCHING_UP for start, end in gaps)
