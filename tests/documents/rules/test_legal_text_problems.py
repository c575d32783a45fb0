"""Editors are told in Vietnamese, with the line, what is wrong with a raw text."""

import pytest

from documents.rules.legal_text import MAX_TEXT_LENGTH, MAX_TEXT_LINES, Problem, Severity, problems
from documents.rules.legal_text.problems import MAX_PROBLEMS
from tests.documents.rules.samples import AMENDING_LAW


def found(source: str) -> list[tuple[str, Severity, int]]:
    return [(problem.code, problem.severity, problem.line) for problem in problems(source)]


@pytest.mark.parametrize("source", ["", "   \n\t\n", "\u200b\ufeff"])
def test_an_empty_text_is_an_error(source: str) -> None:
    assert problems(source) == (Problem("empty", "Văn bản không có nội dung.", Severity.ERROR),)


def test_a_text_without_articles_is_an_error_unless_none_are_needed() -> None:
    assert found("Chỉ là một câu.") == [("no-articles", Severity.ERROR, 0)]
    assert [p.severity for p in problems("Chỉ là một câu.", needs_articles=False)] == [Severity.WARNING]


def test_an_article_number_used_twice_is_an_error_that_names_both_lines() -> None:
    (problem,) = problems("Điều 1. Một.\nĐiều 2. Hai.\n\nĐiều 2. Ba.")
    assert problem == Problem("duplicate-article", "Dòng 4: Điều 2 đã có ở dòng 2.", Severity.ERROR, 4)


def test_the_same_number_in_another_part_is_no_problem() -> None:
    assert problems(AMENDING_LAW) == ()


def test_chapters_out_of_order_are_an_error() -> None:
    source = "Chương I\nA\nĐiều 1. Một.\nChương III\nB\nĐiều 2. Hai.\nChương II\nC\nĐiều 3. Ba."
    assert found(source) == [("order-chuong", Severity.ERROR, 7), ("gap-chuong", Severity.WARNING, 4)]


def test_a_chapter_number_used_twice_is_an_error() -> None:
    assert found("Chương I\nA\nĐiều 1. Một.\nChương I\nB\nĐiều 2. Hai.") == [("duplicate-chuong", Severity.ERROR, 4)]


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("Điều 1. Một.\nĐiều 3. Ba.", "gap-dieu", 2),
        ("Điều 2. Hai.", "gap-dieu", 1),
        ("Điều 1. Tên\n1. Một.\n3. Ba.", "gap-khoan", 3),
        ("Điều 1. Tên\n1. Một:\na) A;\nc) C.", "gap-diem", 4),
        ("Điều 1. Tên\n1. Một.\n2. Hai.\n1. Lặp.", "duplicate-khoan", 4),
    ],
)
def test_gaps_and_repeated_clauses_are_warnings(source: str, code: str, line: int) -> None:
    assert found(source) == [(code, Severity.WARNING, line)]


def test_an_inserted_article_leaves_no_gap() -> None:
    assert found("Điều 1. Một.\nĐiều 1a. Một a.\nĐiều 1b. Một b.\nĐiều 2. Hai.") == []


def test_articles_going_back_are_an_error() -> None:
    assert ("order-dieu", Severity.ERROR, 3) in found("Điều 1. Một.\nĐiều 5. Năm.\nĐiều 4. Bốn.")


def test_a_control_character_is_an_error_at_its_line() -> None:
    source = "Điều 1. Một.\n" * 1 + "Điều 2. Hai" + " chữ" * 60 + "\x00.\nĐiều 3. Ba."
    assert found(source) == [("control", Severity.ERROR, 2)]


def test_a_hidden_turn_of_direction_is_a_warning() -> None:
    assert found("Điều 1. Một \u202e.") == [("bidi", Severity.WARNING, 1)]


def test_binary_content_is_one_error() -> None:
    source = "%PDF-1.7\n" + "\x00\x01\ufffd\x02abc" * 50
    assert [code for code, _, _ in found(source)] == ["binary"]


def test_a_line_with_only_a_number_may_be_a_page_number() -> None:
    assert found("Điều 1. Một chữ\n2\nvà chữ nữa.") == [("page-number", Severity.WARNING, 2)]


def test_a_text_that_is_too_long_is_one_error() -> None:
    (problem,) = problems("a" * (MAX_TEXT_LENGTH + 1))
    assert (problem.code, problem.message) == ("too-long", "Văn bản dài quá 2.000.000 ký tự.")
    (problem,) = problems("a\n" * (MAX_TEXT_LINES + 1))
    assert (problem.code, problem.message) == ("too-long", "Văn bản có quá 100.000 dòng.")


def test_the_list_of_problems_is_bounded() -> None:
    assert len(problems("Điều 1. Một.\n" * 1000)) == MAX_PROBLEMS
