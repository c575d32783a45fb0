"""Validity of agencies, titles and memberships: half-open periods of days."""

from datetime import date


def is_valid_on(day: date, valid_from: date | None, valid_until: date | None) -> bool:
    """Return whether ``valid_from <= day < valid_until``; a missing end is open (R0-3, R4.2-1)."""
    return (valid_from is None or valid_from <= day) and (valid_until is None or day < valid_until)
