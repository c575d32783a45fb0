"""Turns drafts into rows: what is a heading and what is text, how deep a row lies, its address."""

from collections import Counter
from dataclasses import dataclass

from documents.enums import GROUPING_ROWS, RowKind
from documents.rules.legal_text import numbering
from documents.rules.legal_text.lines import is_stopped
from documents.rules.legal_text.model import LegalText, Part, Row
from documents.rules.legal_text.reader import Draft, DraftPart

# Lower rank, outer row. A paragraph or a quotation never holds other rows.
_RANKS = {
    RowKind.PART: 0,
    RowKind.CHAPTER: 1,
    RowKind.SECTION: 2,
    RowKind.SUBSECTION: 3,
    RowKind.ARTICLE: 4,
    RowKind.RECIPIENTS: 4,
    RowKind.CLAUSE: 5,
    RowKind.SUBCLAUSE: 6,
    RowKind.POINT: 7,
    RowKind.DASH: 8,
    RowKind.PLUS: 9,
}
_LEAF_RANK = 8
_QUOTE_RANK = 10
_HEADED = frozenset({RowKind.ARTICLE, RowKind.CLAUSE, RowKind.SUBCLAUSE})
_SINGLE = frozenset({RowKind.TITLE, RowKind.ATTACHED, RowKind.ISSUER, RowKind.ORDER, RowKind.RECIPIENTS})


def assemble(parts: list[DraftPart]) -> LegalText:
    """Return the finished text; anchors name their part only where there are several."""
    parts = [part for part in parts if part.rows]
    taken: Counter[str] = Counter()
    several = len(parts) > 1
    finished: list[Part] = []
    for part in parts:
        own = part.kind + (f"-{numbering.slug(part.number)}" if part.number else "")
        anchor = _unique(own, taken)
        finished.append(_part(part, anchor, prefix=anchor if several else ""))
    return LegalText(tuple(finished))


def _part(part: DraftPart, anchor: str, prefix: str) -> Part:
    drafts = _with_whole_headings(part.rows)
    placer = _Placer(prefix, anchor)
    rows: list[Row] = []
    for draft, following in zip(drafts, [*drafts[1:], None], strict=True):
        rows.append(placer.place(draft, headed=_is_headed(draft, following)))
    title = next((row.printed for row in rows if row.kind == RowKind.TITLE), "")
    return Part(part.kind, title, tuple(rows), anchor)


def _with_whole_headings(drafts: list[Draft]) -> list[Draft]:
    """Give an article's heading its last line back where that line was taken for a paragraph.

    A heading never ends with a stop and body text always does, so a line without a stop between
    an article's number and its first khoản belongs to the heading.
    """
    whole: list[Draft] = []
    for draft, following in zip(drafts, [*drafts[1:], None], strict=True):
        before = whole[-1] if whole else None
        belongs = (
            draft.kind == RowKind.PARAGRAPH
            and before is not None
            and before.kind == RowKind.ARTICLE
            and bool(before.body)
            and not is_stopped(before.text)
            and not is_stopped(draft.text)
            and following is not None
            and following.kind in (RowKind.CLAUSE, RowKind.POINT)
        )
        if belongs and before is not None:
            before.body += draft.body
        else:
            whole.append(draft)
    return whole


def _is_headed(draft: Draft, following: Draft | None) -> bool:
    """Tell whether the words behind the label are a heading."""
    if draft.kind in GROUPING_ROWS:
        return True
    if draft.kind not in _HEADED or is_stopped(draft.text) or following is None:
        return False
    rank = _RANKS[draft.kind]
    return following.kind in (RowKind.PARAGRAPH, RowKind.QUOTE) or _RANKS.get(following.kind, -1) > rank


@dataclass(slots=True)
class _Container:
    rank: int
    anchor: str
    depth: int


class _Placer:
    """Gives each row its depth and its address under the rows that hold it."""

    def __init__(self, prefix: str, part_anchor: str) -> None:
        self._prefix = prefix
        self._containers: list[_Container] = []
        self._taken: Counter[str] = Counter({part_anchor: 1})
        self._counters: Counter[tuple[str, RowKind]] = Counter()

    def place(self, draft: Draft, *, headed: bool) -> Row:
        """Return the row of the draft at its place."""
        rank = _RANKS.get(draft.kind)
        self._close(draft.kind, rank)
        depth = self._containers[-1].depth + 1 if self._containers else 0
        anchor = self._anchor(draft)
        if rank is not None:
            self._containers.append(_Container(rank, anchor, depth))
        return Row(
            kind=draft.kind,
            number=draft.number,
            heading=draft.text if headed else draft.head,
            text="" if headed else draft.text,
            anchor=anchor,
            depth=depth,
            label=draft.label,
            glued=draft.glued,
            line=draft.line,
        )

    def _close(self, kind: RowKind, rank: int | None) -> None:
        if rank is None:
            rank = {RowKind.PARAGRAPH: _LEAF_RANK, RowKind.QUOTE: _QUOTE_RANK}.get(kind, 0)
        while self._containers and self._containers[-1].rank >= rank:
            self._containers.pop()

    def _anchor(self, draft: Draft) -> str:
        parent = self._containers[-1].anchor if self._containers else self._prefix
        if draft.kind == RowKind.ARTICLE:
            parent = self._prefix
        if draft.number and draft.kind in _RANKS:
            own = f"{draft.kind.value}-{numbering.slug(draft.number)}"
        elif draft.kind in _SINGLE:
            own = draft.kind.value
        else:
            self._counters[parent, draft.kind] += 1
            own = f"{draft.kind.value}-{self._counters[parent, draft.kind]}"
        return _unique(f"{parent}.{own}" if parent else own, self._taken)


def _unique(anchor: str, taken: Counter[str]) -> str:
    """Return the anchor, with "-lan-2", "-lan-3" … behind it when it was given before."""
    taken[anchor] += 1
    return anchor if taken[anchor] == 1 else f"{anchor}-lan-{taken[anchor]}"
