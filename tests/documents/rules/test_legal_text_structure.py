"""Parts, groups, articles, clauses and points of laws, decrees, plans and amending texts."""

import pytest

from core.lib.text import clean
from documents.enums import RowKind
from documents.rules.legal_text import LegalText, Row, parse
from tests.documents.rules.samples import AMENDING_LAW


@pytest.fixture(scope="module")
def law() -> LegalText:
    return parse(AMENDING_LAW)


def by_anchor(text: LegalText) -> dict[str, Row]:
    return {row.anchor: row for row in text.rows}


def anchors(source: str) -> list[str]:
    return [row.anchor for row in parse(source).rows]


def test_a_law_keeps_all_its_words(law: LegalText) -> None:
    assert law.words() == clean(AMENDING_LAW).split()


def test_groups_of_all_levels_lie_inside_one_another(law: LegalText) -> None:
    groups = [row for row in law.rows if row.kind in (RowKind.PART, RowKind.CHAPTER, RowKind.SUBSECTION)]
    assert [(row.label, row.heading, row.depth) for row in groups] == [
        ("PHẦN THỨ NHẤT", "NHỮNG QUY ĐỊNH CHUNG", 0),
        ("Chương I:", "QUY ĐỊNH CHUNG", 1),
        ("Tiểu mục 1.", "CHI TIẾT", 3),
    ]
    assert by_anchor(law)["luat.dieu-1"].depth == 4


def test_articles_in_quotation_marks_are_no_articles(law: LegalText) -> None:
    numbers = [row.number for row in law.parts[0].rows_of(RowKind.ARTICLE)]
    assert numbers == ["1", "2", "2a", "3"]
    quoted = [row.text for row in law.rows if row.kind == RowKind.QUOTE]
    assert quoted == [
        "“Điều 3. Giải thích từ ngữ",
        "1. “Dữ liệu” là thông tin.",
        "a) Điểm a trong trích dẫn;",
        "Điều 4. Vẫn trong trích dẫn”.",
        '"Điều 5a. Điều mới',
        '1. Nội dung mới."',
    ]
    assert by_anchor(law)["luat.dieu-1.khoan-3"].text == "Bãi bỏ khoản 2 Điều 7."


def test_a_quotation_that_never_ends_does_not_swallow_the_articles_behind_it() -> None:
    source = "Điều 1. Sửa đổi như sau:\n“Điều 3. Cũ\nNội dung.\nĐiều 2. Hiệu lực\nCó hiệu lực ngay."
    assert "dieu-2" in anchors(source)


def test_d_and_dd_have_their_own_addresses(law: LegalText) -> None:
    points = [row for row in law.rows if row.kind == RowKind.POINT]
    assert [(row.number, row.anchor.rsplit(".", 1)[1]) for row in points] == [
        ("a", "diem-a"),
        ("b", "diem-b"),
        ("c", "diem-c"),
        ("d", "diem-d"),
        ("đ", "diem-dd"),
        ("đ1", "diem-dd1"),
    ]
    assert points[0].anchor == "luat.dieu-2.khoan-1.tieu-khoan-1-2.diem-a"


def test_a_mark_printed_without_a_space_is_a_mark_and_stays_as_printed(law: LegalText) -> None:
    point = next(row for row in law.rows if row.number == "b")
    assert (point.label, point.text, point.printed) == ("b)", "Điểm b;", "b)Điểm b;")


def test_annexes_are_parts_with_numbered_addresses(law: LegalText) -> None:
    assert [(part.kind, part.anchor) for part in law.parts] == [
        ("luat", "luat"),
        ("phu-luc", "phu-luc-i"),
        ("phu-luc", "phu-luc-ii"),
    ]
    assert by_anchor(law)["phu-luc-i.muc-i.khoan-2"].text == "Thứ hai"


def test_the_parts_around_the_articles_have_their_kinds(law: LegalText) -> None:
    around = [
        (row.kind, row.text)
        for row in law.parts[0].rows
        if row.kind in (RowKind.BASIS, RowKind.ORDER, RowKind.SIGNATURE)
    ]
    assert [kind for kind, _ in around] == [
        RowKind.BASIS,
        RowKind.ORDER,
        RowKind.SIGNATURE,
        RowKind.SIGNATURE,
        RowKind.SIGNATURE,
    ]
    assert around[-1][1] == "Trần Văn Mẫu"


def test_one_document_has_addresses_without_its_name() -> None:
    source = "Chương I\nCHUNG\nĐiều 6. Tên điều\n1. Khoản:\na) Điểm a;\nđ) Điểm đ."
    assert anchors(source) == [
        "chuong-i",
        "dieu-6",
        "dieu-6.khoan-1",
        "dieu-6.khoan-1.diem-a",
        "dieu-6.khoan-1.diem-dd",
    ]


