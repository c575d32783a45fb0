"""Terms in working days follow the official Vietnamese calendar and refuse to guess (RX-1, T3, T4, T5)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lib.calendar_seed import CalendarOverride, read_seed
from core.lib.workdays import (
    MissingYear,
    WorkCalendar,
    add_working_days,
    is_working_day,
    latest_notice_day,
    official_calendar,
)

OFFICIAL = official_calendar(read_seed().overrides)
days_of_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))

DAYS_OFF_2026 = [
    date(2026, 1, 1),
    date(2026, 1, 2),
    *(date(2026, 2, day) for day in range(16, 21)),
    date(2026, 4, 27),
    date(2026, 4, 30),
    date(2026, 5, 1),
    date(2026, 8, 31),
    date(2026, 9, 1),
    date(2026, 9, 2),
    date(2026, 11, 24),
]


def override(day: date, kind: str) -> CalendarOverride:
    return CalendarOverride(day, kind, "Ngày thử", "Căn cứ thử")


@pytest.mark.parametrize(
    ("received", "term", "last_day"),
    [
        (date(2025, 12, 31), 2, date(2026, 1, 6)),  # T5
        (date(2026, 1, 8), 2, date(2026, 1, 10)),
        (date(2026, 2, 13), 7, date(2026, 3, 3)),
        (date(2026, 4, 24), 7, date(2026, 5, 8)),
        (date(2026, 8, 20), 5, date(2026, 8, 26)),  # T4
        (date(2026, 8, 28), 5, date(2026, 9, 9)),  # T4
        (date(2026, 11, 23), 5, date(2026, 12, 1)),
    ],
)
def test_a_term_ends_on_the_official_day(received: date, term: int, last_day: date) -> None:
    assert add_working_days(received, term, OFFICIAL) == last_day


@pytest.mark.parametrize(
    ("stop", "term", "last_day"),
    [
        (date(2026, 12, 7), 7, date(2026, 11, 26)),  # T3
        (date(2026, 12, 7), 5, date(2026, 11, 30)),  # T3
        (date(2026, 9, 4), 7, date(2026, 8, 22)),
        (date(2026, 9, 4), 5, date(2026, 8, 25)),
    ],
)
def test_a_notice_is_due_on_the_official_day(stop: date, term: int, last_day: date) -> None:
    assert latest_notice_day(stop, term, OFFICIAL) == last_day


def test_without_the_override_the_swap_of_january_2026_is_unknown() -> None:
    unpatched = official_calendar([])
    assert add_working_days(date(2025, 12, 31), 2, unpatched) == date(2026, 1, 5)
    assert add_working_days(date(2026, 1, 8), 2, unpatched) == date(2026, 1, 12)


def test_the_weekdays_off_in_2026_are_the_official_ones() -> None:
    year = [date(2026, 1, 1) + timedelta(days=days) for days in range(365)]
    assert [day for day in year if day.weekday() < 5 and not is_working_day(day, OFFICIAL)] == DAYS_OFF_2026


def test_the_weekend_days_worked_are_the_official_ones() -> None:
    years = [date(2025, 1, 1) + timedelta(days=days) for days in range(3 * 365)]
    assert [day for day in years if day.weekday() >= 5 and is_working_day(day, OFFICIAL)] == [
        date(2025, 4, 26),
        date(2026, 1, 10),
        date(2026, 8, 22),
    ]


@pytest.mark.parametrize("year", [2024, 2028, 2030])
def test_a_year_without_data_is_refused_although_the_package_knows_its_holidays(year: int) -> None:
    with pytest.raises(MissingYear, match=str(year)) as refusal:
        is_working_day(date(year, 6, 3), OFFICIAL)
    assert refusal.value.year == year


def test_a_term_that_leaves_the_known_years_is_refused() -> None:
    assert add_working_days(date(2027, 12, 30), 1, OFFICIAL) == date(2027, 12, 31)
    with pytest.raises(MissingYear, match="2028"):
        add_working_days(date(2027, 12, 30), 2, OFFICIAL)
    with pytest.raises(MissingYear, match="2024"):
        latest_notice_day(date(2025, 1, 2), 1, OFFICIAL)
    with pytest.raises(MissingYear):
        add_working_days(date(2026, 1, 1), 10**9, OFFICIAL)


def test_a_year_counts_only_once_it_is_among_the_years_given() -> None:
    later = official_calendar([], years=[2027, 2028])
    assert add_working_days(date(2027, 12, 30), 2, later) == date(2028, 1, 4)
    with pytest.raises(MissingYear, match="2026"):
        is_working_day(date(2026, 6, 1), later)


def test_a_calendar_without_years_refuses_everything() -> None:
    with pytest.raises(MissingYear):
        is_working_day(date(2026, 6, 1), official_calendar([], years=[]))


def test_an_override_takes_a_day_off_and_gives_it_back() -> None:
    monday, saturday = date(2026, 6, 1), date(2026, 6, 6)
    calendar = official_calendar([override(monday, "off"), override(saturday, "working")])
    assert not is_working_day(monday, calendar)
    assert is_working_day(saturday, calendar)


def test_an_override_corrects_the_package_both_ways() -> None:
    holiday, make_up = date(2026, 8, 31), date(2026, 8, 22)
    calendar = official_calendar([override(holiday, "working"), override(make_up, "off")])
    assert is_working_day(holiday, calendar)
    assert not is_working_day(make_up, calendar)
    assert holiday not in calendar.working_weekend_days


def test_an_override_of_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="half"):
        official_calendar([override(date(2026, 6, 1), "half")])


def test_a_term_of_no_days_ends_at_once_and_a_negative_one_is_refused() -> None:
    sunday = date(2026, 11, 22)
    assert add_working_days(sunday, 0, OFFICIAL) == sunday
    assert latest_notice_day(sunday, 0, OFFICIAL) == sunday
    with pytest.raises(ValueError, match="negative"):
        add_working_days(sunday, -1, OFFICIAL)
    with pytest.raises(ValueError, match="negative"):
        latest_notice_day(sunday, -1, OFFICIAL)


def test_a_calendar_can_be_made_by_hand_for_tests() -> None:
    calendar = WorkCalendar(frozenset({date(2031, 1, 1)}), frozenset({date(2031, 1, 4)}), frozenset({2031}))
    assert add_working_days(date(2031, 1, 1), 3, calendar) == date(2031, 1, 4)


@given(days_of_2026, st.integers(1, 40))
def test_a_term_counts_exactly_its_working_days(received: date, term: int) -> None:
    last_day = add_working_days(received, term, OFFICIAL)
    between = [received + timedelta(days=days) for days in range(1, (last_day - received).days + 1)]
    assert sum(is_working_day(day, OFFICIAL) for day in between) == term
    assert is_working_day(last_day, OFFICIAL)


@given(days_of_2026, st.integers(1, 40))
def test_a_notice_on_the_latest_day_is_in_time_and_the_day_after_is_late(stop: date, term: int) -> None:
    latest = latest_notice_day(stop, term, OFFICIAL)
    between = [latest + timedelta(days=days) for days in range((stop - latest).days)]
    assert sum(is_working_day(day, OFFICIAL) for day in between) == term
    assert sum(is_working_day(day, OFFICIAL) for day in between[1:]) == term - 1
