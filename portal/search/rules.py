"""Read what a reader typed into the search field (RX-2, RX-4, vector T9); knows no database.

Everything is cut before it is looked at, so that no query, however long or odd, costs more than a short one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.enums import Category
from core.lib import doc_number
from core.lib.text import clean, nfc, words

MAX_QUERY_LENGTH = 300  # characters read of a query; the rest is dropped
MAX_WORDS = 24
MAX_WORD_LENGTH = 60
MAX_PHRASES = 4
MAX_UNIT_LENGTH = 50
FIRST_YEAR = 1945
LAST_YEAR = 2100
PAGE_SIZE = 10
MAX_CANDIDATES = 700
MAX_PAGE = MAX_CANDIDATES // PAGE_SIZE

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PHRASE = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Query:
    """A query as the search understands it.

    ``text`` is what the search field shows again, ``words`` the folded words that every result must have,
    ``phrases`` the groups of words that must stand side by side because they were put in quotation marks.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    is_number: bool = False

    def __bool__(self) -> bool:
        return bool(self.words)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader narrows results by: main category, year of the item, agency."""

    category: str = ""
    year: int | None = None
    unit: str = ""

    def __bool__(self) -> bool:
        return bool(self.category or self.year or self.unit)


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Everything an address of the search page asks for."""

    query: Query = field(default_factory=Query)
    filters: Filters = field(default_factory=Filters)
    page: int = 1


def parse_query(raw: str) -> Query:
    """Return the query in a text; any text is one, and one without letters and digits is empty.

    At most MAX_QUERY_LENGTH characters and MAX_WORDS words are read. Words are folded, so that "Đống Đa",
    its NFD form and "DONG ĐA" are the same query.
    """
    shown = " ".join(clean(raw[:MAX_QUERY_LENGTH]).split())
    quoted = shown.translate(_QUOTES)
    found = _words(quoted)[:MAX_WORDS]
    phrases = (_words(match.group(1)) for match in _PHRASE.finditer(quoted))
    kept = [tuple(phrase) for phrase in phrases if len(phrase) > 1 and set(phrase) <= set(found)]
    return Query(shown, tuple(found), tuple(kept[:MAX_PHRASES]), _is_number(shown))


def parse_filters(raw: Mapping[str, str]) -> Filters:
    """Return the filters in an address (``muc``, ``nam``, ``don_vi``); a value that cannot be is no filter."""
    category = raw.get("muc", "")
    year = _whole_number(raw.get("nam", ""))
    unit = clean(raw.get("don_vi", "")[: MAX_UNIT_LENGTH + 1])
    return Filters(
        category=category if category in Category.values else "",
        year=year if year and FIRST_YEAR <= year <= LAST_YEAR else None,
        unit=unit if len(unit) <= MAX_UNIT_LENGTH else "",
    )


def parse_request(raw: Mapping[str, str]) -> SearchRequest:
    """Return what an address of the search page asks for; ``trang`` beyond the last possible page is the last."""
    page = _whole_number(raw.get("trang", "")) or 1
    return SearchRequest(parse_query(raw.get("q", "")), parse_filters(raw), min(max(page, 1), MAX_PAGE))


def shorter_queries(query: Query, limit: int = 4) -> tuple[str, ...]:
    """Return queries to try when nothing was found: without quotation marks, then with fewer words."""
    shown = [word for word in nfc(query.text).translate(_QUOTES).replace('"', " ").split() if words(word)]
    tries = [shown] if query.phrases else []
    if len(shown) > 1:
        tries += [shown[:-1], shown[1:]]
        middle = len(shown) // 2
        tries += [shown[:middle], shown[middle:]] if len(shown) > 3 else []
    texts = dict.fromkeys(" ".join(part) for part in tries)
    return tuple(text for text in texts if text != query.text)[:limit]


def spellings(word: str) -> tuple[str, ...]:
    """Return the folded word and, for a number, its forms with and without leading zeros (R4.1-2)."""
    if not word.isdecimal():
        return (word,)
    short = word.lstrip("0") or "0"
    return tuple(dict.fromkeys((word, short, short.zfill(2))))


def _words(text: str) -> list[str]:
    return [word[:MAX_WORD_LENGTH] for word in words(text)]


def _is_number(text: str) -> bool:
    try:
        doc_number.parse(text)
    except ValueError:
        return False
    return True


def _whole_number(raw: str) -> int | None:
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) <= 6 else None
