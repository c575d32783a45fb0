"""Queries on the register of public items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from core.lib import dates
from core.models.published_statements import SEARCH_COLUMNS, newest_where, read_items
from core.rules.paging import PAGE_SIZE, Cursor, parse_cursor

if TYPE_CHECKING:
    from core.models.published import PublishedItem

LEVEL_COLUMNS = {1: "level1_id", 2: "level2_id", 3: "level3_id"}


@dataclass(frozen=True)
class ListPage:
    """One page of items, with the cursors of the pages before and after it."""

    items: "Sequence[PublishedItem]"
    older: Cursor | None
    newer: Cursor | None


class PublishedItemQuerySet(models.QuerySet["PublishedItem"]):
    """Adjectives for rows of the register."""

    def narrow(self) -> Self:
        """Leave the wide search columns in the database."""
        return self.defer(*SEARCH_COLUMNS)

    def listed(self) -> Self:
        """Return items that stand in lists, newest first, without the search columns."""
        return self.narrow().filter(is_listed=True).order_by("-listed_at", "-page_id")

    def in_section(self, section_id: int, level: int) -> Self:
        """Return items of the section with this page id, whose level is 1, 2 or 3."""
        return self.filter(**{LEVEL_COLUMNS[level]: section_id})

    def listed_between(self, start: datetime, end: datetime) -> Self:
        """Return items whose date lies in the half-open period."""
        return self.filter(listed_at__gte=start, listed_at__lt=end)

    def listed_in_year(self, year: int) -> Self:
        """Return items whose date lies in a calendar year in Hanoi."""
        return self.listed_between(dates.start_of_day(date(year, 1, 1)), dates.start_of_day(date(year + 1, 1, 1)))

    def below(self, path: str) -> Self:
        """Return the item at ``path`` and every item under it."""
        return self.filter(path__startswith=path)

    def page_by_key(self, older: str | None, newer: str | None, size: int = PAGE_SIZE) -> ListPage:
        """Return the page of a newest-first list that lies before or after a cursor.

        One query of ``size + 1`` rows, whatever the depth; a broken cursor gives the first page.
        """
        if (after := parse_cursor(newer)) is not None:
            return self._page_after(after, size)
        before = parse_cursor(older)
        rows = list((self._older_than(before) if before else self)[: size + 1])
        shown = rows[:size]
        return ListPage(
            shown,
            older=_cursor(shown[-1:]) if len(rows) > size else None,
            newer=_cursor(shown[:1]) if before is not None else None,
        )

    def newest_by_category(self, wanted: Mapping[str, int]) -> "dict[str, list[PublishedItem]]":
        """Return the newest listed items of each category, as many as ``wanted`` says, in one query."""
        found: dict[str, list[PublishedItem]] = {category: [] for category in wanted}
        if not found:
            return found
        values = [value for pair in wanted.items() for value in pair]
        for item in read_items(newest_where("category", len(wanted)), values):
            found[item.category].append(item)
        return found

    def newest_in_section(self, section_id: int, level: int, number: int) -> "list[PublishedItem]":
        """Return the newest listed items of a section, without the search columns, in one query."""
        return read_items(newest_where(LEVEL_COLUMNS[level]), [section_id, number])

    def _page_after(self, after: Cursor, size: int) -> ListPage:
        newer = models.Q(listed_at__gt=after.listed_at) | models.Q(listed_at=after.listed_at, page_id__gt=after.page_id)
        rows = list(self.filter(newer).order_by("listed_at", "page_id")[: size + 1])
        shown = rows[:size][::-1]
        return ListPage(shown, older=_cursor(shown[-1:]), newer=_cursor(shown[:1]) if len(rows) > size else None)

    def _older_than(self, before: Cursor) -> Self:
        same_instant = models.Q(listed_at=before.listed_at, page_id__lt=before.page_id)
        # The first condition alone lets the database start in the middle of its index.
        return self.filter(listed_at__lte=before.listed_at).filter(
            models.Q(listed_at__lt=before.listed_at) | same_instant
        )


def _cursor(rows: "Sequence[PublishedItem]") -> Cursor | None:
    return Cursor(rows[0].listed_at, rows[0].page_id) if rows else None
