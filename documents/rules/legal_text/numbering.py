"""Printed numbers of chapters, articles, khoản and điểm, made comparable."""

import re

from documents.enums import RowKind

Position = tuple[int, int]
"""A place in a sequence: the number, then the rank of its added letter or digit (0 for none)."""

# The letters of điểm a), b), … in legal drafting; đ follows d, and f, j, w, z are not used.
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_DIGITS = re.compile(r"(\d+)([a-zđ]*)")


def position(kind: RowKind, number: str) -> Position | None:
    """Return where a printed number stands in its sequence, or None when it is not a number."""
    if kind == RowKind.POINT:
        return _point(number)
    if kind == RowKind.SUBCLAUSE:
        return int(number.rsplit(".", 1)[-1]), 0
    digits = _DIGITS.fullmatch(number.lower())
    if digits:
        return int(digits[1]), _letters(digits[2])
    return _roman(number) or _ordinal(number)


def follows(previous: Position | None, current: Position) -> bool:
    """Tell whether a number is the next of its sequence; without a previous one it must be 1.

    An added letter may follow its own number: 5 → 5a → 5b → 6.
    """
    if previous is None:
        return current[0] == 1
    if current[0] == previous[0]:
        return current[1] > previous[1]
    return current[0] == previous[0] + 1


def slug(number: str) -> str:
    """Return a printed number as a piece of an anchor; đ becomes "dd" so that it never meets d."""
    plain = number.lower().replace("đ", "dd").replace(".", "-")
    for index, word in enumerate(_ORDINALS, start=1):
        if plain == f"thứ {word}":
            return f"thu-{index}"
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _letters(letters: str) -> int:
    if not letters:
        return 0
    rank = 0
    for letter in letters:
        rank = rank * (len(POINT_LETTERS) + 1) + POINT_LETTERS.find(letter) + 1
    return rank


def _point(number: str) -> Position | None:
    letters = number.rstrip("0123456789")
    digits = number[len(letters) :]
    if not letters or letters[0] not in POINT_LETTERS:
        return None
    doubled = len(POINT_LETTERS) * (len(letters) - 1)
    return doubled + POINT_LETTERS.index(letters[0]) + 1, int(digits or 0)


def _roman(number: str) -> Position | None:
    base = number.rstrip("abcdđ")
    if not base or any(sign not in _ROMAN for sign in base):
        return None
    total = 0
    for sign, following in zip(base, base[1:] + " ", strict=True):
        value = _ROMAN[sign]
        total += -value if value < _ROMAN.get(following, 0) else value
    return total, _letters(number[len(base) :])


def _ordinal(number: str) -> Position | None:
    word = number.lower().removeprefix("thứ ")
    return (_ORDINALS.index(word) + 1, 0) if word in _ORDINALS else None
