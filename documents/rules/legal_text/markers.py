"""Printed marks that open a row: "Chương II", "Điều 6.", "1.", "đ)", "-", "+"."""

import re
from dataclasses import dataclass

from documents.enums import RowKind


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark at the start of a line and the words behind it.

    `glued` says that no space was printed behind the mark. `doubtful` marks are common in running
    text too, so they count only where their number is the expected one.
    """

    kind: RowKind
    number: str
    label: str
    rest: str
    glued: bool = False
    doubtful: bool = False


_ORDINAL = r"(?:thứ|THỨ)\s(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|NHẤT|HAI|BA|TƯ|NĂM|SÁU|BẢY|TÁM|CHÍN|MƯỜI)"
_COUNTED = r"[IVXLC]{1,8}[a-zđ]?|\d{1,3}[a-zđ]?"
_PUNCTUATION = r"(?P<stop>\s?(?:\.\s?[-–]|[.:]|[-–]))?"

_GROUPS = (
    (RowKind.PART, re.compile(rf"(?:Phần|PHẦN)\s(?P<number>{_ORDINAL}|{_COUNTED}){_PUNCTUATION}(?!\w)")),
    (RowKind.CHAPTER, re.compile(rf"(?:Chương|CHƯƠNG)\s(?P<number>{_COUNTED}){_PUNCTUATION}")),
    (RowKind.SUBSECTION, re.compile(rf"(?:Tiểu mục|TIỂU MỤC)\s(?P<number>{_COUNTED}){_PUNCTUATION}")),
    (RowKind.SECTION, re.compile(rf"(?:Mục|MỤC)\s(?P<number>{_COUNTED}){_PUNCTUATION}")),
)
_ARTICLE = re.compile(rf"(?:Điều|ĐIỀU)\s(?P<number>\d{{1,4}}[a-zđ]{{0,2}}){_PUNCTUATION}")
_SUBCLAUSE = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})(?P<stop>[.)])?(?=\s|$)")
_CLAUSE = re.compile(r"(?P<number>\d{1,3}[a-zđ]?)(?P<stop>[.)/])")
_POINT = re.compile(r"(?P<number>([a-zđ])\2?\d{0,2})(?P<stop>[).])")
_DASH = re.compile(r"[-–—•▪]")
_PLUS = re.compile(r"\+")
_ROMAN = re.compile(r"(?P<number>[IVXL]{1,6})(?P<stop>[./])(?=\s)")


def find_marker(text: str) -> Marker | None:
    """Return the mark that a single-spaced line starts with, or None.

    Only the line itself is judged; whether the mark makes sense at its place is the reader's matter.
    """
    first = text[:1]
    if first in "PpCcTtMm":
        return _group(text)
    if first == "Đ":
        return _article(text)
    if first.isdigit():
        return _subclause(text) or _clause(text)
    if first in "-–—•▪":
        return _item(RowKind.DASH, _DASH, text)
    if first == "+":
        return _item(RowKind.PLUS, _PLUS, text)
    return _point(text) or _roman(text)


def _marker(kind: RowKind, match: re.Match[str], *, doubtful: bool = False) -> Marker:
    text = match.string
    rest = text[match.end() :]
    number = match["number"] if "number" in match.re.groupindex else ""
    glued = bool(rest) and not rest[0].isspace()
    return Marker(kind, number, match[0].rstrip(), rest.strip(), glued, doubtful)


def _group(text: str) -> Marker | None:
    for kind, pattern in _GROUPS:
        match = pattern.match(text)
        if match:
            rest = text[match.end() :]
            if match["stop"] or not rest or (rest[0].isspace() and rest.isupper()):
                return _marker(kind, match)
            return None
    return _point(text)


def _article(text: str) -> Marker | None:
    match = _ARTICLE.match(text)
    if not match:
        return None
    rest = text[match.end() :]
    if match["stop"]:
        glued_to_lower = bool(rest) and not (rest[0].isspace() or rest[0].isupper() or rest[0] in '“"([')
        return None if glued_to_lower else _marker(RowKind.ARTICLE, match)
    return None if rest else _marker(RowKind.ARTICLE, match, doubtful=True)


def _subclause(text: str) -> Marker | None:
    match = _SUBCLAUSE.match(text)
    if not match:
        return None
    rest = text[match.end() :].strip()
    if not match["stop"] and not rest[:1].isupper():
        return None
    return _marker(RowKind.SUBCLAUSE, match)


def _clause(text: str) -> Marker | None:
    match = _CLAUSE.match(text)
    if not match:
        return None
    rest = text[match.end() :]
    if rest and not rest[0].isspace() and (match["stop"] == "/" or not (rest[0].isupper() or rest[0] in "“(")):
        return None
    return _marker(RowKind.CLAUSE, match, doubtful=not rest)


def _point(text: str) -> Marker | None:
    match = _POINT.match(text)
    if not match:
        return None
    rest = text[match.end() :]
    if match["stop"] == ".":
        followed = rest[:1].isspace() and rest.strip()[:1].isupper()
        return _marker(RowKind.POINT, match, doubtful=True) if followed else None
    if rest and not (rest[0].isspace() or rest[0].isalpha() or rest[0] in "“("):
        return None
    return _marker(RowKind.POINT, match)


def _item(kind: RowKind, pattern: re.Pattern[str], text: str) -> Marker | None:
    match = pattern.match(text)
    if not match:
        return None
    following = text[match.end() : match.end() + 1]
    if not (following.isspace() or following.isalpha() or following == "“"):
        return None
    return _marker(kind, match)


def _roman(text: str) -> Marker | None:
    match = _ROMAN.match(text)
    return _marker(RowKind.SECTION, match, doubtful=True) if match else None
