"""Codes: long, without look-alikes, read as meant, stored as a hash."""

import pytest

from core.lib import codes


def test_a_code_has_twenty_letters_of_the_alphabet_in_groups():
    code = codes.new_code()
    assert [len(group) for group in code.split("-")] == [4] * 5
    assert len(codes.ALPHABET) == len(set(codes.ALPHABET)) == 32
    assert set(code) <= set(codes.ALPHABET) | {"-"}
    assert codes.new_code() != code


@pytest.mark.parametrize("letter", list("ILOU"))
def test_no_code_has_letters_that_look_alike(letter):
    assert letter not in codes.ALPHABET


@pytest.mark.parametrize("typed", ["0101-abcd efgh.jkmn–pqrs", "OlOI-ABCD-EFGH-JKMN-PQRS", " 0101ABCDEFGHJKMNPQRS "])
def test_a_code_is_read_as_meant(typed):
    assert codes.read(typed) == "0101ABCDEFGHJKMNPQRS"
    assert codes.digest(typed) == codes.digest("0101ABCDEFGHJKMNPQRS")


@pytest.mark.parametrize("typed", ["", "0101", "é" * 20, "0" * 21, "0" * 10_000, "\x00" * 20])
def test_what_cannot_be_a_code_is_none(typed):
    assert codes.read(typed) == ""
