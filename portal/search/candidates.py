"""Choose and rank a bounded set of candidates, so that search takes as long at 100,000 pages as at 2,000.

Three groups are read by index: items with all words, items with all words in title or number, and items with
all words side by side. A query of common words is answered from the newest items, the fewer the more common
the words are; when too few of them match, or when the newest 200 items show that the words are rare, everything
is read. No plan walks along an index in its order, since the database cannot guess how far it would have to walk.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from core.lib import dates, doc_number
from core.rules.word_pairs import pairs
from home.models import YearPage
from portal.search.rules import Filters, Query, spellings

PROBED_ITEMS = 200  # newest items in which the words are looked for, to learn how common they are
MOST_IF_RARE = 2  # of these; MANY_NEWEST items would then most likely hold fewer than ENOUGH matches
FEW_NEWEST, MANY_NEWEST = 1_500, 10_000  # so many newest items answer a very common, a common query
ENOUGH = 500  # matches after which no older item is looked for
ENOUGH_IN_GROUP = 20  # items with the words in the title, or side by side
GROUP_SIZES = {"words": 500, "title": 100, "pairs": 100}

TITLE_BONUS, PAIRS_BONUS, NUMBER_BONUS = 3.0, 2.0, 10.0

# What was typed travels beside the statement. A filter that is not set is a constant to the planner.
FILTERED = """
    (%(category)s = '' OR (i.is_listed AND i.category = %(category)s))
    AND (%(unit)s = '' OR (i.is_listed AND i.unit_code = %(unit)s))
    AND (%(year_start)s::timestamptz IS NULL OR (i.listed_at >= %(year_start)s AND i.listed_at < %(year_end)s))
"""
NARROWED = """
    i.kind <> %(year_page)s
    AND (%(since)s::timestamptz IS NULL OR i.listed_at >= %(since)s)
    AND (NOT %(has_phrases)s OR i.search_pairs @@ %(phrase_pairs)s::tsquery)
    AND {filtered}
""".replace("{filtered}", FILTERED)
# Sections and year pages are no items of a date: they would hide how common the words are among what is new.
PROBE = """
    WITH newest AS MATERIALIZED (
        SELECT i.search_vector FROM core_publisheditem i WHERE i.is_listed AND {filtered}
        ORDER BY i.listed_at DESC, i.page_id DESC LIMIT %(probed)s
    ), probe AS MATERIALIZED (
        SELECT count(*) AS matches FROM newest WHERE search_vector @@ to_tsquery('simple', %(words)s)
    )
    SELECT 2 * matches >= %(probed)s, CASE
        WHEN 2 * matches >= %(probed)s THEN (
            SELECT i.listed_at FROM core_publisheditem i WHERE i.is_listed AND {filtered}
            ORDER BY i.listed_at DESC, i.page_id DESC OFFSET %(few)s LIMIT 1)
        WHEN matches > %(rare)s THEN (
            SELECT i.listed_at FROM core_publisheditem i WHERE i.is_listed AND {filtered}
            ORDER BY i.listed_at DESC, i.page_id DESC OFFSET %(many)s LIMIT 1)
        END
    FROM probe
""".replace("{filtered}", FILTERED)
STATEMENT = """
    WITH words AS MATERIALIZED (
        SELECT i.page_id, i.listed_at FROM core_publisheditem i
        WHERE %(reads_words)s AND i.search_vector @@ to_tsquery('simple', %(words)s) AND {narrowed}
    ), title AS MATERIALIZED (
        SELECT i.page_id, i.listed_at FROM core_publisheditem i
        WHERE %(reads_title)s AND ts_filter(i.search_vector, '{a,b}') @@ to_tsquery('simple', %(words)s) AND {narrowed}
    ), pairs AS MATERIALIZED (
        SELECT i.page_id, i.listed_at FROM core_publisheditem i
        WHERE %(reads_pairs)s AND i.search_pairs @@ %(pairs)s::tsquery AND {narrowed}
    ), chosen AS MATERIALIZED (
        (SELECT page_id FROM words ORDER BY listed_at DESC, page_id DESC LIMIT %(words_size)s)
        UNION (SELECT page_id FROM title ORDER BY listed_at DESC, page_id DESC LIMIT %(title_size)s)
        UNION (SELECT page_id FROM pairs ORDER BY listed_at DESC, page_id DESC LIMIT %(pairs_size)s)
    )
    SELECT i.page_id, i.category, i.unit_code, i.unit_name, i.number, i.listed_at,
        ts_rank('{0.1, 0.3, 0.8, 1.0}', i.search_vector, to_tsquery('simple', %(any_word)s))
        + CASE WHEN strpos(lower(i.title), %(text)s) > 0 THEN 1.0 ELSE 0.0 END
        + 0.5 * exp(-greatest(extract(epoch FROM now() - i.listed_at), 0) / 63072000.0),
        CASE WHEN %(reads_title)s THEN i.page_id IN (SELECT page_id FROM title)
            ELSE ts_filter(i.search_vector, '{a,b}') @@ to_tsquery('simple', %(words)s) END,
        CASE WHEN %(reads_pairs)s THEN i.page_id IN (SELECT page_id FROM pairs)
            ELSE %(pairs)s <> '' AND i.search_pairs @@ %(pairs)s::tsquery END,
        NOT %(has_phrases)s OR i.search_vector @@ to_tsquery('simple', %(phrases)s),
        (SELECT count(*) FROM words)
    FROM chosen JOIN core_publisheditem i ON i.page_id = chosen.page_id
