"""Vietnamese dictionary order in pure Python, the same order as ICU `vi` (RX-2, domain-facts 12)."""

import unicodedata
from collections.abc import Iterator

from core.lib.text.folding import clean

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""Base letters in dictionary order; f, j, w and z stand where the Latin alphabet has them."""

TONES = "\u0300\u0309\u0303\u0301\u0323"
"""The marks of huyền, hỏi, ngã, sắc and nặng in dictionary order; ngang has no mark."""

_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"
_LETTERS_WITH_MARK = {
    ("a", _BREVE): "ă",
    ("a", _CIRCUMFLEX): "â",
    ("e", _CIRCUMFLEX): "ê",
    ("o", _CIRCUMFLEX): "ô",
    ("o", _HORN): "ơ",
    ("u", _HORN): "ư",
}

# A separator is lower than every weight, so that a shorter word comes before its continuations.
_SEPARATOR = "\x01"
_PLAIN, _CAPITAL = "\x02", "\x03"
_SPACE, _SIGN, _DIGIT, _LETTER, _FOREIGN_LETTER = "\x10", "\x11", "\x12", "\x13", "\x14"
_LETTER_WEIGHTS = {letter: _LETTER + chr(0x20 + place) for place, letter in enumerate(ALPHABET)}
_TONE_WEIGHTS = {mark: chr(0x10 + place) for place, mark in enumerate(TONES)}
_OTHER_MARK_WEIGHT = "\x20"


def _groups(s: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each base character with the combining marks that follow it."""
    base, marks = "", list[str]()
    for char in unicodedata.normalize("NFKD", s):
        if unicodedata.combining(char):
            marks.append(char)
            continue
        if base:
            yield base, marks
        base, marks = char, []
    if base:
        yield base, marks


def _letter(base: str, marks: list[str]) -> tuple[str, list[str]]:
    """Return the letter of the Vietnamese alphabet and the marks that are left over as tones."""
    for mark in marks:
        letter = _LETTERS_WITH_MARK.get((base, mark))
        if letter:
            rest = marks.copy()
            rest.remove(mark)
            return letter, rest
    return base, marks


def _primary(letter: str) -> str:
    if letter.isspace():
        return _SPACE + _SPACE
    if letter.isdecimal():
        return _DIGIT + str(unicodedata.decimal(letter))
    return _LETTER_WEIGHTS.get(letter) or (_FOREIGN_LETTER if letter.isalpha() else _SIGN) + letter


def sort_key(s: str) -> str:
    """Return a string whose plain order is the Vietnamese dictionary order of the texts.

    First come all base letters (a ă â … d đ … o ô ơ … u ư), then the tones (ngang, huyền, hỏi, ngã, sắc,
    nặng), then lower before upper case. Spaces precede signs, signs digits, digits letters. The key is
    for comparison only, never for display.
    """
    primary: list[str] = []
    tones: list[str] = []
    capitals: list[str] = []
    for base, marks in _groups(" ".join(clean(s).split())):
        lower = base.lower()
        letter, rest = _letter(lower, marks)
        primary.append(_primary(letter))
        tones.append(_PLAIN)
        tones += [_TONE_WEIGHTS.get(mark, _OTHER_MARK_WEIGHT) for mark in rest]
        capitals.append(_PLAIN if lower == base else _CAPITAL)
    return _SEPARATOR.join(("".join(primary), "".join(tones), "".join(capitals)))
