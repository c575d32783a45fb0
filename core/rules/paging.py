"""Lists that are paged by key: the next page starts after a known item, however deep the list is."""

from dataclasses import dataclass
from datetime import UTC, datetime

PAGE_SIZE = 20
MAX_CURSOR_LENGTH = 40
MAX_MICROSECONDS = 253_402_300_799_000_000  # the last second of the year 9999


@dataclass(frozen=True)
class Cursor:
    """One item of a list that is sorted by instant, then page id, newest first."""

    listed_at: datetime
    page_id: int

    def __str__(self) -> str:
        microseconds = int(self.listed_at.timestamp() * 1_000_000)
        return f"{microseconds}-{self.page_id}"


def parse_cursor(raw: str | None) -> Cursor | None:
    """Return the cursor written as ``<microseconds since 1970, UTC>-<page id>``, or None if it is none."""
    if not raw or len(raw) > MAX_CURSOR_LENGTH:
        return None
    instant, _, page_id = raw.partition("-")
    if not (instant.isascii() and instant.isdecimal() and page_id.isascii() and page_id.isdecimal()):
        return None
    microseconds = int(instant)
    if microseconds > MAX_MICROSECONDS or int(page_id) >= 2**63:
        return None
    seconds, rest = divmod(microseconds, 1_000_000)
    return Cursor(datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest), int(page_id))
