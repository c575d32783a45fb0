"""What goes up to the leaders of the Board when nobody acts (Articles 3.9 and 6.2; R3.9-4, R6.2-1, R6.2-3)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from core.lib import dates
from editorial.enums import EntryState, RouteOutcome


def is_untouched_too_long(state: EntryState, until: datetime, now: datetime) -> bool:
    """Return whether an entry that nobody has taken up is past its working hours; the last instant is in time."""
    return state == EntryState.RECEIVED and now > until


def bounces_too_often(outcomes: Collection[str], most: int) -> bool:
    """Return whether an entry came back from wrong addresses more often than ``most`` times (R6.2-3)."""
    return sum(outcome == RouteOutcome.WRONG_ADDRESS for outcome in outcomes) > most


def is_ignored_too_long(due_at: datetime, days: int, now: datetime) -> bool:
    """Return whether a desk is silent more than ``days`` calendar days after its deadline: the last rung (R6.2-3)."""
    return now > due_at + timedelta(days=days)


def awaits_verification_too_long(reverify_until: date, now: datetime) -> bool:
    """Return whether the day to which a re-verification was awaited is over in Hà Nội (ground 8, R3.9-4)."""
    return dates.local_date(now) > reverify_until
