"""Rule values and calendar days start from data files and then belong to officers (R0-2, RX-1)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.models import CalendarDay, RuleValue
from core.services.changes import set_up
from core.services.seeding import seed_calendar_days, seed_rule_values

pytestmark = pytest.mark.django_db


def value_on(key, day):
    return RuleValue.objects.valid_on(day).get(key=key).value


def test_the_numbers_of_the_regulation_are_there_with_their_basis(bare_database):
    seed_rule_values()
    day = date(2026, 11, 23)

    assert value_on("event-intake-hours", day) == "48"
    assert value_on("document-intake-hours", day) == "72"
    assert value_on("document-intake-start", day) == "end-of-issue-day"
    assert value_on("backups-per-week", day) == "2"
    assert not RuleValue.objects.filter(legal_basis="").exists()


def test_the_notice_before_a_stop_grows_from_five_to_seven_working_days(bare_database):
    seed_rule_values()

    assert value_on("maintenance-notice-days", date(2026, 6, 30)) == "5"
    assert value_on("maintenance-notice-days", date(2026, 7, 1)) == "7"


def test_a_second_run_adds_nothing_and_keeps_changed_values(bare_database):
    first = seed_rule_values()
    with set_up("thử"):
        RuleValue.objects.filter(key="event-intake-hours").update(value="24", valid_from=date(2025, 6, 1))

    assert first == RuleValue.objects.count() > 0
    assert seed_rule_values() == 0
    assert value_on("event-intake-hours", date(2026, 1, 1)) == "24"


def test_a_value_that_breaks_the_table_is_refused_as_a_whole(bare_database, tmp_path):
    lines = 'name="x"\nunit="hours"\nlegal_basis="x"\nvalid_from=2025-01-01\n'
    broken = tmp_path / "values.toml"
    broken.write_text(f'[[value]]\nkey="a"\nvalue="1"\n{lines}[[value]]\nkey="b"\nvalue="viele"\n{lines}')

    with pytest.raises(ValidationError):
        seed_rule_values(broken)
    assert not RuleValue.objects.exists()


def test_calendar_days_are_added_once_and_left_alone():
    assert seed_calendar_days() > 0
    with set_up("thử"):
        CalendarDay.objects.filter(day=date(2026, 1, 2)).update(name="Tên đã sửa")

    assert seed_calendar_days() == 0
    assert CalendarDay.objects.get(day=date(2026, 1, 2)).name == "Tên đã sửa"
    assert CalendarDay.objects.get(day=date(2026, 1, 10)).kind == "working"
