"""When a day has passed, letters go out once: a page sent back, an emergency nobody looked at (R6.3a-2, R6.3a-4)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from core.models import Notification
from core.services.notifications import deliver
from editorial.enums import BoardPosition
from editorial.services import emergencies
from editorial.services.approval import publish_in_emergency
from editorial.services.urging import urge
from tests.conftest import FROZEN_NOW
from tests.editorial.approving import act, latest, submit
from tests.sign_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_now")]

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def letters(kind):
    return Notification.objects.filter(kind=f"editorial.{kind}").order_by("user_id")


def recipients(kind):
    return {letter.user_id for letter in letters(kind)}


@pytest.fixture
def returned(draft, people):
    """Return a page that the editor sent back to the collaborator until the 25th."""
    submit(draft, people.collaborator)
    act(signed_in(people.editor), draft, "reject", comment="Thiếu nguồn của số liệu", due_on="2026-11-25")
    return draft


def test_who_handed_in_and_who_sent_back_hear_once_that_the_day_is_over(returned, people):
    assert urge(now=FROZEN_NOW + 2 * DAY) == (0, 0)
    for hours in (72, 73, 200):
        assert urge(now=FROZEN_NOW + hours * HOUR)[0] == 1
    assert recipients("page_awaited") == {people.collaborator.pk, people.editor.pk}
    assert letters("page_awaited").count() == 2


def test_the_letter_names_the_page_by_its_number_only(returned, people, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    now = FROZEN_NOW + 3 * DAY
    urge(now=now)
    deliver(letters("page_awaited").first().pk, now=now)
    letter = mail.outbox[-1]
    assert (letter.subject, "25/11/2026" in letter.body) == (f"Trang số {returned.pk} quá hạn gửi lại", True)
    assert returned.title not in letter.subject + letter.body


def test_a_page_that_came_again_is_left_in_peace(returned, people):
    page = type(returned).objects.get(pk=returned.pk)
    page.current_workflow_state.resume(user=people.collaborator)
    assert urge(now=FROZEN_NOW + 3 * DAY) == (0, 0)


def test_everybody_who_may_look_at_an_overdue_emergency_hears_once(draft, people, seated):
    deputy = seated(BoardPosition.DEPUTY)
    approval = publish_in_emergency(latest(draft), reason="Bão", actor=people.leader, now=FROZEN_NOW)
    assert urge(now=FROZEN_NOW + DAY) == (0, 0)
    for hours in (25, 26):
        assert urge(now=FROZEN_NOW + hours * HOUR) == (0, 1)
    assert recipients("emergency_overdue") == {people.approver.pk, deputy.user_id}
    assert letters("emergency_overdue").count() == 2
    emergencies.confirm(approval, actor=people.approver, now=FROZEN_NOW + 27 * HOUR)
    assert urge(now=FROZEN_NOW + 28 * HOUR) == (0, 0)


def test_the_command_of_the_queue_urges(returned, capsys):
    call_command("escalate_entries")
    assert "quá hạn: 0 trang trả lại, 0 đăng khẩn cấp" in capsys.readouterr().out
