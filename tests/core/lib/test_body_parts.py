"""A Word file's words come into a page by a few known elements, and nothing else does (R6.2)."""

import unicodedata
from io import BytesIO
from zipfile import ZipFile

import pytest

from core.lib.body_parts import Paragraphs, Table, parts_of_docx, parts_of_html, parts_of_text
from core.lib.file_text import UnreadableFileError
from tests.core.uploads import harmless


def html(source):
    return "".join(part.html for part in parts_of_html(source) if isinstance(part, Paragraphs))


def test_headings_paragraphs_and_lists_stay():
    source = "<h1>Một</h1><p>Hai <strong>ba</strong></p><ul><li>bốn</li><li>năm</li></ul>"
    assert html(source) == "<h2>Một</h2><p>Hai <b>ba</b></p><ul><li>bốn</li><li>năm</li></ul>"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p onclick='x()'>a</p>", "<p>a</p>"),
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<p>a</p><style>p{}</style>", "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p>a</p>"),
        (
            '<p><a href="https://hanoi.gov.vn/?a=1&amp;b=2">a</a></p>',
            '<p><a href="https://hanoi.gov.vn/?a=1&amp;b=2">a</a></p>',
        ),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<p>&lt;script&gt;</p>", "<p>&lt;script&gt;</p>"),
        ('<p><img src="http://example.vn/x.png">a</p>', "<p>a</p>"),
        ("<div>a<p>b", "<p>a</p><p>b</p>"),
        ("<p><b>a<i>b</p><p>c</p>", "<p><b>a<i>b</i></b></p><p>c</p>"),
        ("<p>  </p><p></p>", ""),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "<ul><li>a</li><ol><li>b</li></ol></ul>"),
        ("<li>a</li>", "<p>a</p>"),
        ("", ""),
    ],
)
def test_nothing_else_does(source, expected):
    assert html(source) == expected


def test_a_table_is_rows_of_words_of_one_length():
    found = parts_of_html("<p>a</p><table><tr><th>Kỳ</th><th>Số</th></tr><tr><td><p>I</p></td></tr></table><p>b</p>")
    assert found == [Paragraphs("<p>a</p>"), Table((("Kỳ", "Số"), ("I", ""))), Paragraphs("<p>b</p>")]


def test_a_table_in_a_table_gives_its_words():
    assert parts_of_html("<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>") == [
        Table((("a",), ("b",)))
    ]


def test_a_word_file_gives_its_paragraphs_in_nfc():
    data = harmless.open_xml(text=unicodedata.normalize("NFD", "Kế hoạch cải cách"))
    assert parts_of_docx(data) == [Paragraphs("<p>Kế hoạch cải cách</p>")]


@pytest.mark.parametrize("data", [b"", b"khong phai", harmless.zipped({"a": "b"}), harmless.open_xml()[:200]])
def test_a_broken_word_file_is_named(data):
    with pytest.raises(UnreadableFileError, match="Word"):
        parts_of_docx(data)


def test_a_word_file_that_swells_is_refused():
    buffer = BytesIO(harmless.open_xml())
    with ZipFile(buffer, "a", 8) as archive:
        archive.writestr("word/media/a.bin", b"0" * (201 * 1024 * 1024))
    with pytest.raises(UnreadableFileError, match="quá lớn"):
        parts_of_docx(buffer.getvalue())


def test_a_plain_text_is_parted_by_empty_lines_or_by_lines():
    assert parts_of_text("a\nb\n\nc <d>") == [Paragraphs("<p>a b</p><p>c &lt;d&gt;</p>")]
    assert parts_of_text("a\nb") == [Paragraphs("<p>a</p><p>b</p>")]
    assert parts_of_text(" \n ") == []
