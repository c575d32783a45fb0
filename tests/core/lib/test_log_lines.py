"""A log line is one line of JSON, whatever the record holds, and names nobody."""

import json
import logging
import sys

import pytest

from core.lib.acting import Acting, acting_as
from core.lib.log_lines import JsonLines, escaped, line, masked

FORGED = '{"ts":"2026-01-01T00:00:00Z","level":"INFO","message":"all is well"}'


def record(message: str, *args, exc_info=None) -> logging.LogRecord:
    return logging.LogRecord("portal.x", logging.WARNING, __file__, 1, message, args, exc_info)


def test_a_line_says_when_how_grave_who_wrote_and_what():
    with acting_as(Acting("web", "abc12345", lambda: 7)):
        entry = json.loads(JsonLines().format(record("Trang %s không có", "/a/")))
    assert (entry["level"], entry["logger"], entry["message"]) == ("WARNING", "portal.x", "Trang /a/ không có")
    assert (entry["request_id"], entry["user_id"]) == ("abc12345", 7)
    assert entry["ts"].endswith("Z")


def test_outside_a_request_there_is_nobody():
    entry = json.loads(line(record("x")))
    assert (entry["request_id"], entry["user_id"]) == ("", None)


@pytest.mark.parametrize("char", ["\n", "\r", "\r\n", "\v", "\f", "\x00", "\x1b[2J", "\x7f", "\x85", "\x9b", "\u2028"])
def test_no_character_ends_the_line_or_reaches_the_terminal(char):
    written = line(record("Invalid host: %s", f"a{char}{FORGED}"))
    assert len(written.splitlines()) == 1
    assert all(one.isprintable() for one in written)
    assert json.loads(written)["message"] == f"Invalid host: a{char}{FORGED}"


@pytest.mark.parametrize("char", ["\u202e", "\u2066", "\u200b", "\u200f", "\ufeff", "\u061c", "\ue000", "\U000e0041"])
def test_what_nobody_sees_is_written_out(char):
    written = line(record(f"a{char}b"))
    assert char not in written
    assert "\\u" in written
    assert json.loads(written)["message"] == f"a{char}b"


def test_half_a_character_does_not_break_the_log():
    assert line(record("a\ud800b")).isascii()


def test_vietnamese_stays_readable():
    assert "Đống Đa – Cầu Giấy" in line(record("Đống Đa – Cầu Giấy"))


def test_quotes_do_not_close_the_value():
    entry = json.loads(line(record("%s", '","level":"INFO","x":"')))
    assert entry["level"] == "WARNING"


@pytest.mark.parametrize(
    "private",
    ["an.nguyen@example.vn", "an%40example.vn", "0912345678", "+84912345678", "091 234 5678", "001099012345"],
)
def test_addresses_and_numbers_of_people_are_masked(private):
    assert private not in line(record("Not Found: /tra-cuu/?q=%s", private))


@pytest.mark.parametrize(
    "harmless", ["2026-11-24 10:15", "15/2026/QĐ-UBND", "1732412345", "12.345.678 rows", "page 77"]
)
def test_numbers_that_name_nobody_stay(harmless):
    assert masked(harmless) == harmless


def test_an_exception_says_where_and_of_what_kind_but_not_its_message():
    try:
        raise ValueError("Key (email)=(an@example.vn) exists")
    except ValueError:
        entry = json.loads(line(record("failed", exc_info=sys.exc_info())))
    assert entry["error"] == "ValueError"
    assert "test_log_lines.py" in entry["at"][-1]
    assert "exists" not in json.dumps(entry)


def test_arguments_that_do_not_fit_lose_no_record():
    assert json.loads(line(record("%d of %d", "x")))["message"] == "%d of %d"


def test_a_very_long_message_is_cut():
    assert len(line(record("a" * 1_000_000))) < 5_000


def test_escaping_changes_no_ordinary_json():
    assert escaped('{"a":"Ă 😀 –"}') == '{"a":"Ă 😀 –"}'
