"""Read a foreign Atom or RSS feed: no DTD, no entities, no markup survives; bounded in items and lengths."""

import calendar
import html
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import ParseError

import feedparser
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from core.lib import text
from editorial.lib.letters import words_of_html

MOST_ITEMS = 200
LONGEST_WORDS = 20_000
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


class FeedError(ValueError):
    """What came is no feed, or one that is built to harm."""


@dataclass(frozen=True)
class FeedItem:
    """One item: its permanent id, where it stands, and what it says."""

    id: str
    url: str
    title: str
    words: str
    source: str
    published_at: datetime | None

    @property
    def version(self) -> str:
        """Return what changes when the item does."""
        return "\n".join((self.title, self.words))


def read_feed(data: bytes) -> tuple[list[FeedItem], frozenset[str]]:
    """Return the items of a feed, the oldest first, and the ids that it says are withdrawn (RFC 6721).

    Raises FeedError for broken or hostile XML, and for XML that is no feed.
    """
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise FeedError(type(error).__name__) from error
    told = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not told.get("version"):
        raise FeedError("NoFeed")
    gone = frozenset(str(one.get("ref", "")) for one in root.iter(TOMBSTONE)) - {""}
    return list(reversed(list(_items(told)))), gone


def _items(told: Any) -> Iterator[FeedItem]:
    source = _line(told.get("feed", {}).get("title", ""))
    for entry in told.get("entries", [])[:MOST_ITEMS]:
        url = _address(str(entry.get("link", "")))
        identity = str(entry.get("id", "") or url)[:1_000]
        title = _line(entry.get("title", ""))
        if not identity or not title:
            continue
        content = entry.get("content") or [{}]
        marked = str(content[0].get("value", "") or entry.get("summary", ""))
        words = text.clean(words_of_html(marked)).strip()[:LONGEST_WORDS]
        yield FeedItem(identity, url, title, words, source, _instant(entry))


def _line(marked: Any) -> str:
    return " ".join(text.clean(html.unescape(words_of_html(str(marked)))).split())[:300]


def _address(address: str) -> str:
    """Return a web address, or nothing for any other scheme."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return address.strip()[:1_000] if parts.scheme in {"http", "https"} and parts.hostname else ""


def _instant(entry: Any) -> datetime | None:
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, TypeError, OSError):
        return None
