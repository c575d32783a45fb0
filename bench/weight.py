"""Weigh a page: its HTML and every style sheet, font and script it makes a browser fetch, compressed."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders

FETCHED_RELATIONS = {"stylesheet", "preload", "modulepreload", "icon", "manifest"}
COMPRESSED_ALREADY = {".woff", ".woff2", ".png", ".jpg", ".webp", ".avif", ".gif", ".ico"}
CSS_ADDRESS = re.compile(r"""(?:url\(|@import\s)\s*['"]?(?!url\()([^'")\s;]+)""")
ITALIC_FACE = re.compile(r"@font-face\s*\{[^}]*font-style:\s*italic[^}]*\}")
ITALIC_ELEMENTS = {"em", "i", "cite", "dfn", "var", "address"}
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class _Links(HTMLParser):
    """Collects the addresses that a browser fetches for a page by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, None] = {}
        self.pictures: dict[str, None] = {}
        self.has_italics = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        source = values.get("src", "")
        self.has_italics = self.has_italics or tag in ITALIC_ELEMENTS
        if tag == "link" and FETCHED_RELATIONS & set(values.get("rel", "").split()):
            self.found[values.get("href", "")] = None
        elif source and (tag == "script" or (tag == "img" and source.startswith(settings.STATIC_URL))):
            self.found[source] = None
        elif tag == "img" and not source.startswith("data:"):
            self.pictures[source] = None


def weigh(html: str) -> dict[str, Any]:
    """Return the compressed bytes of a page by file, and the number of requests of a first view.

    Pictures of the article count as requests but weigh nothing. Every font a style sheet names is
    counted, the italic one only when the page has italics: a browser fetches no other.
    """
    links = _Links()
    links.feed(html)
    files = {"the page": len(gzip.compress(html.encode(), 6))}
    open_addresses = list(links.found)
    for address in open_addresses:
        if address in files or not address.startswith(settings.STATIC_URL):
            continue
        content = _content(address)
        files[address] = _compressed_size(address, content)
        if address.endswith(".css"):
            open_addresses += linked_from_css(address, content.decode(), with_italics=links.has_italics)
    return {"files": files, "bytes": sum(files.values()), "requests": len(files) + len(links.pictures)}


def linked_from_css(address: str, css: str, *, with_italics: bool = True) -> list[str]:
    """Return the absolute paths of the files that a style sheet imports or names."""
    rules = CSS_COMMENT.sub("", css)
    names = CSS_ADDRESS.findall(rules if with_italics else ITALIC_FACE.sub("", rules))
    return [urljoin(address, name) for name in names if not name.startswith(("data:", "#"))]


def _content(address: str) -> bytes:
    name = urlsplit(address).path.removeprefix(settings.STATIC_URL)
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(f"The page links to {address}, which does not exist.")
    return Path(path).read_bytes()


def _compressed_size(address: str, content: bytes) -> int:
    """Return the size as whitenoise serves it to a browser that reads Brotli."""
    if Path(urlsplit(address).path).suffix in COMPRESSED_ALREADY:
        return len(content)
    return min(len(brotli.compress(content)), len(content))
