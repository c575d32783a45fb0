"""Running text and tables out of a Word file or plain text, in the few elements that a page's body knows (R6.2)."""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urlsplit
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

import mammoth

from core.lib.file_text import MAX_TEXT_LENGTH, MAX_UNPACKED_BYTES, UnreadableFileError
from core.lib.text import clean

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
BLOCKS = {**HEADINGS, "p": "p", "li": "li", "blockquote": "p"}
LISTS = frozenset({"ul", "ol"})
INLINE = {"strong": "b", "b": "b", "em": "i", "i": "i"}
SCHEMES = frozenset({"http", "https", "mailto"})
MOST_CELLS = 5_000
# What the reader of Word files raises for a file that is none, or only half of one.
BROKEN = (
    BadZipFile,
    ExpatError,
    AssertionError,
    AttributeError,
    KeyError,
    NotImplementedError,
    OSError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True)
class Paragraphs:
    """Headings, paragraphs and lists as clean HTML."""

    html: str


@dataclass(frozen=True)
class Table:
    """Rows of plain words, all of the same length."""

    rows: tuple[tuple[str, ...], ...]


Part = Paragraphs | Table


def parts_of_docx(data: bytes) -> list[Part]:
    """Return what a Word file says; pictures, styles, notes and all other markup stay behind.

    Raises UnreadableFileError for a damaged, locked or too large file.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise UnreadableFileError("Tệp Word quá lớn khi giải nén.")
        html = str(mammoth.convert_to_html(BytesIO(data), convert_image=mammoth.images.img_element(_no_picture)).value)
    except UnreadableFileError:
        raise
    except BROKEN as error:
        raise UnreadableFileError("Tệp Word bị hỏng hoặc đặt mật khẩu.") from error
    return parts_of_html(html[:MAX_TEXT_LENGTH])


def parts_of_text(raw: str) -> list[Part]:
    """Return the paragraphs of a plain text: parted by empty lines, or by lines where there are none."""
    chunks = re.split(r"\n\s*\n", raw.strip()) if re.search(r"\n\s*\n", raw.strip()) else raw.strip().splitlines()
    told = (" ".join(chunk.split()) for chunk in chunks)
    html = "".join(f"<p>{escape(words, quote=False)}</p>" for words in told if words)
    return [Paragraphs(html)] if html else []


def parts_of_html(html: str) -> list[Part]:
    """Return the parts of an HTML text, of which only the known elements are kept; all words stay."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.finish()


def _no_picture(_image: object) -> dict[str, str]:
    return {}


@dataclass
class _Reader(HTMLParser):
    """Reads element by element; what is not known leaves its words and nothing else."""

    parts: list[Part] = field(default_factory=list)
    flow: list[str] = field(default_factory=list)
    block: str = ""
    words: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    tables: int = 0
    silent: int = 0

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style"}:
            self.silent += 1
        elif tag == "table":
            self._open_table()
        elif self.tables:
            self._in_table(tag)
        elif tag in LISTS:
            self._end_block()
            self.lists.append(tag)
            self.flow.append(f"<{tag}>")
        elif tag in BLOCKS:
            if not (self.block == "li" and tag != "li"):
                self._end_block()
                self.block = BLOCKS[tag] if tag != "li" or self.lists else "p"
        elif tag == "br":
            self.words.append(" ")
        elif tag in INLINE or tag == "a":
            self._open_inline(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self.silent = max(0, self.silent - 1)
        elif tag == "table":
            self._close_table()
        elif self.tables:
            return
        elif tag in LISTS and tag in self.lists:
            self._end_block()
            while self.lists:
                closed = self.lists.pop()
                self.flow.append(f"</{closed}>")
                if closed == tag:
                    break
        elif tag in BLOCKS and BLOCKS[tag] == self.block:
            self._end_block()
        elif tag in INLINE or tag == "a":
            self._close_inline("a" if tag == "a" else INLINE[tag])

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.tables:
            if self.rows and self.rows[-1]:
                self.rows[-1][-1] += data
            return
        self.words.append(escape(data, quote=False))

    def finish(self) -> list[Part]:
        """Return the parts after the last element."""
        self.tables = 0
        self._end_flow()
        return self.parts

    def _open_inline(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag != "a":
            self.inline.append(INLINE[tag])
            self.words.append(f"<{INLINE[tag]}>")
            return
        address = _address(attrs.get("href") or "")
        self.inline.append("a" if address else "")
        if address:
            self.words.append(f'<a href="{escape(address)}">')

    def _close_inline(self, tag: str) -> None:
        wanted = "" if tag == "a" and "a" not in self.inline else tag
        if wanted not in self.inline:
            return
        while self.inline:
            closed = self.inline.pop()
            if closed:
                self.words.append(f"</{closed}>")
            if closed == wanted:
                break

    def _end_block(self) -> None:
        while self.inline:
            closed = self.inline.pop()
            self.words.append(f"</{closed}>" if closed else "")
        html = re.sub(r"\s+", " ", clean("".join(self.words))).strip()
        tag = self.block or "p"
        if re.sub(r"<[^>]*>", "", html).strip():
            if self.lists and tag != "li":
                tag = "li"
            self.flow.append(f"<{tag}>{html}</{tag}>")
        self.words, self.block = [], ""

    def _end_flow(self) -> None:
        self._end_block()
        while self.lists:
            self.flow.append(f"</{self.lists.pop()}>")
        html = re.sub(r"<(ul|ol)></\1>", "", "".join(self.flow))
        if html:
            self.parts.append(Paragraphs(html))
        self.flow = []

    def _open_table(self) -> None:
        if not self.tables:
            self._end_flow()
            self.rows = []
        self.tables += 1

    def _in_table(self, tag: str) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows and sum(map(len, self.rows)) < MOST_CELLS:
            self.rows[-1].append("")
        elif tag in {"p", "br", "li"} and self.rows and self.rows[-1] and self.rows[-1][-1]:
            self.rows[-1][-1] += " "

    def _close_table(self) -> None:
        self.tables = max(0, self.tables - 1)
        if self.tables:
            return
        rows = [
            [clean(" ".join(cell.split())) for cell in row] for row in self.rows if any(cell.strip() for cell in row)
        ]
        width = max(map(len, rows), default=0)
        if rows:
            self.parts.append(Table(tuple(tuple(row + [""] * (width - len(row))) for row in rows)))
        self.rows = []


def _address(href: str) -> str:
    try:
        scheme = urlsplit(href.strip()).scheme.lower()
    except ValueError:
        return ""
    return href.strip() if scheme in SCHEMES else ""
