"""Find items by the words of title and number alone: suggestions while typing, guesses for lost addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.lib import text
from core.models import PublishedItem
from core.models.published_statements import narrow_columns, read_items
from home.models import YearPage
from portal.search.candidates import newest_window, word_query
from portal.search.rules import MAX_WORDS, Filters

MAX_SUGGESTIONS = 8
MAX_GUESSES = 5
SHORTEST_PREFIX = 2  # letters; a single one begins half of all words
LONGEST_GUESS = 200  # characters of an address

# Found first and sorted afterwards: walking along the dates could be a walk through the whole register.
STATEMENT = """
    WITH found AS MATERIALIZED (
        SELECT i.id, i.listed_at, i.page_id FROM core_publisheditem i
        WHERE ts_filter(i.search_vector, '{a,b}') @@ to_tsquery('simple', %(words)s) AND i.kind <> %(year_page)s
            AND (%(since)s::timestamptz IS NULL OR i.listed_at >= %(since)s)
    ), newest AS (SELECT * FROM found ORDER BY listed_at DESC, page_id DESC LIMIT %(limit)s)
    SELECT {columns}
    FROM newest JOIN core_publisheditem i ON i.id = newest.id
    ORDER BY newest.listed_at DESC, newest.page_id DESC
""".replace("{columns}", ", ".join(f"i.{name}" for name in narrow_columns()))


@dataclass(frozen=True, slots=True)
class Guess:
    """The words of an address that leads nowhere, and the items that may have been meant."""

    text: str
    items: Sequence[PublishedItem]


def suggest(typed: tuple[str, ...]) -> Sequence[PublishedItem]:
    """Return the newest items whose title or number has these folded words, the last as a beginning."""
    whole = typed if typed and len(typed[-1]) >= SHORTEST_PREFIX else typed[:-1]
    if not whole:
        return []
    query = word_query(whole, last_is_prefix=whole == typed)
    since = newest_window(query, Filters()).since
    found = _newest(query, MAX_SUGGESTIONS, since=since)
    if since is not None and len(found) < MAX_SUGGESTIONS:
        found = _newest(query, MAX_SUGGESTIONS)
    return found


def guess(path: str) -> Guess:
    """Return what the last part of an address says, and the newest items with these words (one query)."""
    parts = [part for part in path[-LONGEST_GUESS:].split("/") if text.fold(part)]
    if not parts:
        return Guess("", [])
    words = tuple(text.words(parts[-1])[:MAX_WORDS])
    return Guess(" ".join(words), _newest(word_query(words), MAX_GUESSES))


def _newest(query: str, limit: int, *, since: datetime | None = None) -> list[PublishedItem]:
    values: dict[str, Any] = {
        "words": query,
        "limit": limit,
        "since": since,
        "year_page": YearPage._meta.label_lower,
    }
    return read_items(STATEMENT, values)
