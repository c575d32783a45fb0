"""Reads lines into drafts of rows: one pass, one state, every line goes into exactly one row."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from documents.enums import GROUPING_ROWS, RowKind
from documents.rules.legal_text import phrases
from documents.rules.legal_text.lines import Layout, Line
from documents.rules.legal_text.markers import Marker, find_marker
from documents.rules.legal_text.numbering import Position, follows, position

UNTITLED_KIND = "van-ban"

_NUMBERED = (
    RowKind.PART,
    RowKind.CHAPTER,
    RowKind.SECTION,
    RowKind.SUBSECTION,
    RowKind.ARTICLE,
    RowKind.CLAUSE,
    RowKind.SUBCLAUSE,
    RowKind.POINT,
)
_ARTICLE_RANK = _NUMBERED.index(RowKind.ARTICLE)
_FRAME_KINDS = frozenset(
    {RowKind.OPENING, RowKind.TITLE, RowKind.ATTACHED, RowKind.ISSUER, RowKind.BASIS, RowKind.ORDER}
)
_PREAMBLE_SENTENCES = frozenset({RowKind.BASIS, RowKind.ORDER, RowKind.PARAGRAPH})
_LONGEST_SIGNATURE_LINE = 80
_LONGEST_RECIPIENT_GROUP = 40
_MOST_BRACKET_LINES = 6
_MOST_TITLE_LINES = 12


@dataclass(slots=True)
class Draft:
    """A row as it grows line by line."""

    kind: RowKind
    line: int
    number: str = ""
    label: str = ""
    glued: bool = False
    head: str = ""
    body: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words behind the label."""
        return " ".join(self.body)


@dataclass(slots=True)
class DraftPart:
    """A document of the text as it grows."""

    kind: str = UNTITLED_KIND
    number: str = ""
    rows: list[Draft] = field(default_factory=list)

    def has(self, *kinds: RowKind) -> bool:
        """Tell whether a row of these kinds was read."""
        return any(row.kind in kinds for row in self.rows)


class State(Enum):
    """Where in a document the reader stands."""

    OPENING = auto()
    TITLE = auto()
    PREAMBLE = auto()
    BODY = auto()
    RECIPIENTS = auto()
    SIGNATURE = auto()


