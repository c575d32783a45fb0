"""The structure of a legal text: parts, rows, table of contents, and its form as stored data."""

from dataclasses import dataclass, field
from typing import Any

from documents.enums import GROUPING_ROWS, RowKind

DATA_VERSION = 1
_TITLE_LENGTH = 80


class LegalTextError(ValueError):
    """A text that cannot be read, or stored data that is not a legal text; says why in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a legal text, exactly as printed: label, heading and text hold all its words.

    `label` is the printed mark ("Điều 6.", "đ)", "-"), `number` the number in it ("6", "đ").
    `glued` says that no space was printed behind the label. `line` is the row's first line in the
    source, counted from 1 and not stored; 0 when unknown.
    """

    kind: RowKind
    number: str
    heading: str
    text: str
    anchor: str
    depth: int
    label: str = ""
    glued: bool = False
    line: int = field(default=0, compare=False)

    @property
    def printed(self) -> str:
        """The row's words in one line, as in the source."""
        body = " ".join(piece for piece in (self.heading, self.text) if piece)
        if self.label and body:
            return self.label + ("" if self.glued else " ") + body
        return self.label or body


@dataclass(frozen=True, slots=True)
class Part:
    """One of the documents that a text holds, such as a decision and the regulation it issues."""

    kind: str
    title: str
    rows: tuple[Row, ...]
    anchor: str = ""

    def rows_of(self, *kinds: RowKind) -> tuple[Row, ...]:
        """Return the rows of these kinds, in order."""
        return tuple(row for row in self.rows if row.kind in kinds)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table of contents, with the lines under it."""

    kind: str
    label: str
    title: str
    anchor: str
    children: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class LegalText:
    """A legal text by parts and rows; no word of the source is lost and none is added."""

    parts: tuple[Part, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of all parts, in order."""
        return tuple(row for part in self.parts for row in part.rows)

    def articles(self) -> tuple[Entry, ...]:
        """Return the table of contents: parts where there are several, then chapters, then articles.

        An article without a heading is titled with its first words.
        """
        contents = [(part, _entries(part)) for part in self.parts]
        if len(self.parts) <= 1:
            return tuple(entry for _, entries in contents for entry in entries)
        return tuple(Entry(part.kind, "", part.title, part.anchor, entries) for part, entries in contents)

    def plain_text(self) -> str:
        """Return all rows as text, one row on a line."""
        return "\n".join(row.printed for row in self.rows)

    def words(self) -> list[str]:
        """Return the words of all rows, in order: those of the source."""
        return self.plain_text().split()

    def to_data(self) -> dict[str, Any]:
        """Return the text as plain data that fits into JSON."""
        return {
            "version": DATA_VERSION,
            "parts": [
                {
                    "kind": part.kind,
                    "title": part.title,
                    "anchor": part.anchor,
                    "rows": [_row_data(row) for row in part.rows],
                }
                for part in self.parts
            ],
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "LegalText":
        """Return the text that `to_data` stored; raises LegalTextError on anything else."""
        if not isinstance(data, dict) or data.get("version") != DATA_VERSION:
            raise LegalTextError("Dữ liệu toàn văn không đúng phiên bản.")
        try:
            return cls(
                tuple(
                    Part(part["kind"], part["title"], tuple(map(_row, part["rows"])), part["anchor"])
                    for part in data["parts"]
                )
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise LegalTextError("Dữ liệu toàn văn bị hỏng.") from error


def _row_data(row: Row) -> dict[str, Any]:
    stored: dict[str, Any] = {"kind": row.kind.value, "anchor": row.anchor, "depth": row.depth}
    for name in ("label", "number", "heading", "text", "glued"):
        if value := getattr(row, name):
            stored[name] = value
    return stored


def _row(data: dict[str, Any]) -> Row:
    return Row(
        kind=RowKind(data["kind"]),
        number=data.get("number", ""),
        heading=data.get("heading", ""),
        text=data.get("text", ""),
        anchor=data["anchor"],
        depth=data["depth"],
        label=data.get("label", ""),
        glued=data.get("glued", False),
    )


def _entries(part: Part) -> tuple[Entry, ...]:
    top: list[Entry] = []
    opened: list[tuple[Row, list[Entry]]] = []

    def close(depth: int) -> list[Entry]:
        """Close the groups at this depth and deeper; return the list that is open now."""
        while opened and opened[-1][0].depth >= depth:
            row, children = opened.pop()
            (opened[-1][1] if opened else top).append(_entry(row, tuple(children)))
        return opened[-1][1] if opened else top

    for row in part.rows:
        if row.kind in GROUPING_ROWS:
            close(row.depth)
            opened.append((row, []))
        elif row.kind == RowKind.ARTICLE:
            close(row.depth).append(_entry(row))
    close(0)
    return tuple(top)


def _entry(row: Row, children: tuple[Entry, ...] = ()) -> Entry:
    return Entry(row.kind.value, row.label, row.heading or _shortened(row.text), row.anchor, children)


def _shortened(text: str) -> str:
    if len(text) <= _TITLE_LENGTH:
        return text
    return text[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
