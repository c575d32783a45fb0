"""Canonical form of Vietnamese text, and the folded form in which it is searched (RX-2, domain-facts 12).

Everything here is linear in the length of its input and accepts any string, lone surrogates included.
"""

import re
import unicodedata

# Sorting combining marks costs the square of their number, so a pile of them is cut before normalisation.
LONGEST_MARK_RUN = 30
SHORTENED_MARK_RUN = 8

# Table entries kept; the rest of Unicode is folded anew each time, so that no input can fill the memory.
LARGEST_FOLD_TABLE = 20_000

_MARK_PILE = re.compile(rf"[^\w\x00-\x7f]{{{LONGEST_MARK_RUN + 1},}}")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls
    r"\xad\u061c\u180e\u200b\u200e\u200f\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"  # invisible
    r"\u202a-\u202e"  # bidi overrides
    r"\ud800-\udfff\ufffe\uffff]"  # never text
)
_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})
_LETTERS_WITHOUT_DECOMPOSITION = {
    "đ": "d",
    "ð": "d",
    "ɖ": "d",
    "ø": "o",
    "ł": "l",
    "ħ": "h",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "þ": "th",
}
_ASCII_WORD = re.compile(r"[^a-z0-9 ]")


def _shorten_mark_runs(match: re.Match[str]) -> str:
    kept: list[str] = []
    run: list[str] = []
    for char in f"{match.group()}\n":
        if unicodedata.combining(char):
            run.append(char)
            continue
        kept += run if len(run) <= LONGEST_MARK_RUN else run[:SHORTENED_MARK_RUN]
        kept.append(char)
        run.clear()
    return "".join(kept[:-1])


def nfc(s: str) -> str:
    """Return the text in Unicode form NFC; more than 30 combining marks on one letter are cut to 8."""
    return unicodedata.normalize("NFC", _MARK_PILE.sub(_shorten_mark_runs, s))


def clean(s: str) -> str:
    """Return the text as it is stored: NFC, "\\n" line ends, one kind of Đ, nothing invisible or dangerous.

    Dropped are NUL and other controls, bidi overrides, zero-width spaces, soft hyphens, lone surrogates.
    Tabs, line ends and the joiners inside emoji stay.
    """
    return nfc(_UNWANTED.sub("", _LINE_ENDS.sub("\n", s)).translate(_LOOK_ALIKES))


def _fold_decomposed(char: str) -> str:
    char = _LETTERS_WITHOUT_DECOMPOSITION.get(char, char)
    if char.isalnum():
        return char
    category = unicodedata.category(char)
    return "" if category.startswith("M") or category == "Cf" else " "


def _fold_char(char: str) -> str:
    if _UNWANTED.match(char):
        return ""
    decomposed = unicodedata.normalize("NFKD", char)
    lowered = "".join(part.lower() for part in decomposed)
    return "".join(map(_fold_decomposed, unicodedata.normalize("NFKD", lowered)))


class _FoldTable(dict[int, str]):
    """Translation table that learns each character when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_char(chr(code))
        if len(self) < LARGEST_FOLD_TABLE:
            self[code] = folded
        return folded


FOLD_TABLE = _FoldTable()
"""For `str.translate`: each character on its own, folded to letters and digits, a space, or nothing."""


def words(s: str) -> list[str]:
    """Return the folded words of a text in their order, repeated ones included."""
    return s.translate(FOLD_TABLE).split()


def fold(s: str) -> str:
    """Return the text for comparison and search: lower case, no marks, đ as d, one space between words.

    "Đống Đa", its NFD form and "DONG ĐA" all give "dong da"; "hoà" and "hòa" both give "hoa" (T9).
    """
    return " ".join(words(s))


def slugify(s: str, max_length: int = 80) -> str:
    """Return the address part for a title: ASCII words joined by "-", cut between words (T10).

    `max_length` counts characters; a text without Latin letters or digits gives an empty string.
    """
    parts = _ASCII_WORD.sub("", fold(s)).split()
    slug = "-".join(parts)
    if len(slug) <= max_length:
        return slug
    whole_words, _, _ = slug[: max_length + 1].rpartition("-")
    return whole_words or slug[:max_length]
