"""Terms in working hours stop at noon, in the evening, on days off, and go on in the next session (R6.2-1, RX-1)."""

from datetime import UTC, date, datetime

import pytest

from core.lib.dates import HANOI
from core.lib.workdays import MissingYear, WorkCalendar
from core.lib.working_hours import add_working_hours, read_sessions

SESSIONS = read_sessions("08:00-12:00, 13:00-17:00")
# 24/11/2026 is off and Saturday 28/11/2026 is worked instead; both are invented for this table.
CALENDAR = WorkCalendar(frozenset({date(2026, 11, 24)}), frozenset({date(2026, 11, 28)}), frozenset({2026}))


def at(day, hour, minute=0, second=0):
    return datetime(2026, 11, day, hour, minute, second, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (at(23, 8), 1, at(23, 9)),
        (at(23, 8), 4, at(23, 12)),
        (at(23, 11, 30), 1, at(23, 13, 30)),
        (at(23, 12, 15), 1, at(23, 14)),
        (at(23, 16, 59, 59), 1, at(25, 8, 59, 59)),
        (at(23, 17), 1, at(25, 9)),
        (at(23, 22), 8, at(25, 17)),
        (at(27, 16), 2, at(28, 9)),
        (at(28, 16), 2, at(30, 9)),
        (at(22, 3), 0, at(23, 8)),
        (at(23, 8).astimezone(UTC), 9, at(25, 9)),
    ],
)
def test_a_term_counts_only_while_offices_work(start, hours, end):
    assert add_working_hours(start, hours, sessions=SESSIONS, calendar=CALENDAR) == end


def test_a_year_without_data_is_refused():
    with pytest.raises(MissingYear):
        add_working_hours(datetime(2027, 1, 4, 9, tzinfo=HANOI), 1, sessions=SESSIONS, calendar=CALENDAR)


def test_a_negative_term_is_refused():
    with pytest.raises(ValueError, match="negative"):
        add_working_hours(at(23, 8), -1, sessions=SESSIONS, calendar=CALENDAR)


@pytest.mark.parametrize(
    "written", ["", "8:00-12:00", "12:00-08:00", "08:00-12:00, 11:00-17:00", "25:00-26:00", "sáng"]
)
def test_what_is_no_session_is_refused(written):
    with pytest.raises(ValueError):
        read_sessions(written)
