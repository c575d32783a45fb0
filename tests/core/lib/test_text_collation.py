"""Lists are in Vietnamese dictionary order, the order of ICU `vi` (RX-2)."""

import unicodedata

import pytest
from hypothesis import given

from core.lib.text import sort_key
from tests.core.lib.hostile import HOSTILE_TEXTS, any_text

# Each list was put in order by ICU 72 with the locale vi.
LETTERS = list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
TONES = ["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ẳ", "ẵ", "ắ", "ặ", "â", "ầ", "ẩ", "ẫ", "ấ", "ậ", "b"]
WARDS = [
    "Ba Đình",
    "Bạch Mai",
    "Bồ Đề",
    "Cầu Giấy",
    "Cửa Nam",
    "Dương Nội",
    "Đại Mỗ",
    "Định Công",
    "Đống Đa",
    "Giảng Võ",
    "Hà Đông",
    "Hai Bà Trưng",
    "Hoàn Kiếm",
    "Ngọc Hà",
    "Ô Chợ Dừa",
    "Phú Diễn",
    "Tây Hồ",
    "Tùng Thiện",
    "Từ Liêm",
    "Yên Hòa",
]
TONES_AFTER_LETTERS = ["ban", "bàn", "bán", "bạn", "bàn bạc", "banh", "bánh"]
SIGNS_DIGITS_LETTERS = ["", "a b", "a-b", "a1", "aa", "ab"]
CASES = ["đa", "Đa", "ĐA", "đà", "Đà"]


@pytest.mark.parametrize(
    "ordered",
    [LETTERS, TONES, WARDS, TONES_AFTER_LETTERS, SIGNS_DIGITS_LETTERS, CASES],
    ids=lambda names: names[-1],
)
def test_the_order_is_that_of_the_dictionary(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered


def test_d_with_stroke_comes_between_d_and_e() -> None:
    assert sort_key("Dz") < sort_key("Đa") < sort_key("E")


def test_decomposed_and_look_alike_letters_sort_like_the_stored_ones() -> None:
    assert sort_key(unicodedata.normalize("NFD", "Hợp nhất ậ")) == sort_key("Hợp nhất ậ")
    assert sort_key("Ðống Đa") == sort_key("Đống Đa")


def test_white_space_at_the_ends_does_not_count() -> None:
    assert sort_key("  Đống \n Đa ") == sort_key("Đống Đa")


def test_foreign_letters_come_after_z_and_foreign_marks_after_tones() -> None:
    assert sort_key("z") < sort_key("Я")
    assert sort_key("ạ") < sort_key("ä") < sort_key("ă")


@given(any_text)
def test_every_text_has_a_key_that_can_be_stored(s: str) -> None:
    key = sort_key(s)
    assert key == sort_key(unicodedata.normalize("NFD", s))
    assert "\x00" not in key
    assert key.encode().decode() == key


@pytest.mark.parametrize("make", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS.keys())
def test_time_grows_with_the_length_only(make, assert_linear) -> None:
    assert_linear(sort_key, make)
