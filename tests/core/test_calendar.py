"""The office's own table corrects the public holiday list (RX-1, vectors T3 to T5)."""

from datetime import date

import pytest

from core.enums import CalendarDayKind
from core.lib.workdays import MissingYear, add_working_days
from core.models import CalendarDay
from core.services.calendar import work_calendar
from core.services.changes import set_up
from core.services.seeding import seed_calendar_days

pytestmark = pytest.mark.django_db


def test_the_seeded_calendar_knows_the_swap_of_january_2026() -> None:
    seed_calendar_days()
    assert add_working_days(date(2025, 12, 31), 2, work_calendar()) == date(2026, 1, 6)
    assert add_working_days(date(2026, 1, 8), 2, work_calendar()) == date(2026, 1, 10)


def test_a_day_the_office_enters_changes_the_computation() -> None:
    seed_calendar_days()
    assert add_working_days(date(2026, 11, 25), 1, work_calendar()) == date(2026, 11, 26)
    with set_up("thử"):
        CalendarDay.objects.create(day=date(2026, 11, 26), kind=CalendarDayKind.OFF, name="Nghỉ bù", legal_basis="Thử")
    assert add_working_days(date(2026, 11, 25), 1, work_calendar()) == date(2026, 11, 27)


def test_a_year_without_data_refuses() -> None:
    with pytest.raises(MissingYear):
        add_working_days(date(2031, 1, 5), 3, work_calendar())
