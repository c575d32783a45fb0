"""Lists of documents sorted by number: the next page starts after a known number (R4.1-2)."""

from dataclasses import dataclass

LONGEST_CURSOR = 150
SEPARATOR = "~"


@dataclass(frozen=True, slots=True)
class NumberCursor:
    """One document of a list that is sorted by number, then page id."""

    number_order: str
    page_id: int

    def __str__(self) -> str:
        return f"{self.number_order}{SEPARATOR}{self.page_id}"


def parse_number_cursor(raw: str | None) -> NumberCursor | None:
    """Return the cursor written as ``<form of the number for sorting>~<page id>``, or None if it is none."""
    if not raw or len(raw) > LONGEST_CURSOR or not raw.isprintable():
        return None
    number_order, separator, page_id = raw.rpartition(SEPARATOR)
    if not separator or not (page_id.isascii() and page_id.isdecimal()) or int(page_id) >= 2**63:
        return None
    return NumberCursor(number_order, int(page_id))