""".replace("{narrowed}", NARROWED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What ranking and facets need to know of an item."""

    page_id: int
    category: str
    unit_code: str
    unit_name: str
    number: str
    listed_at: datetime
    score: float
    in_title: bool
    in_pairs: bool
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Window:
    """The newest part of the register, from a date on; None stands for all of it."""

    since: datetime | None
    is_small: bool


@dataclass(frozen=True, slots=True)
class Candidates:
    """The ranked items, best first; ``is_capped`` says that there are more matches than ``total``."""

    ranked: list[Candidate] = field(default_factory=list)
    total: int = 0
    is_capped: bool = False


def find_candidates(query: Query, filters: Filters) -> Candidates:
    """Return the best matches of a query, at most 700 (two or three queries to the database)."""
    if not query:
        return Candidates()
    window = newest_window(word_query(query.words), filters)
    # Of very common words the newest items hold enough phrases; a scan for them would cost more than it finds.
    groups = _groups(query) if not window.is_small else ("words", "title")
    found, matches = _read(query, filters, groups, window.since)
    is_capped = window.since is not None and matches >= ENOUGH
    if is_capped:
        if scarce := _scarce_groups(query, found):
            found = _read(query, filters, scarce, None)[0] | found
    elif window.since is not None:
        found, matches = _read(query, filters, _groups(query), None)
    is_capped = is_capped or matches > len(found)
    kept = [candidate for candidate in found.values() if candidate.is_exact]
    total = max(matches, len(kept)) if is_capped and not query.phrases else len(kept)
    return Candidates(_ranked(kept, query), total, is_capped)


def newest_window(words: str, filters: Filters) -> Window:
    """Return how many of the newest items to read for a text query, judged by the newest 200 (one query)."""
    sizes = {"probed": PROBED_ITEMS, "rare": MOST_IF_RARE, "few": FEW_NEWEST, "many": MANY_NEWEST}
    with connection.cursor() as cursor:
        cursor.execute(PROBE, _filter_values(filters) | sizes | {"words": words})
        are_everywhere, since = cursor.fetchone()
    return Window(since, is_small=are_everywhere and since is not None)


def word_query(words: tuple[str, ...], operator: str = "&", *, last_is_prefix: bool = False) -> str:
    """Return words as PostgreSQL writes a text query; numbers match with and without leading zeros."""
    parts = ["(" + " | ".join(f"'{spelling}'" for spelling in spellings(word)) + ")" for word in words]
    if last_is_prefix and words:
        parts[-1] = f"'{words[-1]}':*"
    return f" {operator} ".join(parts)


def pair_query(words: tuple[str, ...]) -> str:
    """Return neighbouring words as a query on pairs of words."""
    return " & ".join(f"'{pair}'" for pair in pairs(words))


def _groups(query: Query) -> tuple[str, ...]:
    return tuple(group for group in GROUP_SIZES if group != "pairs" or len(query.words) > 1)


def _scarce_groups(query: Query, found: dict[int, Candidate]) -> tuple[str, ...]:
    counts = {
        "title": sum(candidate.in_title for candidate in found.values()),
        "pairs": sum(candidate.in_pairs for candidate in found.values()),
    }
    return tuple(group for group in _groups(query) if counts.get(group, ENOUGH) < ENOUGH_IN_GROUP)


def _read(
    query: Query, filters: Filters, groups: tuple[str, ...], since: datetime | None
) -> tuple[dict[int, Candidate], int]:
    """Return the candidates of these groups, and how many items have all words."""
    values = _values(query, filters) | {"since": since}
    for group, size in GROUP_SIZES.items():
        values |= {f"reads_{group}": group in groups, f"{group}_size": size}
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, values)
        rows = cursor.fetchall()
    return {row[0]: Candidate(*row[:-1]) for row in rows}, rows[0][-1] if rows else 0


def _values(query: Query, filters: Filters) -> dict[str, Any]:
    return _filter_values(filters) | {
        "words": word_query(query.words),
        # Of joined words ts_rank would weigh all distances, at a hundred times the cost.
        "any_word": word_query(query.words, "|"),
        "pairs": pair_query(query.words),
        "has_phrases": bool(query.phrases),
        "phrases": " & ".join(f"({word_query(phrase, '<->')})" for phrase in query.phrases),
        "phrase_pairs": " & ".join(pair_query(phrase) for phrase in query.phrases),
        "text": query.text.lower(),
        "year_page": YearPage._meta.label_lower,
    }


def _filter_values(filters: Filters) -> dict[str, Any]:
    year = filters.year
    return {
        "category": filters.category,
        "unit": filters.unit,
        "year_start": dates.start_of_day(date(year, 1, 1)) if year else None,
        "year_end": dates.start_of_day(date(year + 1, 1, 1)) if year else None,
    }


def _ranked(candidates: list[Candidate], query: Query) -> list[Candidate]:
    number = doc_number.key(query.text) if query.is_number else ""

    def rank(candidate: Candidate) -> tuple[float, datetime, int]:
        score = float(candidate.score)
        score += TITLE_BONUS * candidate.in_title + PAIRS_BONUS * candidate.in_pairs
        if number and candidate.number and doc_number.key(candidate.number) == number:
            score += NUMBER_BONUS
        return score, candidate.listed_at, candidate.page_id

    return sorted(candidates, key=rank, reverse=True)