def test_an_address_given_twice_is_told_apart() -> None:
    assert anchors("Điều 1. Một.\nĐiều 1. Hai.\nĐiều 1. Ba.") == ["dieu-1", "dieu-1-lan-2", "dieu-1-lan-3"]


WRAPPED = (
    "Điều 7. Trách nhiệm của cơ quan, tổ chức, cá nhân trong việc thực hiện\n"
    "1. Cơ quan, tổ chức, cá nhân thực hiện đầy đủ các quy định tại khoản 2 và khoản\n"
    "3. Trường hợp này được nêu tại Điều 5 của Quy chế và các quy định khác tại\n"
    "Điều 8. Thời hạn do hai bên thống nhất, tối thiểu trước ngày cuối cùng của tháng\n"
    "12. Việc gia hạn thực hiện theo quy định hiện hành của pháp luật về lưu trữ và\n"
    "bảo quản tài liệu.\n"
    "2. Cá nhân thực hiện đúng thời hạn đã thông báo cho cơ quan, tổ chức có thẩm quyền\n"
    "theo quy định.\n"
)


def test_a_reference_at_a_line_break_opens_no_row() -> None:
    assert anchors(WRAPPED) == ["dieu-7", "dieu-7.khoan-1", "dieu-7.khoan-2"]


def test_a_heading_broken_early_before_a_capital_is_one_heading() -> None:
    source = WRAPPED + "Điều 8. Điều kiện của Cổng\nTrang thông tin\n1. Một.\nĐiều 9. Tên\nMột câu.\n1. Một.\n"
    rows = by_anchor(parse(source))
    assert rows["dieu-8"].heading == "Điều kiện của Cổng Trang thông tin"
    assert rows["dieu-9"].heading == "Tên"
    assert rows["dieu-9.doan-1"].text == "Một câu."


def test_articles_of_old_laws_without_a_full_stop_run_through_the_chapters() -> None:
    source = "Chương I\nCHUNG\nĐiều 1\nCâu một.\nChương II\nRIÊNG\nĐiều 2\nCâu hai.\nTheo\nĐiều 7\nthì thôi."
    assert [row.number for row in parse(source).rows if row.kind == RowKind.ARTICLE] == ["1", "2"]


def test_a_quoted_phrase_over_two_clauses_hides_no_clause() -> None:
    assert anchors("Điều 1. Tên\n1. Ghi rõ “Nguồn của tin.\n2. Hết phần ghi.”") == [
        "dieu-1",
        "dieu-1.khoan-1",
        "dieu-1.khoan-2",
    ]


def test_a_plan_is_read_by_roman_sections() -> None:
    source = (
        "KẾ HOẠCH\nCải cách hành chính năm 2026\nI. MỤC ĐÍCH\n1. Mục đích chung.\n- Ý thứ nhất;\n+ Ý nhỏ;\n"
        "II. YÊU CẦU\n1. Yêu cầu chung."
    )
    text = parse(source)
    assert text.parts[0].kind == "ke-hoach"
    assert [row.anchor for row in text.rows] == [
        "tieu-de",
        "muc-i",
        "muc-i.khoan-1",
        "muc-i.khoan-1.gach-1",
        "muc-i.khoan-1.gach-1.cong-1",
        "muc-ii",
        "muc-ii.khoan-1",
    ]


def test_a_chapter_heading_named_like_a_document_opens_no_part() -> None:
    text = parse("Chương I\nQUY ĐỊNH\nĐiều 1. Một.\nChương II\nHƯỚNG DẪN\nĐiều 2. Hai.")
    assert len(text.parts) == 1
    assert [row.heading for row in text.rows if row.kind == RowKind.CHAPTER] == ["QUY ĐỊNH", "HƯỚNG DẪN"]


def test_recipients_may_stand_behind_the_signature() -> None:
    source = "Điều 1. Hết./.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Mẫu\nNơi nhận:\n- Như Điều 1;\n- Lưu: VT."
    kinds = [row.kind for row in parse(source).rows]
    assert kinds[1:4] == [RowKind.SIGNATURE] * 3
    assert kinds[4:] == [RowKind.RECIPIENTS, RowKind.DASH, RowKind.DASH]


def test_an_attached_line_without_its_closing_bracket_does_not_swallow_the_rest() -> None:
    source = "QUY CHẾ\nMẫu\n(Ban hành kèm theo Quyết định" + "\ndòng thường" * 9 + "\nĐiều 1. Một."
    assert anchors(source)[-1] == "dieu-1"


def test_a_text_without_words_has_no_parts() -> None:
    assert parse("") == parse(" \n\x00\u200b\n\t") == LegalText()
