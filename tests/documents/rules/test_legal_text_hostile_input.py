"""Any text can be read: nothing is raised, no word is lost or added, addresses stay unique."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.lib.text import clean
from documents.rules.legal_text import LegalText, LegalTextError, parse, problems
from documents.rules.metadata import read_metadata
from tests.documents.rules.samples import AMENDING_LAW, REGULATION

PIECES = sorted(
    {line.strip() for line in (REGULATION + AMENDING_LAW).split("\n") if line.strip()}
    | {
        "“",
        "”",
        '"',
        "(",
        "Điều 1",
        "Điều 9999zz.",
        "1.1",
        "đđ)",
        "-",
        "+",
        "Chương",
        "MỤC LỤC",
        "Nơi nhận",
        ":",
    }
    | {"\x00", "\u202e", "\f", "\r", "\x85", "\u2028", "e\u0301\u0302", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}
    | {
        "Phần thứ nhất",
        "IIII. a",
        "Chương IC",
        "1/",
        "a.",
        "...",
        "TM.",
        "PHỤ LỤC",
        "Số: 1/",
        "ngày 31/02/2025",
    }
)
SOURCES = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(PIECES), max_size=40).map("\n".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=40).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("\n\n".join),
)


@settings(max_examples=250, deadline=None)
@given(SOURCES)
def test_any_text_keeps_its_words_and_gets_unique_addresses(source: str) -> None:
    text = parse(source)
    assert text.words() == clean(source).split()
    anchors = [row.anchor for row in text.rows]
    assert len(anchors) == len(set(anchors))
    assert all(row.printed and row.depth >= 0 for row in text.rows)
    assert LegalText.from_data(json.loads(json.dumps(text.to_data()))) == text
    assert all(problem.message for problem in problems(source))
    read_metadata(text)
    text.articles()


def test_a_text_over_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(LegalTextError, match="dài quá"):
        parse("Điều 1. Một.\n" * 800_000)


@pytest.mark.parametrize(
    "source",
    [
        "Căn cứ a\n" + "b c\n" * 50_000,
        "QUY CHẾ\n(a\n" + "b\n" * 50_000,
        ":“" * 100_000,
        "“Điều 1. a\n" * 50_000,
        "1." * 200_000,
        "a" + "\u0301" * 200_000,
        "Điều 1. " + "được " * 100_000,
        "Điều 1. a\n" * 50_000,
        "Số: " + "số1" * 100_000,
    ],
    ids=["basis", "bracket", "quotes", "quoted", "digits", "marks", "adopted", "articles", "number"],
)
def test_repeated_patterns_are_read_to_their_end(source: str) -> None:
    text = parse(source)
    read_metadata(text)
    assert text.words() == clean(source).split()


def test_100_000_lines_can_be_read() -> None:
    assert len(parse("Điều 1. a\n" * 100_000).rows) == 100_000
