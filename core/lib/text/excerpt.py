"""The passage that answers a search, its found words marked on the accented original (RX-4)."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from core.lib.text.folding import FOLD_TABLE, LARGEST_FOLD_TABLE, clean, words

ELLIPSIS = "…"
# Marked words this close (a space, "/", "-", ", ") become one mark, so that a phrase reads as one.
LONGEST_MERGED_GAP = 2

_BETWEEN, _INSIDE, _SEVERAL = " ", "'", "*"
_WHITESPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of an excerpt; marked pieces answer the query."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    word: str
    is_next: bool  # no other word stands between it and the hit before it


class _ShapeTable(dict[int, str]):
    """Translation table to one sign per character, so that places in the shape are places in the text.

    A sign is the folded letter itself, or says what else the character is.
    """

    def __missing__(self, code: int) -> str:
        folded = FOLD_TABLE[code]
        shape = _BETWEEN if folded.isspace() else folded or _INSIDE
        shape = shape if len(shape) == 1 else _SEVERAL
        if len(self) < LARGEST_FOLD_TABLE:
            self[code] = shape
        return shape


_SHAPE_TABLE = _ShapeTable()


def _hits(original: str, shape: str, wanted: frozenset[str]) -> list[_Hit]:
    """Return the words of the text that the query asks for."""
    hits: list[_Hit] = []
    for match in _pattern(wanted, with_several=_SEVERAL in shape).finditer(shape):
        start, end = match.span("word")
        found = words(original[start:end]) if _SEVERAL in match["word"] else [match["word"].replace(_INSIDE, "")]
        if not wanted.isdisjoint(found):
            gap = shape[hits[-1].end : start] if hits else ""
            word = next(word for word in found if word in wanted)
            hits.append(_Hit(start, end, word, is_next=not gap.strip(_BETWEEN + _INSIDE)))
    return hits


@lru_cache
def _pattern(wanted: frozenset[str], *, with_several: bool) -> re.Pattern[str]:
    """Return what finds whole words in a shape; words with a sign for several letters are all found."""
    found = ["".join(f"{letter}{_INSIDE}*" for letter in word) for word in wanted]
    if with_several:
        found.append(rf"[^{_BETWEEN}{_SEVERAL}]*\{_SEVERAL}[^{_BETWEEN}]*")
    return re.compile(rf"(?<![^{_BETWEEN}]){_INSIDE}*+(?P<word>{'|'.join(found)})(?![^{_BETWEEN}])")


def _follows(earlier: _Hit, later: _Hit, phrases: frozenset[tuple[str, str]]) -> bool:
    return later.is_next and (earlier.word, later.word) in phrases


def _best_window(hits: list[_Hit], query: list[str], width: int) -> tuple[int, int]:
    """Return first and last place in the text of the richest group of hits not wider than `width`.

    Richest means most different words, then most neighbours as in the query, then most hits; of equals
    the first.
    """
    phrases = frozenset(pairwise(query))
    present: Counter[str] = Counter()
    left = neighbours = different = 0
    best, best_span = (0, 0, 0), (hits[0].start, hits[0].end)
    for right, hit in enumerate(hits):
        present[hit.word] += 1
        different += present[hit.word] == 1
        neighbours += right > left and _follows(hits[right - 1], hit, phrases)
        while left < right and hit.end - hits[left].start > width:
            leaving = hits[left]
            present[leaving.word] -= 1
            different -= present[leaving.word] == 0
            neighbours -= _follows(leaving, hits[left + 1], phrases)
            left += 1
        score = (different, neighbours, right - left + 1)
        if score > best:
            best, best_span = score, (hits[left].start, hit.end)
    return best_span


def _widen(shape: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Return the span grown on both sides to `width` characters, shrunk back to whole words."""
    end = min(end, start + width)
    spare = width - (end - start)
    outer_start = max(0, min(start - spare // 2, len(shape) - width))
    outer_end = min(len(shape), outer_start + width)
    if outer_start and shape[outer_start - 1] != _BETWEEN:
        gap = shape.find(_BETWEEN, outer_start, start)
        outer_start = start if gap < 0 else gap + 1
    if outer_end < len(shape) and shape[outer_end] != _BETWEEN:
        gap = shape.rfind(_BETWEEN, end, outer_end)
        outer_end = gap if gap >= 0 else end if end > outer_start else outer_end
    return outer_start, outer_end


def _marked_spans(hits: list[_Hit], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans to mark between two places, neighbours merged."""
    open_start = open_end = -1
    for hit in hits[bisect_left(hits, start, key=lambda hit: hit.start) :]:
        if hit.start >= end:
            break
        if open_start >= 0 and hit.start - open_end <= LONGEST_MERGED_GAP:
            open_end = min(hit.end, end)
            continue
        if open_start >= 0:
            yield open_start, open_end
        open_start, open_end = hit.start, min(hit.end, end)
    if open_start >= 0:
        yield open_start, open_end


def _plain(piece: str) -> str:
    return _WHITESPACE.sub(" ", clean(piece))


def _fragments(original: str, start: int, end: int, spans: Iterator[tuple[int, int]]) -> Iterator[Fragment]:
    place = start
    before = ELLIPSIS if start else ""
    for marked_start, marked_end in spans:
        yield Fragment(before + _plain(original[place:marked_start]), marked=False)
        yield Fragment(_plain(original[marked_start:marked_end]), marked=True)
        place, before = marked_end, ""
    after = ELLIPSIS if end < len(original) else ""
    yield Fragment(before + _plain(original[place:end]) + after, marked=False)


def highlight(original: str, query_words: Sequence[str], *, width: int) -> tuple[Fragment, ...]:
    """Return the best excerpt of a text for a query, as plain and marked fragments to print in a row.

    The excerpt has at most `width` characters of the original plus an ellipsis where it is cut; it holds
    as many different query words as possible, as a phrase if the text has it. Without any hit it is the
    beginning of the text. Query words may be accented or folded; whole words are compared. White space
    is collapsed and the text cleaned, escaping is left to the template. Raises ValueError when `width`
    is not positive.
    """
    if width < 1:
        raise ValueError("An excerpt needs room for at least one character.")
    query = [word for text in query_words for word in words(text)]
    shape = original.translate(_SHAPE_TABLE)
    hits = _hits(original, shape, frozenset(query)) if query else []
    first, last = _best_window(hits, query, width) if hits else (0, 0)
    start, end = _widen(shape, first, last, width)
    fragments = _fragments(original, start, end, _marked_spans(hits, start, end))
    return tuple(fragment for fragment in fragments if fragment.text)
