"""A query is read so that any text is one, and a long one costs no more than a short one."""

import pytest

from portal.search.candidates import word_query
from portal.search.rules import (
    MAX_PAGE,
    MAX_QUERY_LENGTH,
    MAX_WORDS,
    parse_filters,
    parse_query,
    parse_request,
    shorter_queries,
    spellings,
)


@pytest.mark.parametrize("typed", ["dong da", "đống đa", "Đo\u0302\u0301ng Đa", "DONG ĐA", "  Ðống—Đa "])
def test_spellings_of_one_name_are_one_query(typed):
    assert parse_query(typed).words == ("dong", "da")


def test_tone_marks_may_stand_on_either_vowel():
    assert parse_query("hoà").words == parse_query("hòa").words == ("hoa",)


def test_words_in_quotation_marks_are_a_phrase():
    query = parse_query('kế hoạch "cải cách" “hành chính” «một»')
    assert query.phrases == (("cai", "cach"), ("hanh", "chinh"))
    assert query.words == ("ke", "hoach", "cai", "cach", "hanh", "chinh", "mot")


def test_an_open_quotation_mark_makes_no_phrase():
    assert parse_query('"cải cách').phrases == ()


def test_a_very_long_query_is_cut():
    query = parse_query("cải cách hành chính " * 500)
    assert len(query.text) <= MAX_QUERY_LENGTH
    assert len(query.words) == MAX_WORDS


def test_a_text_without_letters_is_an_empty_query():
    assert not parse_query("\x00 \u202e ' \" %%% ;--")


def test_numbers_match_with_and_without_leading_zeros():
    assert spellings("043") == ("043", "43")
    assert spellings("5") == ("5", "05")
    assert spellings("qd") == ("qd",)
    assert word_query(("043", "qd")) == "('043' | '43') & ('qd')"


@pytest.mark.parametrize("typed", ["043/2025/QĐ-UBND", "43 / 2025 / qd-ubnd", "80-nq/tw"])
def test_a_document_number_is_recognised(typed):
    assert parse_query(typed).is_number


def test_words_are_no_document_number():
    assert not parse_query("kế hoạch 2026").is_number


def test_filters_that_cannot_be_are_left_out():
    assert not parse_filters({"muc": "khong-co", "nam": "9999999999", "don_vi": "x" * 51})
    assert parse_filters({"muc": "van-ban", "nam": "2026", "don_vi": "SNV"}).year == 2026


@pytest.mark.parametrize(("typed", "page"), [("", 1), ("0", 1), ("-3", 1), ("hai", 1), ("2", 2), ("99999", MAX_PAGE)])
def test_pages_stay_within_the_bounds(typed, page):
    assert parse_request({"trang": typed}).page == page


def test_shorter_queries_first_lose_the_quotation_marks_then_words():
    assert shorter_queries(parse_query('"kế hoạch năm 2031"')) == (
        "kế hoạch năm 2031",
        "kế hoạch năm",
        "hoạch năm 2031",
        "kế hoạch",
    )
    assert shorter_queries(parse_query("chuột")) == ()
