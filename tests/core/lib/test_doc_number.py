"""Document numbers are found and compared whatever way they are typed (R4.1-1, R4.1-2, domain-facts 6)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lib.doc_number import DocNumber, canonical, key, parse, search_forms
from core.lib.text import words
from tests.core.lib.hostile import HOSTILE_TEXTS, any_text

OFFICIAL = [
    ("224/2026/NĐ-CP", DocNumber("224", "NĐ-CP", year=2026), "224/2026/ndcp"),
    ("148/2025/QH15", DocNumber("148", "QH15", year=2025), "148/2025/qh15"),
    ("1656/NQ-UBTVQH15", DocNumber("1656", "NQ-UBTVQH15"), "1656/nqubtvqh15"),
    ("5666/QĐ-UBND", DocNumber("5666", "QĐ-UBND"), "5666/qdubnd"),
    ("043/2025/QĐ-UBND", DocNumber("043", "QĐ-UBND", year=2025), "43/2025/qdubnd"),
    ("66.13/2026/NQ-CP", DocNumber("66", "NQ-CP", year=2026, sub="13"), "66.13/2026/nqcp"),
    ("76/NQ-CP", DocNumber("76", "NQ-CP"), "76/nqcp"),
    ("206/TTr-SNV", DocNumber("206", "TTr-SNV"), "206/ttrsnv"),
    ("15A/QĐ-UBND", DocNumber("15", "QĐ-UBND", letter="A"), "15a/qdubnd"),
    ("1234/UBND-KSTTHC", DocNumber("1234", "UBND-KSTTHC"), "1234/ubndkstthc"),
    ("12/KH-BCĐ.138", DocNumber("12", "KH-BCĐ.138"), "12/khbcd138"),
    ("80-NQ/TW", DocNumber("80", "NQ/TW"), "80/nqtw"),
    ("2026/QĐ-TTg", DocNumber("2026", "QĐ-TTg"), "2026/qdttg"),
]
OTHER_SPELLINGS = [
    ("043/2025/QĐ-UBND", "43 / 2025 / qd-ubnd"),
    ("043/2025/QĐ-UBND", "0043/2025/QÐ–UBND"),
    ("043/2025/QĐ-UBND", "43\\2025\\qđ ubnd"),
    ("224/2026/NĐ-CP", "224/2026/NĐCP"),
    ("224/2026/NĐ-CP", "224/2026/ND-CP"),
    ("224/2026/NĐ-CP", "Số: 224/2026/NĐ-CP"),
    ("224/2026/NĐ-CP", "so 224/2026/nd cp"),
    ("224/2026/NĐ-CP", "224／2026／NĐ\u2011CP"),
    ("224/2026/NĐ-CP", "\u200b224/2026/NĐ-CP\x00"),
    ("224/2026/NĐ-CP", " 224 /2026/ NĐ - CP / "),
    ("66.13/2026/NQ-CP", "66,13/2026/nq-cp"),
    ("66.13/2026/NQ-CP", "066.13 / 2026 / NQCP"),
    ("148/2025/QH15", "148/2025/qh 15"),
    ("1656/NQ-UBTVQH15", "1656/nq - ubtvqh 15"),
    ("206/TTr-SNV", "206/TTR-SNV"),
    ("2026/QĐ-TTg", "2026/qd-ttg"),
    ("80-NQ/TW", "80 – nq/tw"),
    ("15A/QĐ-UBND", "15a/qdubnd"),
    ("5666/QĐ-UBND", unicodedata.normalize("NFD", "5666/QĐ-UBND")),
]
DIFFERENT = [
    ("66.13/2026/NQ-CP", "66.1/2026/NQ-CP"),
    ("66.13/2026/NQ-CP", "6613/2026/NQ-CP"),
    ("66.10/2026/NQ-CP", "66.1/2026/NQ-CP"),
    ("43/2025/QĐ-UBND", "43/2026/QĐ-UBND"),
    ("43/2025/QĐ-UBND", "43/QĐ-UBND"),
    ("430/QĐ-UBND", "43/QĐ-UBND"),
    ("15A/QĐ-UBND", "15/QĐ-UBND"),
    ("148/2025/QH15", "148/2025/QH16"),
    ("5666/QĐ-UBND", "5666/KH-UBND"),
]
NO_NUMBERS = [
    "",
    "5666",
    "224/2026",
    "10/1/2026",
    "66.13",
    "QĐ-UBND",
    "/QĐ-UBND",
    "TCVN 14423:2026",
    "5666/QĐ-UBND ngày 17/11/2025",
    "5666/QĐ-UBND của",
    "5666/QĐ-UBND và 5667/QĐ-UBND",
    "1" * 200 + "/QĐ-UBND",
    "…",
]


@pytest.mark.parametrize(("written", "number", "folded"), OFFICIAL, ids=[row[0] for row in OFFICIAL])
def test_official_numbers_are_read_and_written_unchanged(written: str, number: DocNumber, folded: str) -> None:
    assert parse(written) == number
    assert str(number) == canonical(written) == written
    assert number.key == key(written) == folded


@pytest.mark.parametrize(("official", "typed"), OTHER_SPELLINGS)
def test_other_spellings_share_the_key(official: str, typed: str) -> None:
    assert key(typed) == key(official)


@pytest.mark.parametrize(("official", "typed"), OTHER_SPELLINGS)
def test_other_spellings_are_shown_officially_but_for_leading_zeros(official: str, typed: str) -> None:
    assert canonical(typed).lstrip("0") == official.lstrip("0")


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_numbers_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("s", NO_NUMBERS)
def test_what_is_no_complete_number_is_refused(s: str) -> None:
    with pytest.raises(ValueError, match="Not a document number"):
        parse(s)


def test_a_text_that_is_no_number_is_shown_as_it_was_entered() -> None:
    assert canonical("  Không  số\u200b ") == "Không số"


@pytest.mark.parametrize("kind", ["HD", "HĐ", "DA", "ĐA"])
def test_kinds_that_differ_by_a_stroke_only_stay_as_typed(kind: str) -> None:
    assert canonical(f"10/{kind}-SNV") == f"10/{kind}-SNV"


def test_an_unknown_issuer_keeps_its_mixed_case_and_gets_capitals_when_typed_small() -> None:
    assert canonical("7/QĐ-ĐhQG") == "7/QĐ-ĐhQG"
    assert canonical("7/qd-xyz") == "7/QĐ-XYZ"


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        ("224/2026", "224/2026/NĐ-CP"),
        ("0224/2026/", "224/2026/NĐ-CP"),
        ("224/2026/nđ", "224/2026/NĐ-CP"),
        ("43", "043/2025/QĐ-UBND"),
        ("66.13", "66.13/2026/NQ-CP"),
        ("66,13/2026", "66.13/2026/NQ-CP"),
        ("80-nq", "80-NQ/TW"),
        ("5666/QD", "5666/QĐ-UBND"),
    ],
)
def test_the_beginning_of_a_number_gives_the_beginning_of_its_key(typed: str, official: str) -> None:
    assert key(typed)
    assert key(official).startswith(key(typed))


@pytest.mark.parametrize("s", ["", " / - ", "…", "1" * 101])
def test_a_text_without_a_usable_number_has_an_empty_key(s: str) -> None:
    assert key(s) == ""


def test_search_forms_hold_each_word_once() -> None:
    assert search_forms("043/2025/QĐ-UBND") == ("043", "2025", "qd", "ubnd", "qdubnd", "43")
    assert search_forms("148/2025/QH15") == ("148", "2025", "qh15", "qh", "15")
    assert search_forms("Không số 007") == ("khong", "so", "007", "7")
    assert search_forms("") == ()


@pytest.mark.parametrize(
    "query",
    ["43/2025/QĐ-UBND", "043 / 2025 / qd ubnd", "43/2025/QDUBND", "QĐ-UBND 43", "qđ 043", "UBND 2025"],
)
def test_every_word_of_a_usual_query_is_among_the_search_forms(query: str) -> None:
    assert set(words(query)) <= set(search_forms("043/2025/QĐ-UBND"))


@pytest.mark.parametrize("typed", ["224/2026/NĐCP", "224/2026/nd cp", "224/2026/NĐ-CP"])
def test_a_typo_in_the_stored_number_is_found_by_the_official_words(typed: str) -> None:
    assert {"224", "2026", "nd", "cp", "ndcp"} <= set(search_forms(typed))


numbers = st.builds(
    DocNumber,
    serial=st.from_regex(r"[0-9]{1,5}", fullmatch=True),
    suffix=st.sampled_from(["NĐ-CP", "QĐ-UBND", "TTr-SNV", "QH15", "NQ-HĐND", "CTr-UBND", "UBND-NC"]),
    year=st.none() | st.integers(1945, 2099),
    sub=st.sampled_from(["", "1", "13"]),
    letter=st.sampled_from(["", "", "A"]),
)


@given(numbers)
def test_a_written_number_is_read_back(number: DocNumber) -> None:
    assert parse(str(number)) == number


@given(
    numbers,
    st.sampled_from(["/", " / ", "/ "]),
    st.sampled_from(["-", " - ", "–", "\u2011", ""]),
    st.booleans(),
)
def test_spacing_dashes_case_and_accents_do_not_change_the_key(number, slash, dash, is_small) -> None:
    typed = str(number).replace("/", slash).replace("-", dash).replace("Đ", "D")
    assert key(f"00{typed.lower() if is_small else typed}") == number.key


@given(any_text)
def test_any_text_has_a_stable_key_and_spelling(s: str) -> None:
    assert canonical(canonical(s)) == canonical(s)
    assert key(canonical(s)) == key(s)
    assert all(form.isalnum() for form in search_forms(s))


@pytest.mark.parametrize("make", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS.keys())
@pytest.mark.parametrize("function", [canonical, key, search_forms], ids=lambda function: function.__name__)
def test_time_grows_with_the_length_only(function, make, assert_linear) -> None:
    assert_linear(function, make)
