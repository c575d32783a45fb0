"""What nobody acts on goes up to the leaders, once for each cause (R3.9-4, R6.2-1, R6.2-3)."""

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.enums import AuditAct
from core.lib.dates import HANOI
from core.models import AuditEvent, Notification
from editorial.enums import BoardPosition, EntryState, EscalationCause, RefusalGround, RouteOutcome
from editorial.models import Escalation, Refusal, Route
from editorial.services.escalation import due_cases, escalate
from tests.conftest import FROZEN_NOW
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_now")]

# Monday 23/11/2026 9:00 and eight working hours; 24/11 is a day off, so the term ends on Wednesday at nine.
END_OF_TERM = datetime(2026, 11, 25, 9, tzinfo=HANOI)


@pytest.fixture
def chair(seated):
    return seated(BoardPosition.CHAIR, user=UserFactory(full_name="Trưởng Ban"))


def causes(now):
    return [case.cause for case in due_cases(now=now)]


def routed(entry, people, *, due_at, outcome="", closed_at=None, seat=None):
    return Route.objects.create(
        entry=entry,
        seat=seat,
        agency=None if seat else entry.agency,
        due_at=due_at,
        sent_by=people.editor,
        sent_at=FROZEN_NOW,
        closed_at=closed_at,
        closed_by=people.editor if closed_at else None,
        outcome=outcome,
    )


def in_state(entry, state):
    entry.state = state
    entry.save()
    return entry


def test_an_untouched_entry_goes_up_when_its_working_hours_are_over(handed_in):
    handed_in()
    assert causes(END_OF_TERM) == []
    assert causes(END_OF_TERM + timedelta(seconds=1)) == [EscalationCause.UNTOUCHED]


def test_an_entry_that_somebody_took_up_does_not(handed_in):
    in_state(handed_in(), EntryState.PROCESSING)
    assert causes(END_OF_TERM + timedelta(days=30)) == []


def test_the_third_wrong_address_goes_up(handed_in, people):
    entry = in_state(handed_in(), EntryState.PROCESSING)
    for _ in range(2):
        routed(entry, people, due_at=FROZEN_NOW, outcome=RouteOutcome.WRONG_ADDRESS, closed_at=FROZEN_NOW)
    assert causes(FROZEN_NOW) == []
    routed(entry, people, due_at=FROZEN_NOW, outcome=RouteOutcome.WRONG_ADDRESS, closed_at=FROZEN_NOW)
    assert causes(FROZEN_NOW) == [EscalationCause.WRONG_ADDRESSES]


def test_a_silent_desk_is_reminded_once_and_goes_up_three_days_later(handed_in, people, seated, chair):
    entry = in_state(handed_in(), EntryState.ROUTED)
    member = seated()
    routed(entry, people, due_at=FROZEN_NOW, seat=member)
    for hours in (1, 2, 72):
        assert escalate(now=FROZEN_NOW + timedelta(hours=hours)) == []
    reminders = Notification.objects.filter(kind="editorial.overdue")
    assert [row.user_id for row in reminders] == [member.user_id]

    raised = escalate(now=FROZEN_NOW + timedelta(hours=72, seconds=1))
    assert [row.cause for row in raised] == [EscalationCause.SILENT_DESK]


def test_a_desk_that_answered_is_left_alone(handed_in, people):
    entry = in_state(handed_in(), EntryState.PROCESSING)
    routed(entry, people, due_at=FROZEN_NOW, outcome=RouteOutcome.DONE, closed_at=FROZEN_NOW)
    assert escalate(now=FROZEN_NOW + timedelta(days=9)) == []
    assert not Notification.objects.filter(kind="editorial.overdue").exists()


def test_a_verification_that_was_awaited_in_vain_goes_up_the_day_after(handed_in, people):
    entry = in_state(handed_in(), EntryState.REFUSED)
    Refusal.objects.create(
        entry=entry,
        grounds=[RefusalGround.RE_VERIFICATION],
        reasoning="Đang chờ cơ quan chủ quản xác thực.",
        reverify_until=date(2026, 11, 25),
        proposed_by=people.editor,
        proposed_at=FROZEN_NOW,
        decided_by=people.approver,
        decided_at=FROZEN_NOW,
        is_agreed=True,
    )
    assert causes(datetime(2026, 11, 25, 23, 59, 59, tzinfo=HANOI)) == []
    assert causes(datetime(2026, 11, 26, tzinfo=HANOI)) == [EscalationCause.VERIFICATION]


def test_the_leaders_are_told_once_and_the_chain_records_it(handed_in, chair, django_capture_on_commit_callbacks):
    entry = handed_in()
    later = END_OF_TERM + timedelta(hours=1)
    assert len(escalate(now=later)) == 1
    assert escalate(now=later + timedelta(days=2)) == []
    letters = Notification.objects.filter(kind="editorial.escalated")
    assert [row.user_id for row in letters] == [chair.user_id]
    event = AuditEvent.objects.get(act=AuditAct.ENTRY_ESCALATED)
    assert (event.subject_id, event.detail["cause"]) == (str(entry.pk), "untouched")


def test_a_case_stands_until_its_cause_is_gone(handed_in):
    entry = handed_in()
    escalate(now=END_OF_TERM + timedelta(hours=1))
    assert Escalation.objects.standing().count() == 1
    in_state(entry, EntryState.PROCESSING)
    assert Escalation.objects.standing().count() == 0


def test_a_dry_run_lists_and_writes_nothing(handed_in, time_machine):
    entry = handed_in()
    time_machine.move_to(END_OF_TERM + timedelta(hours=1))
    out = StringIO()
    call_command("escalate_entries", "--dry-run", stdout=out)
    assert out.getvalue().strip() == f"{entry.code}: Chưa có người nhận xử lý"
    assert not Escalation.objects.exists()


def test_the_cost_does_not_grow_with_what_is_in_order(handed_in, people, django_assert_max_num_queries):
    for _ in range(5):
        in_state(handed_in(), EntryState.PROCESSING)
    with django_assert_max_num_queries(16):
        escalate(now=END_OF_TERM)


def test_what_was_told_long_ago_costs_nothing_more(handed_in):
    def queries(number):
        for _ in range(number):
            handed_in()
        escalate(now=END_OF_TERM + timedelta(hours=1))
        with CaptureQueriesContext(connection) as again:
            assert escalate(now=END_OF_TERM + timedelta(hours=2)) == []
        return len(again)

    assert queries(1) == queries(4)
