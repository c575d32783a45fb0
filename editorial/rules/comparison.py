"""Word by word, what an edited text keeps, drops and adds (R6.3a-3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST_WORDS = 2_000
"""Longer stretches are compared as a whole: comparing words takes time that grows with their square."""


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with one fate; ``ends`` says that a paragraph ends after it."""

    change: Change
    text: str
    ends: bool = False


def differences(original: str, edited: str) -> list[Piece]:
    """Return the pieces of both texts in reading order; spaces and empty lines do not count."""
    before, after = _paragraphs(original), _paragraphs(edited)
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Piece(Change.SAME, text, ends=True) for text in before[a:b]]
        else:
            found += _replaced(before[a:b], after[c:d])
    return found


def _paragraphs(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _replaced(before: list[str], after: list[str]) -> Iterator[Piece]:
    """Compare paragraph with paragraph in order, then tell what is left over on either side."""
    shared = min(len(before), len(after))
    for old, new in zip(before, after, strict=False):
        yield from _words(old, new)
    for text in before[shared:]:
        yield Piece(Change.DROPPED, text, ends=True)
    for text in after[shared:]:
        yield Piece(Change.ADDED, text, ends=True)


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = re.findall(r"\S+", old), re.findall(r"\S+", new)
    if max(len(before), len(after)) > MOST_WORDS:
        yield Piece(Change.DROPPED, old, ends=True)
        yield Piece(Change.ADDED, new, ends=True)
        return
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Change.SAME, " ".join(before[a:b])))
            continue
        if a < b:
            pieces.append(Piece(Change.DROPPED, " ".join(before[a:b])))
        if c < d:
            pieces.append(Piece(Change.ADDED, " ".join(after[c:d])))
    yield from pieces[:-1]
    yield Piece(pieces[-1].change, pieces[-1].text, ends=True)