class Reader:
    """Turns the lines of a text into parts; every word of every line lands in one row."""

    def __init__(self, layout: Layout) -> None:
        self.parts: list[DraftPart] = []
        self._layout = layout
        self._state = State.OPENING
        self._last: Line | None = None
        self._positions: dict[RowKind, Position] = {}
        self._has_article = False
        self._has_basis = False
        self._handlers: dict[State, Callable[[Line], None]] = {
            State.OPENING: self._opening,
            State.TITLE: self._title,
            State.PREAMBLE: self._preamble,
            State.BODY: self._body,
            State.RECIPIENTS: self._recipients,
            State.SIGNATURE: self._signature,
        }

    def read(self, lines: list[Line]) -> list[DraftPart]:
        """Return the parts that the lines make."""
        for line in lines:
            if line.quoted and self._state is State.BODY:
                self._quoted(line)
            elif not self._opens_part(line):
                self._handlers[self._state](line)
            self._last = line
        return self.parts

    # Where rows go

    @property
    def _part(self) -> DraftPart:
        if not self.parts:
            self.parts.append(DraftPart())
        return self.parts[-1]

    @property
    def _row(self) -> Draft | None:
        return self._part.rows[-1] if self._part.rows else None

    def _new(self, kind: RowKind, line: Line) -> None:
        self._part.rows.append(Draft(kind, line.number, body=[line.text]))

    def _append(self, line: Line) -> None:
        row = self._row
        if row is None:
            self._new(RowKind.PARAGRAPH, line)
        else:
            row.body.append(line.text)

    def _continues(self, line: Line) -> bool:
        return self._last is not None and self._layout.continues(self._last, line)

    # Parts and their titles

    def _opens_part(self, line: Line) -> bool:
        if self._state is State.SIGNATURE and phrases.is_state_name(line.text):
            self._start_part(DraftPart())
            self._state = State.OPENING
            return False
        heading = phrases.document_heading(line.text)
        if heading is None or not self._may_open_part(heading, line):
            return False
        if self._state is State.OPENING:
            self._part.kind, self._part.number = heading.kind, heading.number
        else:
            self._start_part(DraftPart(heading.kind, heading.number))
        body = [heading.rest] if heading.rest else []
        self._part.rows.append(Draft(RowKind.TITLE, line.number, heading.number, head=heading.name, body=body))
        self._state = State.TITLE
        return True

    def _may_open_part(self, heading: phrases.Heading, line: Line) -> bool:
        if self._state in (State.OPENING, State.SIGNATURE, State.RECIPIENTS):
            return True
        last = self._last
        if self._state is not State.BODY or heading.rest or last is None:
            return False
        row = self._row
        awaits_heading = row is not None and row.kind in GROUPING_ROWS and not row.body
        if heading.kind == "phu-luc":
            return last.stopped or (line.shouted and not self._layout.is_full(last, line))
        return not awaits_heading and last.stopped and self._has_article

    def _start_part(self, part: DraftPart) -> None:
        self.parts.append(part)
        self._positions.clear()
        self._has_article = self._has_basis = False

    # Marks

    def _takes_mark(self, line: Line) -> bool:
        """Open a row when the line starts with a mark that makes sense here."""
        marker = find_marker(line.text)
        if marker is None or not self._believes(marker, line):
            return False
        place = position(marker.kind, marker.number) if marker.number else None
        if place is not None:
            self._note(marker.kind, place)
        body = [marker.rest] if marker.rest else []
        self._part.rows.append(Draft(marker.kind, line.number, marker.number, marker.label, marker.glued, body=body))
        return True

    def _believes(self, marker: Marker, line: Line) -> bool:
        last = self._last
        if last is None:
            return True
        full = self._layout.is_full(last, line)
        if full and last.refers_on:
            return False
        expected = self._expects(marker)
        if marker.doubtful:
            return expected and (last.stopped or not full)
        row = self._row
        framed = row is None or row.kind in _FRAME_KINDS or row.kind in GROUPING_ROWS
        return framed or last.stopped or not full or expected

    def _expects(self, marker: Marker) -> bool:
        if marker.kind in (RowKind.DASH, RowKind.PLUS):
            row = self._row
            return row is not None and row.kind in (RowKind.DASH, RowKind.PLUS, RowKind.RECIPIENTS)
        if marker.kind == RowKind.SECTION and marker.doubtful and self._has_article:
            return False
        place = position(marker.kind, marker.number)
        return place is not None and follows(self._positions.get(marker.kind), place)

    def _note(self, kind: RowKind, place: Position) -> None:
        """Remember a number; what stands under it starts anew, articles run through all chapters."""
        self._positions[kind] = place
        self._has_article = self._has_article or kind == RowKind.ARTICLE
        for lower in _NUMBERED[_NUMBERED.index(kind) + 1 :]:
            if lower != RowKind.ARTICLE:
                self._positions.pop(lower, None)

    # One handler for each state

    def _opening(self, line: Line) -> None:
        if self._takes_mark(line):
            self._state = State.BODY
        elif phrases.is_basis(line.text):
            self._has_basis = True
            self._new(RowKind.BASIS, line)
            self._state = State.PREAMBLE
        elif phrases.is_opening(line.text):
            self._new(RowKind.OPENING, line)
        else:
            self._new(RowKind.PARAGRAPH, line)
            self._state = State.BODY

    def _title(self, line: Line) -> None:
        if self._takes_mark(line):
            self._state = State.BODY
        elif self._leaves_title(line):
            self._state = State.PREAMBLE
            self._preamble(line)
        else:
            self._append(line)

    def _leaves_title(self, line: Line) -> bool:
        if phrases.is_basis(line.text) or line.text.startswith("("):
            return True
        row = self._row
        last = self._last
        if row is None or last is None or not row.body:
            return False
        if phrases.is_issuer(line.text) or last.stopped or len(row.body) == _MOST_TITLE_LINES:
            return True
        if line.after_blank and not self._layout.double_spaced:
            return True
        if line.shouted or self._continues(line):
            return line.shouted != row.body[0].isupper() and not self._continues(line)
        return row.body[0].isupper() or self._layout.fills(line)

    def _preamble(self, line: Line) -> None:
        if self._inside_bracket():
            self._append(line)
        elif self._takes_mark(line):
            self._state = State.BODY
        elif phrases.is_order(line.text) or self._repeats_title(line):
            self._new(RowKind.ORDER, line)
            self._state = State.BODY
        elif line.text.startswith("(") and not self._has_basis:
            self._new(RowKind.ATTACHED, line)
        elif phrases.is_basis(line.text) and self._starts_preamble_row(line):
            self._has_basis = True
            self._new(RowKind.BASIS, line)
        elif phrases.is_enacting(line.text) and self._starts_preamble_row(line):
            self._new(RowKind.ORDER, line)
        elif line.shouted and not self._has_basis:
            self._issuer(line)
        elif self._goes_on_in_preamble(line):
            self._append(line)
        else:
            self._new(RowKind.PARAGRAPH, line)

    def _issuer(self, line: Line) -> None:
        row = self._row
        if row is not None and row.kind == RowKind.ISSUER:
            self._append(line)
        else:
            self._new(RowKind.ISSUER, line)

    def _inside_bracket(self) -> bool:
        row = self._row
        if row is None or row.kind != RowKind.ATTACHED:
            return False
        return ")" not in row.body[-1] and len(row.body) < _MOST_BRACKET_LINES

    def _repeats_title(self, line: Line) -> bool:
        heading = phrases.document_heading(line.text)
        return bool(heading and self._has_basis and not heading.rest and heading.kind == self._part.kind)

    def _starts_preamble_row(self, line: Line) -> bool:
        last = self._last
        return last is None or last.stopped or last.shouted or not self._layout.is_full(last, line)

    def _goes_on_in_preamble(self, line: Line) -> bool:
        row = self._row
        last = self._last
        if row is None or last is None or row.kind not in _PREAMBLE_SENTENCES:
            return False
        if line.starts_low or not last.stopped:
            return True
        return not last.text.endswith(".") and self._layout.is_full(last, line)

    def _body(self, line: Line) -> None:
        if self._takes_mark(line) or self._ends_body(line):
            return
        row = self._row
        if row is not None and row.kind in GROUPING_ROWS:
            self._group_heading(row, line)
        elif row is None or row.kind in _FRAME_KINDS or not self._continues(line):
            self._new(RowKind.PARAGRAPH, line)
        else:
            self._append(line)

    def _group_heading(self, row: Draft, line: Line) -> None:
        goes_on = not row.body or (line.shouted and row.body[0].isupper()) or self._continues(line)
        if goes_on:
            row.body.append(line.text)
        else:
            self._new(RowKind.PARAGRAPH, line)

    def _ends_body(self, line: Line) -> bool:
        label = phrases.recipients_label(line.text)
        ended = self._last is None or self._last.stopped or self._state is not State.BODY
        if label and (ended or label.endswith(":")):
            rest = line.text[len(label) :].strip()
            body = [rest] if rest else []
            self._part.rows.append(Draft(RowKind.RECIPIENTS, line.number, label=label, body=body))
            self._state = State.RECIPIENTS
            return True
        if ended and phrases.is_signature(line.text):
            self._new(RowKind.SIGNATURE, line)
            self._state = State.SIGNATURE
            return True
        return False

    def _recipients(self, line: Line) -> None:
        if self._ends_body(line):
            return
        if self._takes_mark(line):
            row = self._row
            if row is not None and row.kind in _NUMBERED[: _ARTICLE_RANK + 1]:
                self._state = State.BODY
            return
        colon = line.text.find(":")
        if not line.starts_low and 0 < colon <= _LONGEST_RECIPIENT_GROUP:
            self._new(RowKind.PARAGRAPH, line)
        else:
            self._append(line)

    def _signature(self, line: Line) -> None:
        label = phrases.recipients_label(line.text)
        marker = find_marker(line.text)
        if label:
            self._ends_body(line)
        elif marker is not None and self._takes_mark(line):
            self._state = State.RECIPIENTS if marker.kind == RowKind.DASH else State.BODY
        elif len(line.text) <= _LONGEST_SIGNATURE_LINE:
            self._new(RowKind.SIGNATURE, line)
        else:
            self._new(RowKind.PARAGRAPH, line)
            self._state = State.BODY

    def _quoted(self, line: Line) -> None:
        """Keep a quoted provision out of the numbering of the text that quotes it."""
        opens = line.text[0] in '“"' and not (self._last is not None and self._last.quoted)
        marked = find_marker(line.text.lstrip('“"').lstrip()) is not None
        row = self._row
        if opens or marked or row is None or not self._continues(line):
            self._new(RowKind.QUOTE, line)
        else:
            self._append(line)
