"""Lists that are paged by key: the next page starts after a known item, however deep the list is."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

PAGE_SIZE = 20
MAX_CURSOR_LENGTH = 40
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MIN_MICROSECONDS = (datetime.min.replace(tzinfo=UTC) - EPOCH) // MICROSECOND
MAX_MICROSECONDS = (datetime.max.replace(tzinfo=UTC) - EPOCH) // MICROSECOND
_CURSOR = re.compile(r"(-?[0-9]+)-([0-9]+)", re.ASCII)


@dataclass(frozen=True)
class Cursor:
    """One item of a list that is sorted by instant, then page id, newest first."""

    listed_at: datetime
    page_id: int

    def __str__(self) -> str:
        microseconds = (self.listed_at - EPOCH) // MICROSECOND
        return f"{microseconds}-{self.page_id}"


def parse_cursor(raw: str | None) -> Cursor | None:
    """Return the cursor written as ``<microseconds since 1970, UTC>-<page id>``, or None if it is none.

    Documents older than 1970 have a negative number of microseconds.
    """
    match = _CURSOR.fullmatch(raw) if raw and len(raw) <= MAX_CURSOR_LENGTH else None
    if match is None:
        return None
    microseconds, page_id = int(match[1]), int(match[2])
    if not MIN_MICROSECONDS <= microseconds <= MAX_MICROSECONDS or page_id >= 2**63:
        return None
    return Cursor(EPOCH + microseconds * MICROSECOND, page_id)
