"""A search result shows the passage that answers, marked on the accented text (RX-4, T9)."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lib.text import Fragment, clean, fold, highlight, words
from tests.core.lib.hostile import HOSTILE_TEXTS, any_text

FILLER = "Ủy ban nhân dân Thành phố ban hành kế hoạch công tác. "


def text_of(fragments: tuple[Fragment, ...]) -> str:
    return "".join(fragment.text for fragment in fragments)


def marked(fragments: tuple[Fragment, ...]) -> list[str]:
    return [fragment.text for fragment in fragments if fragment.marked]


def test_the_accented_original_is_marked_for_an_unaccented_query() -> None:
    assert highlight("Phường Đống Đa họp.", ["dong", "da"], width=80) == (
        Fragment("Phường ", marked=False),
        Fragment("Đống Đa", marked=True),
        Fragment(" họp.", marked=False),
    )


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("query", [["dong", "da"], ["đống", "đa"], ["ĐỐNG ĐA"]])
def test_form_and_case_of_text_and_query_do_not_matter(form, query: list[str]) -> None:
    original = unicodedata.normalize(form, "Phường Đống Đa họp.")
    query = [unicodedata.normalize(form, word) for word in query]
    assert marked(highlight(original, query, width=80)) == ["Đống Đa"]


def test_only_whole_words_are_marked() -> None:
    assert marked(highlight("Đa dạng, Đà Nẵng, đang", ["da"], width=80)) == ["Đa", "Đà"]


def test_a_document_number_is_one_mark() -> None:
    fragments = highlight("Theo Quyết định số 5666/QĐ-UBND ngày 17/11", ["5666", "qd", "ubnd"], width=80)
    assert marked(fragments) == ["5666/QĐ-UBND"]


def test_the_passage_with_most_different_words_wins() -> None:
    original = FILLER * 5 + "hành chính hành chính hành chính. " + FILLER * 5 + "cải cách hành chính. " + FILLER * 5
    fragments = highlight(original, ["cai", "cach", "hanh", "chinh"], width=120)
    assert "cải cách hành chính" in marked(fragments)


def test_of_equal_passages_the_one_with_the_phrase_wins() -> None:
    original = f"cách nào cũng cải. {FILLER * 5}Về cải cách. {FILLER * 5}"
    assert marked(highlight(original, ["cai", "cach"], width=60)) == ["cải cách"]


def test_of_equal_passages_the_first_wins() -> None:
    original = f"Đầu: Đống Đa. {FILLER * 5}Cuối: Đống Đa."
    assert text_of(highlight(original, ["dong", "da"], width=30)).startswith("Đầu: Đống Đa")


def test_a_cut_is_between_words_and_shows_an_ellipsis() -> None:
    fragments = highlight(FILLER * 9 + "phường Đống Đa. " + FILLER * 9, ["dong", "da"], width=40)
    excerpt = text_of(fragments)
    assert excerpt.startswith("…") and excerpt.endswith("…")
    assert set(words(excerpt)) <= set(words(FILLER + "phường Đống Đa"))
    assert len(excerpt) <= 42


def test_without_a_hit_the_beginning_is_shown() -> None:
    assert highlight("Một hai ba bốn", ["khong"], width=9) == (Fragment("Một hai…", marked=False),)
    assert highlight("Một hai", [], width=80) == (Fragment("Một hai", marked=False),)


def test_an_empty_text_has_no_excerpt() -> None:
    assert highlight("", ["dong"], width=80) == ()


def test_white_space_is_collapsed_and_the_text_is_clean() -> None:
    assert text_of(highlight("Một\r\n\n  hai\x00\u202e ba", ["hai"], width=80)) == "Một hai ba"


def test_markup_is_left_for_the_template_to_escape() -> None:
    assert text_of(highlight("<b>Đống</b> & Đa", ["dong"], width=80)) == "<b>Đống</b> & Đa"


def test_an_endless_word_is_cut_to_the_width() -> None:
    assert text_of(highlight("a" * 500, ["a" * 500], width=20)) == "a" * 20 + "…"
    assert text_of(highlight("a" * 500, ["b"], width=20)) == "a" * 20 + "…"


@pytest.mark.parametrize("width", [0, -1])
def test_an_excerpt_without_room_is_refused(width: int) -> None:
    with pytest.raises(ValueError, match="room"):
        highlight("Đống Đa", ["dong"], width=width)


@given(any_text, st.lists(any_text, max_size=4), st.integers(1, 80))
def test_an_excerpt_is_a_piece_of_the_text_within_the_width(original: str, query: list[str], width: int) -> None:
    fragments = highlight(original, query, width=width)
    excerpt = text_of(fragments).removeprefix("…").removesuffix("…")
    assert len(excerpt) <= width + 2
    assert all(fragment.text for fragment in fragments)
    assert not any(left.marked and right.marked for left, right in pairwise(fragments))


@given(st.text("đống ađóòô.-/\u0323\u0301ﬁ", max_size=40), st.text("đongaoófi ", max_size=8))
def test_with_room_for_all_exactly_the_words_of_the_query_are_marked(original: str, query: str) -> None:
    fragments = highlight(original, [query], width=len(original) + 1)
    wanted = set(words(query))
    assert fold(text_of(fragments)) == fold(original)
    assert [word for text in marked(fragments) for word in words(text)] == [
        word for word in words(original) if word in wanted
    ]
    assert clean(text_of(fragments)).split() == clean(original).split()


@pytest.mark.parametrize("make", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS.keys())
def test_time_grows_with_the_length_only(make, assert_linear) -> None:
    assert_linear(lambda s: highlight(s, ["dong", "da", s[:9_000]], width=200), make)
