"""The small markup of the content files, turned into the HTML that a paragraph block stores.

Blank lines part the text into headings (``## ``, ``### ``), lists (``- ``, ``1. ``) and paragraphs; inside
them ``**bold**`` and ``[words](address)``.
"""

import re
from collections.abc import Callable
from html import escape

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_NUMBERED = re.compile(r"\d+\. ")

LinkAttributes = Callable[[str], str]


def to_html(source: str, link_attributes: LinkAttributes) -> str:
    """Return the HTML of a text; ``link_attributes`` gives the attributes of a link to an address."""
    chunks = (chunk.strip() for chunk in re.split(r"\n\s*\n", source))
    return "".join(_chunk(chunk, link_attributes) for chunk in chunks if chunk)


def _chunk(chunk: str, link_attributes: LinkAttributes) -> str:
    for mark, tag in (("### ", "h3"), ("## ", "h2")):
        if chunk.startswith(mark):
            return f"<{tag}>{_inline(chunk.removeprefix(mark), link_attributes)}</{tag}>"
    lines = chunk.splitlines()
    if all(line.startswith("- ") for line in lines):
        return _list("ul", [line.removeprefix("- ") for line in lines], link_attributes)
    if all(_NUMBERED.match(line) for line in lines):
        return _list("ol", [line.split(". ", 1)[1] for line in lines], link_attributes)
    return f"<p>{_inline(' '.join(lines), link_attributes)}</p>"


def _list(tag: str, items: list[str], link_attributes: LinkAttributes) -> str:
    rows = "".join(f"<li>{_inline(item, link_attributes)}</li>" for item in items)
    return f"<{tag}>{rows}</{tag}>"


def _inline(words: str, link_attributes: LinkAttributes) -> str:
    bold = _BOLD.sub(r"<b>\1</b>", escape(words, quote=False))
    return _LINK.sub(lambda match: f"<a {link_attributes(match[2])}>{match[1]}</a>", bold)
