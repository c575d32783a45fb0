"""Physical lines of a raw text, and how full they are: what tells a wrapped line from a paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from core.lib.text import clean
from documents.rules.legal_text.markers import find_marker

# A column of A4 at 14 points holds about 90 letters; longer lines were never wrapped.
_WIDEST_WRAPPED_COLUMN = 120
_NARROWEST_COLUMN = 60
_FULL_SHARE = 0.8
_LONGEST_ENDING = 20
_FULL_SHARE_AFTER_STOP = 0.92
_DOUBLE_SPACED_SHARE = 0.5
_WRAPPED_SHARE = 0.05

_PAGE_FEEDS = re.compile("[\f\v]")
_STOPPED = re.compile(r"[.;:!?…][\"”’)\]]*$")
_REFERS_ON = re.compile(r"(?:^|[\s(,;])(?:tại|và|hoặc|theo|của|các|từ|đến|khoản|điểm|điều)$", re.IGNORECASE)
_QUOTES = re.compile("[“”]")
_CLOSING = re.compile(r"[\s.;,]*$")
_STRAIGHT_CLOSING = re.compile(r'"[\s.;,]*$')


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line that is not blank: its 1-based number, its words and what stands around."""

    number: int
    text: str
    after_blank: bool = False
    quoted: bool = False

    @property
    def stopped(self) -> bool:
        """Whether the line ends with a mark that may end a paragraph."""
        return is_stopped(self.text)

    @property
    def refers_on(self) -> bool:
        """Whether the line ends inside a reference, such as "quy định tại khoản"."""
        return bool(_REFERS_ON.search(self.text[-_LONGEST_ENDING:]))

    @property
    def shouted(self) -> bool:
        """Whether the line is in capitals."""
        return self.text.isupper()

    @property
    def starts_low(self) -> bool:
        """Whether the line starts in the middle of a sentence: with a small letter, digit or sign."""
        first = self.text.lstrip("“\"'‘([")[:1]
        return not first.isupper()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text was set: its column, what blank lines mean, whether paragraphs were broken into lines."""

    width: int
    double_spaced: bool
    wrapped: bool

    @classmethod
    def of(cls, lines: list[Line]) -> "Layout":
        """Measure a text; the width is what nine of ten lines stay under, in letters."""
        lengths = sorted(len(line.text) for line in lines) or [0]
        width = max(lengths[len(lengths) * 9 // 10], _NARROWEST_COLUMN)
        gaps = sum(line.after_blank for line in lines)
        broken = sum(
            not line.stopped and following.text[0].islower() and find_marker(following.text) is None
            for line, following in pairwise(lines)
        )
        return cls(
            width=width,
            double_spaced=gaps > len(lines) * _DOUBLE_SPACED_SHARE,
            wrapped=width <= _WIDEST_WRAPPED_COLUMN and broken > len(lines) * _WRAPPED_SHARE,
        )

    def is_full(self, line: Line, following: Line, share: float = _FULL_SHARE) -> bool:
        """Tell whether the following line's first word had no room left on the line."""
        first_word = following.text.split(" ", 1)[0]
        return self.wrapped and len(line.text) + 1 + len(first_word) > self.width * share

    def fills(self, line: Line) -> bool:
        """Tell whether the line is as long as lines of body text are."""
        return not self.wrapped or len(line.text) > self.width * _FULL_SHARE

    def continues(self, line: Line, following: Line) -> bool:
        """Tell whether the following line goes on with the paragraph of the line."""
        if following.starts_low:
            return not (line.stopped and following.text[0].isdigit() and not self.is_full(line, following))
        if following.after_blank and not self.double_spaced and line.stopped:
            return False
        return self.is_full(line, following, _FULL_SHARE_AFTER_STOP if line.stopped else _FULL_SHARE)


def is_stopped(text: str) -> bool:
    """Tell whether a text ends with a mark that may end a paragraph: . ; : ! ? …"""
    return bool(_STOPPED.search(text[-_LONGEST_ENDING:]))


def normalised(text: str) -> str:
    """Return the text as it is read: cleaned, every line end a newline, every page feed a space."""
    return clean(_PAGE_FEEDS.sub(" ", text))


def read_lines(text: str) -> list[Line]:
    """Split a normalised text into its lines that are not blank, with quoted provisions marked."""
    lines: list[Line] = []
    blank = False
    for number, raw in enumerate(text.split("\n"), start=1):
        words = " ".join(raw.split())
        if words:
            lines.append(Line(number, words, after_blank=blank))
        blank = not words
    quoted = _quoted(lines)
    return [replace(line, quoted=True) if inside else line for line, inside in zip(lines, quoted, strict=True)]


def _quoted(lines: list[Line]) -> list[bool]:
    """Mark the lines inside quoted provisions, as in laws that amend others.

    A provision is quoted when the quotation starts a line or follows a colon, and ends a line.
    A quotation that never ends marks nothing.
    """
    steps = [0] * (len(lines) + 1)
    for first, last in (*_curly_spans(lines), *_straight_spans(lines)):
        steps[first] += 1
        steps[last + 1] -= 1
    marks: list[bool] = []
    depth = 0
    for step in steps[:-1]:
        depth += step
        marks.append(depth > 0)
    return marks


def _curly_spans(lines: list[Line]) -> Iterator[tuple[int, int]]:
    opened: list[tuple[int, bool, bool]] = []
    for index, line in enumerate(lines):
        for quote in _QUOTES.finditer(line.text):
            if quote[0] == "“":
                opened.append((index, *_opening(lines, index, quote.start())))
            elif opened:
                first, provision, at_start = opened.pop()
                if provision and _CLOSING.match(line.text, quote.end()):
                    yield (first if at_start else first + 1), max(index, first)


def _opening(lines: list[Line], index: int, at: int) -> tuple[bool, bool]:
    """Tell whether a quotation may hold a provision, and whether it starts its line."""
    text = lines[index].text
    if at > 0:
        return text[max(0, at - 2) : at].rstrip().endswith(":"), False
    announced = index > 0 and lines[index - 1].text.endswith(":")
    return announced or find_marker(text[1:].lstrip()) is not None, True


def _straight_spans(lines: list[Line]) -> Iterator[tuple[int, int]]:
    first: int | None = None
    for index, line in enumerate(lines):
        opens = line.text.startswith('"') and find_marker(line.text[1:].lstrip()) is not None
        if first is None and opens:
            first = index
        if first is not None and _STRAIGHT_CLOSING.search(line.text):
            yield first, index
            first = None
