"""The clocks read the numbers of the law by date (Article 6.1, R6.1a-8, R6.1a-9, R0-2)."""

from datetime import date, datetime, timedelta

import pytest

from core.lib.dates import HANOI
from core.models import RuleValue
from core.services.changes import set_up
from core.services.rule_values import MissingRuleValueError
from editorial.enums import ClockKind
from editorial.services.clocks import reckon

pytestmark = pytest.mark.django_db


RECEIVED = datetime(2026, 11, 5, 10, 0, 1, tzinfo=HANOI)
EVENT_END = datetime(2026, 11, 3, 10, tzinfo=HANOI)


def test_news_one_second_after_48_hours_is_late_by_one_second():
    found = reckon(received_at=RECEIVED, starts_at=EVENT_END - timedelta(hours=2), ends_at=EVENT_END)
    assert (found.kind, found.seconds_late) == (ClockKind.EVENT, 1)


def test_a_document_counts_from_the_end_of_its_day_unless_the_rule_says_otherwise():
    issued = date(2026, 11, 3)
    assert reckon(received_at=RECEIVED, issued_on=issued).deadline == datetime(2026, 11, 7, tzinfo=HANOI)
    with set_up("thử"):
        RuleValue.objects.filter(key="document-intake-start").update(value="start-of-issue-day")
    assert reckon(received_at=RECEIVED, issued_on=issued).deadline == datetime(2026, 11, 6, tzinfo=HANOI)


def test_the_start_of_an_activity_counts_when_the_rule_says_so():
    with set_up("thử"):
        RuleValue.objects.filter(key="event-intake-start").update(value="start-of-event")
    found = reckon(received_at=RECEIVED, starts_at=EVENT_END - timedelta(hours=2), ends_at=EVENT_END)
    assert found.seconds_late == 2 * 3600 + 1


def test_an_agreed_time_goes_before_the_general_limit():
    agreed = RECEIVED + timedelta(days=3)
    found = reckon(received_at=RECEIVED, starts_at=EVENT_END, ends_at=EVENT_END, agreed_until=agreed)
    assert (found.kind, found.deadline, found.seconds_late) == (ClockKind.AGREED, agreed, 0)


def test_without_a_day_to_count_from_nothing_is_reckoned():
    assert reckon(received_at=RECEIVED) is None


def test_what_came_earlier_keeps_the_hours_of_its_day():
    with set_up("thử"):
        RuleValue.objects.filter(key="event-intake-hours").update(valid_until=date(2026, 11, 6))
    newer = RuleValue.objects.get(key="event-intake-hours")
    newer.pk, newer.value, newer.valid_from, newer.valid_until = None, "24", date(2026, 11, 6), None
    with set_up("thử"):
        newer.save()
    before = reckon(received_at=RECEIVED, starts_at=EVENT_END)
    after = reckon(received_at=RECEIVED + timedelta(days=1), starts_at=EVENT_END)
    assert before.seconds_late == 1
    assert after.seconds_late == 2 * 86_400 + 1


def test_a_day_without_a_rule_is_not_guessed():
    with pytest.raises(MissingRuleValueError):
        reckon(received_at=datetime(2024, 11, 5, tzinfo=HANOI), issued_on=date(2024, 11, 4))
