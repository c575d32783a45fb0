"""Dates are written and read as in Vietnamese documents, in Hà Nội time (RX-2)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lib.dates import (
    HANOI,
    end_of_day,
    local_date,
    long_date,
    parse_long_date,
    parse_short_date,
    short_date,
    short_datetime,
    start_of_day,
)
from tests.core.lib.hostile import any_text

LATE_IN_UTC = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
NAIVE = datetime(2026, 11, 23, 14, 5)  # noqa: DTZ001 - the mistake under test
usual_days = st.dates(date(1945, 9, 2), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2026, 11, 23), "23/11/2026", "ngày 23 tháng 11 năm 2026"),
        (date(2026, 11, 3), "03/11/2026", "ngày 03 tháng 11 năm 2026"),
        (date(2025, 1, 24), "24/01/2025", "ngày 24 tháng 01 năm 2025"),
        (date(2025, 2, 9), "09/02/2025", "ngày 09 tháng 02 năm 2025"),
        (date(2025, 3, 10), "10/03/2025", "ngày 10 tháng 3 năm 2025"),
    ],
)
def test_a_day_is_written_short_and_long(day: date, short: str, long: str) -> None:
    assert short_date(day) == short
    assert long_date(day) == long


def test_an_instant_is_written_in_hanoi_time() -> None:
    assert short_datetime(datetime(2026, 11, 23, 7, 5, tzinfo=UTC)) == "14:05 23/11/2026"
    assert short_datetime(LATE_IN_UTC) == "00:30 23/11/2026"


def test_the_day_of_an_instant_is_that_of_hanoi() -> None:
    assert local_date(LATE_IN_UTC) == date(2026, 11, 23)
    assert short_date(LATE_IN_UTC) == "23/11/2026"
    assert long_date(LATE_IN_UTC) == "ngày 23 tháng 11 năm 2026"


@pytest.mark.parametrize("function", [local_date, short_date, long_date, short_datetime])
def test_an_instant_without_time_zone_is_refused(function) -> None:
    with pytest.raises(ValueError, match="time zone"):
        function(NAIVE)


def test_a_day_is_half_open_and_begins_at_seventeen_utc() -> None:
    assert start_of_day(date(2026, 11, 23)) == datetime(2026, 11, 22, 17, tzinfo=UTC)
    assert end_of_day(date(2026, 11, 23)) == start_of_day(date(2026, 11, 24))


@given(usual_days)
def test_every_instant_of_a_day_belongs_to_it(day: date) -> None:
    last_instant = end_of_day(day) - timedelta(microseconds=1)
    assert local_date(start_of_day(day)) == local_date(last_instant) == day
    assert local_date(end_of_day(day)) == day + timedelta(days=1)
    assert start_of_day(day).utcoffset() == timedelta(0)


@given(st.datetimes(datetime(1980, 1, 1), datetime(2199, 12, 31), timezones=st.just(HANOI)))  # noqa: DTZ001 (bounds)
def test_hanoi_is_always_seven_hours_ahead(instant: datetime) -> None:
    assert instant.utcoffset() == timedelta(hours=7)


@given(usual_days)
def test_written_days_are_read_back(day: date) -> None:
    assert (
        parse_long_date(long_date(day)) == parse_long_date(short_date(day)) == parse_short_date(short_date(day)) == day
    )


@pytest.mark.parametrize(
    "text",
    [
        "ngày 24 tháng 01 năm 2025",
        "Ngày 24 tháng 1 năm 2025.",
        "  NGAY 24  thang 1 nam 2025 ",
        "nga\u0300y 24 tha\u0301ng 01 na\u0306m 2025",
        "Hà Nội, ngày 24 tháng 01 năm 2025",
        "24/01/2025",
        "24/1/2025",
        " 24 / 01 / 2025 ",
    ],
)
def test_usual_spellings_of_a_day_are_read(text: str) -> None:
    assert parse_long_date(text) == date(2025, 1, 24)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ngày 31 tháng 02 năm 2025",
        "00/01/2025",
        "24/13/2025",
        "24/01/25",
        "2025-01-24",
        "ngày 24 tháng 01",
        "ngày 24 tháng 01 năm 2025 có hiệu lực",
        "٢٤/٠١/٢٠٢٥",
        "01/24/2025",
        "24/01/2025" + " " * 10_000,
        "ngày " * 10_000,
    ],
)
def test_other_texts_are_no_day(text: str) -> None:
    with pytest.raises(ValueError):
        parse_long_date(text)


def test_the_short_reader_does_not_take_long_dates() -> None:
    with pytest.raises(ValueError, match="dd/mm/yyyy"):
        parse_short_date("ngày 24 tháng 01 năm 2025")


@given(any_text)
def test_reading_any_text_gives_a_day_or_a_value_error(s: str) -> None:
    try:
        day = parse_long_date(s)
    except ValueError:
        return
    assert isinstance(day, date)
