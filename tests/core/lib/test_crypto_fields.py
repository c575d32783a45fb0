"""Encrypted text comes back unchanged or not at all."""

import base64
import unicodedata

import pytest

from core.lib.crypto.fields import (
    TamperedValueError,
    UnknownKeyError,
    blind_index,
    decrypt,
    encrypt,
    key_name,
)
from core.lib.crypto.keys import KeyFileError, new_key, read_keys, read_single_key

CONTEXT = "cases.question.text"
TEXT = "Tôi tên là Nguyễn Thị Hoà, số 5 ngõ 12 phố Đội Cấn."
OLD, NEW = new_key(), new_key()


def test_text_comes_back():
    ring = read_keys(NEW)
    assert decrypt(encrypt(TEXT, context=CONTEXT, keyring=ring), context=CONTEXT, keyring=ring) == TEXT


@pytest.mark.parametrize("text", ["", "\x00", "🏛️" * 1000, "a" * 1_000_000], ids=["empty", "nul", "emoji", "long"])
def test_any_text_comes_back(text):
    ring = read_keys(NEW)
    assert decrypt(encrypt(text, context=CONTEXT, keyring=ring), context=CONTEXT, keyring=ring) == text


def test_the_value_shows_nothing_of_the_text_and_differs_each_time():
    ring = read_keys(NEW)
    first, second = (encrypt(TEXT, context=CONTEXT, keyring=ring) for _ in range(2))
    assert first != second
    assert "Nguyễn" not in first


def test_the_first_key_of_the_file_writes_and_its_name_stands_in_the_value():
    ring = read_keys(f"{NEW}\n{OLD}")
    assert key_name(encrypt(TEXT, context=CONTEXT, keyring=ring)) == read_keys(NEW).current


def test_an_older_key_still_reads():
    value = encrypt(TEXT, context=CONTEXT, keyring=read_keys(OLD))
    assert decrypt(value, context=CONTEXT, keyring=read_keys(f"{NEW}\n{OLD}")) == TEXT


def test_a_value_of_a_key_that_is_gone_is_named_as_such():
    value = encrypt(TEXT, context=CONTEXT, keyring=read_keys(OLD))
    with pytest.raises(UnknownKeyError, match=read_keys(OLD).current):
        decrypt(value, context=CONTEXT, keyring=read_keys(NEW))


def test_each_changed_character_is_noticed():
    ring = read_keys(NEW)
    value = encrypt("Hoà", context=CONTEXT, keyring=ring)
    head, _, body = value.rpartition(":")
    raw = base64.b64decode(body)
    for at in range(len(raw)):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        with pytest.raises(TamperedValueError):
            decrypt(f"{head}:{base64.b64encode(changed).decode()}", context=CONTEXT, keyring=ring)


@pytest.mark.parametrize("spoil", [lambda v: v[:-4], lambda v: v[:30], lambda v: v + "AAAA", lambda v: v + "é"])
def test_a_value_that_is_cut_or_lengthened_is_refused(spoil):
    ring = read_keys(NEW)
    with pytest.raises(TamperedValueError):
        decrypt(spoil(encrypt(TEXT, context=CONTEXT, keyring=ring)), context=CONTEXT, keyring=ring)


def test_a_value_moved_from_another_field_is_refused():
    ring = read_keys(NEW)
    value = encrypt(TEXT, context="cases.question.name", keyring=ring)
    with pytest.raises(TamperedValueError):
        decrypt(value, context=CONTEXT, keyring=ring)


@pytest.mark.parametrize("value", ["", "v1", "v1:", "v1::", "plain text", "v2:abc:AAAA", "v1:abc:"])
def test_text_that_was_never_encrypted_is_refused(value):
    with pytest.raises(TamperedValueError):
        decrypt(value, context=CONTEXT, keyring=read_keys(NEW))
    assert key_name(value) in {"", "abc"}


def test_no_message_holds_the_text_or_a_key():
    value = encrypt(TEXT, context=CONTEXT, keyring=read_keys(OLD))
    with pytest.raises(UnknownKeyError) as caught:
        decrypt(value, context=CONTEXT, keyring=read_keys(NEW))
    assert OLD not in str(caught.value)
    assert NEW not in repr(read_keys(NEW))


def test_the_blind_index_finds_the_same_text_however_it_is_typed():
    key = read_single_key(NEW)
    index = blind_index("Nguyễn Thị Hoà", context=CONTEXT, key=key)
    typed = unicodedata.normalize("NFD", "  nguyễn  thị hoà ")
    assert blind_index(typed, context=CONTEXT, key=key) == index


def test_the_blind_index_differs_by_field_and_by_key():
    indices = {
        blind_index(TEXT, context=context, key=read_single_key(key))
        for context in ("a.b.c", CONTEXT)
        for key in (OLD, NEW)
    }
    assert len(indices) == 4


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "no key"),
        ("# only a comment", "no key"),
        ("short", "line 1"),
        (f"{NEW}\nAAAA", "line 2"),
        (f"{NEW}\n{NEW}", "twice"),
        ("é" * 44, "line 1"),
    ],
    ids=["empty", "comment", "too short", "second too short", "twice", "not ASCII"],
)
def test_a_malformed_key_file_is_refused_by_its_line(content, complaint):
    with pytest.raises(KeyFileError, match=complaint):
        read_keys(content)


def test_a_file_for_one_key_may_hold_no_second():
    with pytest.raises(KeyFileError, match="one key expected"):
        read_single_key(f"{NEW}\n{OLD}")
