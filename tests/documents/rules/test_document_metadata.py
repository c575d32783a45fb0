"""A text's number, date, issuer and signer are read where they stand and are never invented (R0-1)."""

from datetime import date

import pytest

from documents.enums import DocumentType
from documents.rules.legal_text import parse
from documents.rules.metadata import Metadata, read_metadata
from tests.documents.rules.samples import AMENDING_LAW, REGULATION


def test_the_regulation_has_neither_number_nor_date() -> None:
    assert read_metadata(parse(REGULATION)) == Metadata(
        type=DocumentType.DECISION,
        title="Ban hành Quy chế hoạt động của Trang thông tin Cải cách hành chính thành phố Hà Nội",
        number=None,
        issuer="ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI",
        signer="Nguyễn Trọng Đông",
        issued=None,
    )


def test_a_law_states_its_attributes_above_the_title() -> None:
    assert read_metadata(parse(AMENDING_LAW)) == Metadata(
        type=DocumentType.LAW,
        title="SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT MẪU",
        number="99/2025/QH15",
        issuer="QUỐC HỘI",
        signer="Trần Văn Mẫu",
        issued=date(2025, 6, 27),
    )


def test_a_law_without_a_date_above_was_issued_on_the_day_of_its_adoption() -> None:
    source = AMENDING_LAW.replace("Hà Nội, ngày 27 tháng 6 năm 2025\n", "")
    assert read_metadata(parse(source)).issued == date(2025, 6, 26)


def test_two_columns_above_the_title_give_number_date_and_issuer() -> None:
    source = (
        "ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "THÀNH PHỐ HÀ NỘI      Độc lập - Tự do - Hạnh phúc\n"
        "Số: 043/2025/QĐ-UBND      Hà Nội, ngày 05 tháng 3 năm 2025\n"
        "QUYẾT ĐỊNH\nVề việc mẫu\nĐiều 1. Một.\n"
    )
    read = read_metadata(parse(source))
    assert (read.number, read.issued) == ("043/2025/QĐ-UBND", date(2025, 3, 5))
    assert read.issuer == "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI"


@pytest.mark.parametrize(
    ("attached", "number", "issued"),
    [
        ("số 12/QĐ-UBND ngày 24/01/2025 của UBND Thành phố", "12/QĐ-UBND", date(2025, 1, 24)),
        ("số 66.13/2026/NQ-CP ngày 01 tháng 02 năm 2026", "66.13/2026/NQ-CP", date(2026, 2, 1)),
        ("số 12 / QĐ-UBND ngày 31/02/2025", "12/QĐ-UBND", None),
        ("số        /QĐ-UBND ngày          /       /2025", None, None),
        ("số ..../QĐ-UBND ngày ... tháng ... năm 2025", None, None),
    ],
)
def test_the_attached_line_gives_what_is_filled_in(attached: str, number: str | None, issued: date | None) -> None:
    read = read_metadata(parse(f"QUY CHẾ\nMẪU\n(Ban hành kèm theo Quyết định {attached})\nĐiều 1. Một.\n"))
    assert (read.number, read.issued) == (number, issued)


def test_a_number_in_the_legal_basis_is_not_the_documents_own() -> None:
    read = read_metadata(parse("QUYẾT ĐỊNH\nMẫu\nCăn cứ Nghị định số 42/2022/NĐ-CP;\nĐiều 1. Một."))
    assert (read.number, read.issued, read.issuer, read.signer) == (None, None, None, None)


def test_an_empty_text_says_nothing_about_itself() -> None:
    assert read_metadata(parse("")) == Metadata()
