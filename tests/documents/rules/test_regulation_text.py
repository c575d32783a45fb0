"""The City's regulation, as its PDF gives it, comes out complete and in order (R0-1)."""

import json
import unicodedata
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from documents.enums import RowKind
from documents.rules.legal_text import LegalText, Row, parse, problems
from tests.documents.rules.samples import REGULATION

GOLDEN = json.loads((Path(__file__).parent / "golden" / "regulation.json").read_text(encoding="utf-8"))

# Counted by reading the source: article → khoản, điểm, "-", "+", paragraphs without a mark.
ROWS_OF_ARTICLES = {
    "1": (2, 0, 0, 0, 0),
    "2": (2, 3, 2, 0, 1),
    "3": (9, 0, 0, 0, 0),
    "4": (5, 0, 0, 0, 1),
    "5": (3, 0, 0, 0, 0),
    "6": (5, 8, 3, 2, 3),
    "7": (0, 0, 0, 0, 1),
    "8": (2, 0, 0, 0, 0),
    "9": (7, 0, 0, 0, 0),
    "10": (4, 5, 0, 0, 2),
    "11": (3, 8, 0, 0, 0),
    "12": (0, 0, 0, 0, 1),
}


@pytest.fixture(scope="module")
def regulation() -> LegalText:
    return parse(REGULATION)


@pytest.fixture(scope="module")
def rows(regulation: LegalText) -> dict[str, Row]:
    return {row.anchor: row for row in regulation.rows}


def test_every_word_of_the_source_is_kept_in_order_and_none_is_added(regulation: LegalText) -> None:
    printed = chain.from_iterable((row.label, row.heading, row.text) for row in regulation.rows)
    words = " ".join(printed).split()
    assert words == unicodedata.normalize("NFC", REGULATION).split()
    assert len(words) == 3276


@pytest.mark.parametrize("index", [0, 1])
def test_every_row_is_the_one_read_by_eye(regulation: LegalText, index: int) -> None:
    part = regulation.parts[index]
    found = []
    for row in part.rows:
        words = f"{row.heading} {row.text}".split()
        role = "heading" if row.heading else "text" if row.text else ""
        anchor = row.anchor.removeprefix(f"{part.kind}.")
        found.append([anchor, row.label, " ".join(words[:6]), " ".join(words[-2:]), role])
    assert (part.kind, part.title) == (GOLDEN[index]["kind"], GOLDEN[index]["title"])
    assert found == GOLDEN[index]["rows"]


@pytest.mark.parametrize("number", ROWS_OF_ARTICLES)
def test_each_article_has_the_rows_counted_in_the_source(regulation: LegalText, number: str) -> None:
    start = f"quy-che.dieu-{number}."
    kinds = Counter(row.kind for row in regulation.rows if row.anchor.startswith(start))
    counted = (RowKind.CLAUSE, RowKind.POINT, RowKind.DASH, RowKind.PLUS, RowKind.PARAGRAPH)
    assert tuple(kinds[kind] for kind in counted) == ROWS_OF_ARTICLES[number]
    assert sum(kinds.values()) == sum(ROWS_OF_ARTICLES[number])


def test_a_heading_broken_into_two_lines_is_one_heading(rows: dict[str, Row]) -> None:
    assert rows["quy-che.dieu-6"].heading == (
        "Tiếp nhận, thu thập, xử lý, biên tập, duyệt, đăng tải, cập nhật, lưu trữ thông tin"
    )
    assert rows["quy-che.dieu-10"].heading.endswith("quản lý, phát triển Trang thông tin")


def test_an_article_that_is_a_sentence_has_no_heading(rows: dict[str, Row]) -> None:
    article = rows["quyet-dinh.dieu-1"]
    assert article.heading == ""
    assert article.text.startswith("Ban hành kèm theo Quyết định này")
    assert article.text.endswith("của thành phố Hà Nội.")


def test_a_clause_at_the_start_of_a_page_is_a_row_of_its_own(rows: dict[str, Row]) -> None:
    assert rows["quy-che.dieu-3.khoan-3"].text.endswith("quy định pháp luật khác có liên quan.")
    assert rows["quy-che.dieu-10.khoan-4"].heading == "Về kinh phí"
    assert rows["quy-che.dieu-6.khoan-3.diem-a"].text.endswith("lên Trang thông tin.")


def test_the_missing_number_and_date_stay_missing(rows: dict[str, Row]) -> None:
    basis = rows["quy-che.kem-theo"].text
    assert basis == "(Ban hành kèm theo Quyết định số /QĐ-UBND ngày / /2025 của UBND Thành phố)"


def test_the_time_limits_hang_under_their_dash(rows: dict[str, Row]) -> None:
    limit = rows["quy-che.dieu-6.khoan-1.diem-a.gach-3.cong-1"]
    assert limit.text.startswith("Không quá 48 giờ kể từ thời điểm")
    assert limit.depth == rows["quy-che.chuong-ii"].depth + 5


def test_the_contents_list_four_chapters_with_their_articles(regulation: LegalText) -> None:
    decision, statute = regulation.articles()
    assert [entry.label for entry in decision.children] == ["Điều 1.", "Điều 2.", "Điều 3."]
    assert [(entry.label, len(entry.children)) for entry in statute.children] == [
        ("Chương I", 3),
        ("Chương II", 4),
        ("Chương III", 3),
        ("Chương IV", 2),
    ]
    assert statute.children[0].title == "QUY ĐỊNH CHUNG"
    assert statute.children[3].children[1].title == "Sửa đổi, bổ sung Quy chế"
    assert decision.children[0].title.endswith("Cải cách…")


def test_nothing_is_wrong_with_it() -> None:
    assert problems(REGULATION) == ()


def test_other_line_ends_and_page_feeds_give_the_same_rows(regulation: LegalText) -> None:
    assert parse(REGULATION.replace("\n", "\r\n")) == regulation
    assert parse(REGULATION.replace("\n ", "\n\f")) == regulation
    assert parse(unicodedata.normalize("NFD", REGULATION)) == regulation
