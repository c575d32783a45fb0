"""Neighbouring words as search keys: most Vietnamese words are written as two syllables, each of them common.

An index of pairs finds a phrase at once where an index of syllables would have to read half of all texts.
"""

from collections.abc import Iterable
from itertools import pairwise

from core.lib import text

MAX_PAIRS = 40_000  # of one page; PostgreSQL's tsvector holds one megabyte at the most
MAX_WORD_LENGTH = 60


def pairs(folded_words: Iterable[str]) -> list[str]:
    """Return each two neighbouring words once, in order; numbers stand without leading zeros (R4.1-2)."""
    plain = (_without_zeros(word[:MAX_WORD_LENGTH]) for word in folded_words)
    return list(dict.fromkeys(f"{first} {second}" for first, second in pairwise(plain)))


def pairs_of_texts(*texts: str) -> list[str]:
    """Return the pairs of several texts, at most MAX_PAIRS; no pair reaches over the end of a text."""
    found = dict.fromkeys(pair for each in texts for pair in pairs(text.words(each)))
    return list(found)[:MAX_PAIRS]


def _without_zeros(word: str) -> str:
    return (word.lstrip("0") or "0") if word.isdecimal() else word
