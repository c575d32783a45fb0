"""Markings of secrecy are found, words that merely hold “mật” are not (R3.3-2)."""

import unicodedata

import pytest

from core.lib.files.secrecy import marking_of_name, marking_of_text

MARKED = [
    "MẬT",
    "Mật",
    "TỐI MẬT",
    "[Tuyệt mật]",
    "Độ mật: Mật",
    "Mức độ mật: Tối mật",
    "(Lưu hành nội bộ)",
    "Tài liệu lưu hành nội bộ",
    "ỦY BAN NHÂN DÂN\tMẬT\tCỘNG HÒA XÃ HỘI",
    "THÀNH PHỐ HÀ NỘI  TỐI MẬT  Độc lập",
    "TOI MAT",
    "LUU HANH NOI BO",
    "Đây là tài liệu lưu hành nội bộ, không phổ biến",
]
UNMARKED = [
    "Bảo mật thông tin",
    "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "Mật khẩu",
    "mật độ dân cư",
    "Danh mục bí mật nhà nước độ Tối mật, Tuyệt mật theo quy định",
    "quy trình nội bộ",
    "Mặt bằng",
    "MẶT",
    "toi mat giay to",
    "Tôi mất giấy tờ",
    "lưu hành xe trong nội bộ thành phố",
    "",
]


@pytest.mark.parametrize("line", MARKED)
def test_a_marking_is_found(line):
    assert marking_of_text(f"Kính gửi\n{line}\nNội dung")


@pytest.mark.parametrize("line", MARKED)
def test_a_marking_is_found_in_decomposed_form(line):
    assert marking_of_text(unicodedata.normalize("NFD", line))


@pytest.mark.parametrize("line", UNMARKED)
def test_other_words_are_no_marking(line):
    assert marking_of_text(f"Kính gửi\n{line}\nNội dung") == ""


@pytest.mark.parametrize(
    "name", ["CV mật.docx", "tối_mật.pdf", "bao-cao-toi-mat.pdf", "Lưu hành nội bộ.txt", "qd_MAT_12.pdf"]
)
def test_a_marking_of_a_name_is_found(name):
    assert marking_of_name(name)


@pytest.mark.parametrize(
    "name", ["bảo mật.docx", "chính sách bảo-mật.pdf", "mật khẩu.txt", "mat-bang.pdf", "MAT BANG.pdf", "mật_độ.xlsx"]
)
def test_other_names_are_no_marking(name):
    assert marking_of_name(name) == ""


def test_a_pile_of_lines_is_read_in_linear_time():
    assert marking_of_text("độ mật: " * 200_000) == ""
    assert marking_of_text("- - \t" * 200_000) == ""
