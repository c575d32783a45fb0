"""Text of attached files, and clear words for files that cannot be read."""

from io import BytesIO

import docx
import pytest

from core.lib.file_text import MAX_FILE_BYTES, UnreadableFileError, extract

MINIMAL_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 144]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 44>>stream
BT /F1 18 Tf 20 100 Td (Cai cach hanh chinh) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R/Size 6>>
startxref
0
%%EOF
"""


def word_file(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_word_files_give_their_text() -> None:
    assert extract(word_file("Điều 1. Phạm vi"), "Quy chế.DOCX").strip() == "Điều 1. Phạm vi"


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_pdf_files_give_their_text() -> None:
    assert "Cai cach hanh chinh" in extract(MINIMAL_PDF, "a.pdf")


def test_decomposed_text_comes_out_composed() -> None:
    assert extract("Ca\u0309i ca\u0301ch".encode(), "a.txt") == "Cải cách"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"not a pdf", "a.pdf"),
        (b"%PDF-1.7\n\x00\xff", "a.pdf"),
        (b"", "a.pdf"),
        (b"PK\x03\x04broken", "a.docx"),
        (b"", "a.docx"),
        ("Điều 1".encode("utf-16"), "a.txt"),
        (b"text", "a.exe"),
        (b"text", "no-ending"),
        (b"x" * (MAX_FILE_BYTES + 1), "a.txt"),
    ],
)
def test_an_unreadable_file_is_refused_in_words(data: bytes, name: str) -> None:
    with pytest.raises(UnreadableFileError) as error:
        extract(data, name)
    assert str(error.value).startswith(("Tệp", "Chỉ đọc"))
