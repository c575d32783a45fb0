"""Vietnamese text is stored in one form and found without accents (RX-2, T9, T10)."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lib.text import clean, fold, nfc, slugify, words
from tests.core.lib.hostile import HOSTILE_TEXTS, any_text

DONG_DA = "Đống Đa"


def nfd(s: str) -> str:
    return unicodedata.normalize("NFD", s)


def test_nfc_composes_decomposed_vietnamese() -> None:
    title = "Cải cách hành chính"
    assert len(nfd(title)) == 23
    assert nfc(nfd(title)) == title
    assert len(nfc(nfd(title))) == 19


@pytest.mark.parametrize("look_alike", ["Ðống", "Ɖống", "Đống"])
def test_clean_knows_one_capital_d_with_stroke(look_alike: str) -> None:
    assert clean(look_alike) == "Đống"


@pytest.mark.parametrize("look_alike", ["ðống", "ɖống", "đống"])
def test_clean_knows_one_small_d_with_stroke(look_alike: str) -> None:
    assert clean(look_alike) == "đống"


@pytest.mark.parametrize(
    "unwanted",
    [
        "\x00",
        "\x08",
        "\x1b",
        "\x7f",
        "\x9f",
        "\xad",
        "\u200b",
        "\u200e",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\ud800",
        "\uffff",
    ],
)
def test_clean_drops_invisible_and_dangerous_characters(unwanted: str) -> None:
    assert clean(f"Hà{unwanted} Nội{unwanted}") == "Hà Nội"


def test_clean_composes_across_a_dropped_character() -> None:
    assert clean("e\u200b\u0301") == "é"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_clean_keeps_line_ends_in_one_form(line_end: str) -> None:
    assert clean(f"Điều 1{line_end}Điều 2") == "Điều 1\nĐiều 2"


def test_clean_keeps_tabs_and_joined_emoji() -> None:
    assert clean("a\tb 👨‍👩‍👧") == "a\tb 👨‍👩‍👧"


@pytest.mark.parametrize(
    "query",
    ["dong da", "đống đa", nfd(DONG_DA), "DONG ĐA", "Ðống Ða", "Đống-Đa", "  đống\u00a0đa ", "ĐỐNG ĐA"],
)
def test_every_spelling_folds_to_the_same_words(query: str) -> None:
    assert fold(query) == fold(DONG_DA) == "dong da"


def test_both_places_of_a_tone_mark_fold_alike() -> None:
    assert fold("hoà") == fold("hòa") == "hoa"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("66.13/2026/NQ-CP", "66 13 2026 nq cp"),
        ("“Nghị quyết” – số: 5666/QĐ-UBND;", "nghi quyet so 5666 qd ubnd"),
        ("ﬁle ２０２６ m²", "file 2026 m2"),
        ("hành\u00adchính", "hanhchinh"),
        ("Đố\u200dng Đa", "dong da"),
        ("một_hai\nba\x0cbốn", "mot hai ba bon"),
        ("Łódź Øresund Straße", "lodz oresund strasse"),
        ("…!?", ""),
        ("", ""),
    ],
)
def test_fold_keeps_letters_and_digits_only(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_keep_order_and_repetition() -> None:
    assert words("Đến, đi và đến.") == ["den", "di", "va", "den"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đề án 06", "de-an-06"),
        ("Quyết định số 5666/QĐ-UBND", "quyet-dinh-so-5666-qd-ubnd"),
        (nfd("Phường Ô Chợ Dừa"), "phuong-o-cho-dua"),
        ("Chuyển đổi số & CCHC 2026!", "chuyen-doi-so-cchc-2026"),
        ("Новости", ""),
        ("---", ""),
    ],
)
def test_slug_is_ascii_and_keeps_d(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_slug_is_cut_between_words() -> None:
    assert slugify("cải cách hành chính", max_length=12) == "cai-cach"
    assert slugify("cải cách hành chính", max_length=13) == "cai-cach-hanh"
    assert slugify("cải cách hành chính", max_length=19) == "cai-cach-hanh-chinh"


def test_slug_of_one_endless_word_is_cut_hard() -> None:
    assert slugify("a" * 200) == "a" * 80


@given(any_text)
def test_clean_twice_is_clean_once_and_can_be_stored(s: str) -> None:
    cleaned = clean(s)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\x00" not in cleaned
    assert cleaned.encode().decode() == cleaned


@given(any_text)
def test_fold_does_not_depend_on_form_or_case_of_storage(s: str) -> None:
    assert fold(s) == fold(clean(s)) == fold(nfd(s)) == fold(fold(s)) == " ".join(words(s))
    assert fold(s) == "" or all(word.isalnum() for word in fold(s).split(" "))


@given(any_text, st.integers(1, 90))
def test_slug_is_always_a_valid_address_part(s: str, max_length: int) -> None:
    slug = slugify(s, max_length=max_length)
    assert len(slug) <= max_length
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)


@pytest.mark.parametrize("make", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS.keys())
@pytest.mark.parametrize("function", [nfc, clean, fold, slugify, words], ids=lambda function: function.__name__)
def test_time_grows_with_the_length_only(function, make, assert_linear) -> None:
    assert_linear(function, make)


def test_a_pile_of_marks_is_shortened_before_it_is_sorted() -> None:
    piled = "a" + "\u0300\u0323" * 5_000 + " b"
    assert nfc(piled) == nfc("a" + "\u0300\u0323" * 4 + " b")
    assert fold(piled) == "a b"


def test_thirty_marks_on_a_letter_are_kept() -> None:
    written = "x" + "\u0323" * 30
    assert nfc(written) == written
