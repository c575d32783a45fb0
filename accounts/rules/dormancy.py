"""Accounts that nobody uses are closed (R9.4-1); how long that takes is a setting, no number of the law."""

from datetime import datetime, timedelta


def dormant_when_unused_since(*, after: timedelta, now: datetime) -> datetime:
    """Return the instant (UTC) from which on an account must have been used to stay open (R9.4-1).

    An account used exactly then has rested for the whole period and is closed. Raises ValueError for a period that
    is not positive: it would close every account.
    """
    if after <= timedelta(0):
        raise ValueError("The period after which an account is dormant must be positive.")
    return now - after
