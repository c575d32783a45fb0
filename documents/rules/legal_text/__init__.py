"""The text of a legal document, read by part, chapter, article, khoản and điểm (R0-1, R4.1-1)."""

from itertools import chain

from core.lib.numbers import number
from documents.rules.legal_text.assembly import assemble
from documents.rules.legal_text.lines import Layout, normalised, read_lines
from documents.rules.legal_text.model import Entry, LegalText, LegalTextError, Part, Row
from documents.rules.legal_text.problems import (
    Problem,
    Severity,
    error,
    first,
    raw_problems,
    structure_problems,
)
from documents.rules.legal_text.reader import Reader

# Unicode characters; the longest codes of Vietnamese law have about 600,000.
MAX_TEXT_LENGTH = 2_000_000
# Lines that are not blank; the same codes have about 10,000.
MAX_TEXT_LINES = 100_000

__all__ = [
    "MAX_TEXT_LENGTH",
    "MAX_TEXT_LINES",
    "Entry",
    "LegalText",
    "LegalTextError",
    "Part",
    "Problem",
    "Row",
    "Severity",
    "parse",
    "problems",
]


def parse(text: str) -> LegalText:
    """Return the structure of a raw legal text, such as one taken from a PDF.

    The words of the result are exactly the words of `core.lib.text.clean(text)`, in order. Any text
    can be read; one without words has no parts. Raises LegalTextError when the text is longer than
    MAX_TEXT_LENGTH characters or has more than MAX_TEXT_LINES lines. Time grows linearly with the length.
    """
    if len(text) > MAX_TEXT_LENGTH:
        raise LegalTextError(f"Văn bản dài quá {number(MAX_TEXT_LENGTH)} ký tự.")
    lines = read_lines(normalised(text))
    if len(lines) > MAX_TEXT_LINES:
        raise LegalTextError(f"Văn bản có quá {number(MAX_TEXT_LINES)} dòng.")
    return assemble(Reader(Layout.of(lines)).read(lines))


def problems(text: str, *, needs_articles: bool = True) -> tuple[Problem, ...]:
    """Return what is wrong with a raw legal text, errors first; nothing is raised.

    With `needs_articles=False`, for plans and letters, a text without articles is only a warning.
    """
    try:
        read = parse(text)
    except LegalTextError as refusal:
        return (error("too-long", str(refusal)),)
    if not read.parts:
        return (error("empty", "Văn bản không có nội dung."),)
    raw = first(raw_problems(text))
    if any(problem.code == "binary" for problem in raw):
        return raw
    return first(chain(raw, structure_problems(read, needs_articles=needs_articles)))
