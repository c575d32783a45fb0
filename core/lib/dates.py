"""Dates and instants as Vietnamese readers write them, in Hà Nội time (domain-facts 8 and 12)."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.lib.text import clean, fold

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
"""UTC+7 without daylight saving."""

LAST_PADDED_DAY = 9
LAST_PADDED_MONTH = 2

_MINUTE, _HOUR = 60, 3600
_LONGEST_IN_MINUTES = 90

_LONGEST_DATE_TEXT = 200
_SHORT_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_LONG_DATE = re.compile(r"(?:.* )?ngay ([0-9]{1,2}) thang ([0-9]{1,2}) nam ([0-9]{4})")


def local_date(instant: datetime) -> date:
    """Return the calendar day in Hà Nội of an instant; raises ValueError for a naive datetime."""
    return _in_hanoi(instant).date()


def start_of_day(day: date) -> datetime:
    """Return the first instant of a day in Hà Nội, as an aware datetime in UTC."""
    return datetime.combine(day, time.min, HANOI).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """Return the first instant after a day in Hà Nội, so that windows are half-open [start, end)."""
    return start_of_day(day + timedelta(days=1))


def short_date(day: date) -> str:
    """Return "23/11/2026"; an aware datetime is first brought to its day in Hà Nội."""
    day = _day(day)
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def long_date(day: date) -> str:
    """Return "ngày 23 tháng 11 năm 2026", the form of signed documents.

    Days under 10 and the months 1 and 2 carry a zero, as administrative writing does (domain-facts 12,
    not yet verified; this function and its two constants are the only place to change).
    """
    day = _day(day)
    day_text = f"{day.day:02}" if day.day <= LAST_PADDED_DAY else str(day.day)
    month_text = f"{day.month:02}" if day.month <= LAST_PADDED_MONTH else str(day.month)
    return f"ngày {day_text} tháng {month_text} năm {day.year:04}"


def short_datetime(instant: datetime) -> str:
    """Return "14:05 23/11/2026" in Hà Nội time; raises ValueError for a naive datetime."""
    local = _in_hanoi(instant)
    return f"{local.hour:02}:{local.minute:02} {short_date(local.date())}"


def waiting_time(seconds: int) -> str:
    """Return "40 giây", "5 phút" or "2 giờ": a wait in whole seconds, rounded up to one unit."""
    if seconds < _MINUTE:
        return f"{max(seconds, 1)} giây"
    if seconds <= _LONGEST_IN_MINUTES * _MINUTE:
        return f"{-(-seconds // _MINUTE)} phút"
    return f"{-(-seconds // _HOUR)} giờ"


def parse_short_date(s: str) -> date:
    """Return the day written as "24/01/2025" or "24/1/2025"; raises ValueError for anything else."""
    return _date_of(_SHORT_DATE.fullmatch("".join(_bounded(s).split())), s)


def parse_long_date(s: str) -> date:
    """Return the day written as "ngày 24 tháng 01 năm 2025", with or without accents and zeros.

    A place may stand before it ("Hà Nội, ngày 24 tháng 01 năm 2025"), and the whole may be a short date
    "24/01/2025" instead. Raises ValueError for anything else, impossible days included.
    """
    match = _LONG_DATE.fullmatch(fold(_bounded(s)))
    return _date_of(match, s) if match else parse_short_date(s)


def _in_hanoi(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError("An instant needs a time zone.")
    return instant.astimezone(HANOI)


def _day(day: date) -> date:
    return local_date(day) if isinstance(day, datetime) else day


def _bounded(s: str) -> str:
    return clean(s) if len(s) <= _LONGEST_DATE_TEXT else ""


def _date_of(match: re.Match[str] | None, s: str) -> date:
    if match is None:
        raise ValueError(f"No date as dd/mm/yyyy or ngày … tháng … năm …: {s[:_LONGEST_DATE_TEXT]!r}")
    day, month, year = (int(part) for part in match.groups())
    return date(year, month, day)
