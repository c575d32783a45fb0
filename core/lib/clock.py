"""The one place of the project that reads the clock, so that tests can freeze time."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present instant as an aware datetime in UTC."""
    return datetime.now(UTC)
