"""What an editor has to know about a raw legal text before it is stored, in Vietnamese, line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from documents.enums import RowKind
from documents.rules.legal_text.model import LegalText, Part, Row
from documents.rules.legal_text.numbering import Position, follows, position

MAX_PROBLEMS = 50

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff\ud800-\udfff]")
_NEWLINES = re.compile("\r\n?|[\x85\u2028\u2029]")
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PAGE_NUMBER = re.compile(r"[ \t]*\d{1,4}[ \t]*")
_BINARY_SHARE = 0.01
_RESTARTED_BY: dict[RowKind, tuple[RowKind, ...]] = {
    RowKind.ARTICLE: (),
    RowKind.CHAPTER: (RowKind.PART,),
    RowKind.CLAUSE: (RowKind.PART, RowKind.CHAPTER, RowKind.SECTION, RowKind.SUBSECTION, RowKind.ARTICLE),
    RowKind.POINT: (RowKind.ARTICLE, RowKind.CLAUSE, RowKind.SUBCLAUSE, RowKind.CHAPTER, RowKind.SECTION),
}
_NAMES = {
    RowKind.ARTICLE: "Điều",
    RowKind.CHAPTER: "Chương",
    RowKind.CLAUSE: "khoản",
    RowKind.POINT: "điểm",
}


class Severity(StrEnum):
    """Whether a problem forbids storing the text or only asks for a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `line` is counted from 1, 0 stands for the whole text."""

    code: str
    message: str
    severity: Severity
    line: int = 0


def error(code: str, message: str, line: int = 0) -> Problem:
    """Return a problem that forbids storing the text."""
    return _problem(code, message, Severity.ERROR, line)


def warning(code: str, message: str, line: int = 0) -> Problem:
    """Return a problem that only asks for a look."""
    return _problem(code, message, Severity.WARNING, line)


def _problem(code: str, message: str, severity: Severity, line: int) -> Problem:
    return Problem(code, f"Dòng {line}: {message}" if line else message, severity, line)


def raw_problems(text: str) -> Iterator[Problem]:
    """Yield what is wrong with the characters of a raw text: binary content, controls, bidi marks."""
    text = _NEWLINES.sub("\n", text)
    controls = len(_CONTROLS.findall(text))
    if controls > len(text) * _BINARY_SHARE:
        yield error("binary", "Nội dung không phải là văn bản thuần (có thể là tệp nhị phân hoặc sai bảng mã).")
        return
    if controls:
        for line in _lines_with(_CONTROLS, text):
            yield error("control", "có ký tự điều khiển không đọc được; hãy xóa rồi nhập lại.", line)
    for line in _lines_with(_BIDI, text):
        yield warning("bidi", "có ký tự đổi hướng chữ ẩn; ký tự này sẽ bị bỏ.", line)
    for line in _page_numbers(text):
        yield warning("page-number", "chỉ có một con số, có thể là số trang lẫn vào nội dung.", line)


def structure_problems(text: LegalText, *, needs_articles: bool) -> Iterator[Problem]:
    """Yield what is wrong with the numbering of a text that was read."""
    if not any(part.rows_of(RowKind.ARTICLE) for part in text.parts):
        report = error if needs_articles else warning
        yield report("no-articles", "Không tìm thấy Điều nào trong văn bản.")
    for part in text.parts:
        yield from _duplicate_articles(part)
        for kind in _RESTARTED_BY:
            yield from _sequence_problems(part, kind)


def first(problems: Iterator[Problem]) -> tuple[Problem, ...]:
    """Return the errors, then the warnings, at most MAX_PROBLEMS of each."""
    found = list(islice(problems, 100 * MAX_PROBLEMS))
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    warnings = [problem for problem in found if problem.severity is Severity.WARNING]
    return (*errors[:MAX_PROBLEMS], *warnings[:MAX_PROBLEMS])


def _lines_with(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    if not pattern.search(text):
        return
    found = (number for number, line in enumerate(text.split("\n"), start=1) if pattern.search(line))
    yield from islice(found, MAX_PROBLEMS)


def _page_numbers(text: str) -> Iterator[int]:
    lines = enumerate(text.split("\n"), start=1)
    yield from islice((number for number, line in lines if _PAGE_NUMBER.fullmatch(line)), MAX_PROBLEMS)


def _duplicate_articles(part: Part) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for row in part.rows_of(RowKind.ARTICLE):
        number = row.number.lower()
        if number in lines:
            yield error("duplicate-article", f"Điều {row.number} đã có ở dòng {lines[number]}.", row.line)
        else:
            lines[number] = row.line


def _sequence_problems(part: Part, kind: RowKind) -> Iterator[Problem]:
    previous: Row | None = None
    seen: set[Position] = set()
    for row in part.rows:
        if row.kind in _RESTARTED_BY[kind]:
            previous = None
            seen.clear()
        place = position(kind, row.number) if row.kind == kind else None
        if place is None:
            continue
        if place in seen:
            if kind != RowKind.ARTICLE:
                yield _repeated(kind, row)
        else:
            yield from _step_problems(kind, previous, row, place)
        seen.add(place)
        previous = row


def _repeated(kind: RowKind, row: Row) -> Problem:
    report = error if kind == RowKind.CHAPTER else warning
    return report(f"duplicate-{kind.value}", f"{_NAMES[kind]} {row.number} bị lặp lại.", row.line)


def _step_problems(kind: RowKind, previous: Row | None, row: Row, place: Position) -> Iterator[Problem]:
    before = position(kind, previous.number) if previous else None
    if follows(before, place):
        return
    name = _NAMES[kind]
    if previous is not None and before is not None and place < before:
        report = error if kind in (RowKind.CHAPTER, RowKind.ARTICLE) else warning
        message = f"{name} {row.number} đứng sau {name} {previous.number}, sai thứ tự."
        yield report(f"order-{kind.value}", message, row.line)
    elif previous is None:
        yield warning(f"gap-{kind.value}", f"{name} {row.number} đứng đầu, thiếu số trước đó.", row.line)
    else:
        message = f"{name} {row.number} đứng ngay sau {name} {previous.number}, thiếu số ở giữa."
        yield warning(f"gap-{kind.value}", message, row.line)
