"""Forty-eight hours for news, seventy-two for documents, in clock hours (Article 6.1.a; vectors T1 and T2)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lib import dates
from core.lib.dates import HANOI
from editorial.enums import DocumentStart, EventStart
from editorial.rules.clocks import document_deadline, event_deadline, is_ahead, is_issued_after_receipt, seconds_late

INSTANTS = st.datetimes(min_value=datetime(2025, 1, 1), max_value=datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2060, 1, 1))
HOURS = st.integers(min_value=0, max_value=1000)


def hanoi(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=HANOI)


def news(end: datetime, *, start: datetime | None = None, counted_from: EventStart = EventStart.END) -> datetime:
    return event_deadline(start or end, end, hours=48, counted_from=counted_from)


def test_news_is_in_time_48_hours_after_the_end_to_the_second():
    assert seconds_late(hanoi(2026, 11, 5, 10, 0, 0), news(hanoi(2026, 11, 3, 10))) == 0


def test_news_is_late_by_one_second_one_second_later():
    assert seconds_late(hanoi(2026, 11, 5, 10, 0, 1), news(hanoi(2026, 11, 3, 10))) == 1


def test_part_of_a_second_counts_for_the_sender():
    received = hanoi(2026, 11, 5, 10) + timedelta(milliseconds=999)
    assert seconds_late(received, news(hanoi(2026, 11, 3, 10))) == 0


def test_weekend_and_holidays_do_not_stop_the_clock():
    new_year = hanoi(2026, 12, 31, 18)
    assert news(new_year) == hanoi(2027, 1, 2, 18)
    friday = hanoi(2026, 11, 20, 17)
    assert news(friday) == hanoi(2026, 11, 22, 17)


def test_an_activity_of_several_days_counts_from_its_end():
    assert news(hanoi(2026, 11, 5, 17), start=hanoi(2026, 11, 3, 8)) == hanoi(2026, 11, 7, 17)


def test_the_rule_value_may_count_from_the_start():
    deadline = news(hanoi(2026, 11, 5, 17), start=hanoi(2026, 11, 3, 8), counted_from=EventStart.START)
    assert deadline == hanoi(2026, 11, 5, 8)


def test_an_activity_without_a_known_end_counts_from_its_start():
    deadline = event_deadline(hanoi(2026, 11, 3, 8), None, hours=48, counted_from=EventStart.END)
    assert deadline == hanoi(2026, 11, 5, 8)


def test_an_activity_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="before it starts"):
        news(hanoi(2026, 11, 3, 8), start=hanoi(2026, 11, 3, 9))


def test_a_document_is_in_time_72_hours_after_the_end_of_its_day():
    deadline = document_deadline(date(2026, 11, 3), hours=72, counted_from=DocumentStart.END)
    assert deadline == hanoi(2026, 11, 7, 0)  # 24:00 on 6 November
    assert seconds_late(hanoi(2026, 11, 7, 0, 0, 0), deadline) == 0
    assert seconds_late(hanoi(2026, 11, 7, 0, 0, 1), deadline) == 1


def test_a_document_may_be_counted_from_the_beginning_of_its_day():
    deadline = document_deadline(date(2026, 11, 3), hours=72, counted_from=DocumentStart.START)
    assert deadline == hanoi(2026, 11, 6, 0)  # 24:00 on 5 November


def test_an_activity_that_is_not_over_is_an_announcement():
    assert is_ahead(hanoi(2026, 11, 5, 17), hanoi(2026, 11, 5, 16, 59))
    assert not is_ahead(hanoi(2026, 11, 5, 17), hanoi(2026, 11, 5, 17))


def test_a_document_of_tomorrow_cannot_have_come_today():
    assert is_issued_after_receipt(date(2026, 11, 6), hanoi(2026, 11, 5, 23, 59))
    assert not is_issued_after_receipt(date(2026, 11, 6), hanoi(2026, 11, 6, 0, 0))


def test_a_clock_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        seconds_late(datetime(2026, 11, 5, 10), hanoi(2026, 11, 5, 10))  # noqa: DTZ001 - that is what is refused


@given(end=INSTANTS, length=st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=30)), hours=HOURS)
def test_counting_from_the_end_never_leaves_less_time_than_from_the_start(end, length, hours):
    start = end - length
    from_end = event_deadline(start, end, hours=hours, counted_from=EventStart.END)
    assert from_end >= event_deadline(start, end, hours=hours, counted_from=EventStart.START)


@given(end=INSTANTS, hours=HOURS)
def test_the_time_left_is_exactly_the_hours_of_the_rule(end, hours):
    assert event_deadline(end, end, hours=hours, counted_from=EventStart.END) - end.replace(microsecond=0) == timedelta(
        hours=hours
    )


@given(deadline=INSTANTS, gap=st.integers(min_value=-(10**8), max_value=10**8))
def test_lateness_is_the_gap_in_seconds_and_never_negative(deadline, gap):
    whole = deadline.replace(microsecond=0)
    assert seconds_late(whole + timedelta(seconds=gap), whole) == max(0, gap)


@given(day=DAYS, hours=HOURS)
def test_the_two_ways_to_count_a_document_differ_by_one_day(day, hours):
    late = document_deadline(day, hours=hours, counted_from=DocumentStart.END)
    assert late - document_deadline(day, hours=hours, counted_from=DocumentStart.START) == timedelta(days=1)
    assert dates.local_date(late - timedelta(hours=hours)) == day + timedelta(days=1)
