"""Silence of suppliers: reminded once, then told to who asked, however often the job runs (R6.1a-11)."""

from datetime import date, timedelta

from core.models import Notification
from editorial.models import EntryMessage
from editorial.services import messages, supplements, supplying
from editorial.services.reminders import remind
from editorial.services.sorting import take
from editorial.wagtail_hooks.waiting import waiting_for
from tests.conftest import FROZEN_NOW as NOW

DAY = timedelta(days=1)  # the 24th is a public holiday: two working days end on Thursday the 26th


def letters(kind):
    return Notification.objects.filter(kind=f"editorial.{kind}").count()


def asked_for_supplement(entry, people, due_on=date(2026, 11, 30)):
    take(entry, actor=people.editor, now=NOW)
    return supplements.ask(entry, request="Số liệu", due_on=due_on, actor=people.editor, now=NOW)


def test_a_silent_supplier_is_reminded_after_two_working_days_once(sent, people):
    asked_for_supplement(sent(), people)
    remind(now=NOW + 3 * DAY)
    assert letters("reminded") == 0
    for hours in (96, 97, 120):
        remind(now=NOW + timedelta(hours=hours))
    assert letters("reminded") == 1


def test_after_the_day_set_who_asked_is_told_once(sent, people):
    asked_for_supplement(sent(), people)
    for days in (8, 9):
        remind(now=NOW + days * DAY)
    assert (letters("reminded"), letters("silent")) == (0, 1)
    assert Notification.objects.get(kind="editorial.silent").user_id == people.editor.pk


def test_an_answered_supplement_is_left_in_peace(sent, people):
    entry = sent()
    asked_for_supplement(entry, people)
    supplying.answer_supplement(entry, answer="Đây", actor=None, now=NOW)
    remind(now=NOW + 9 * DAY)
    assert letters("reminded") == letters("silent") == 0


def test_an_open_question_is_reminded_of_and_then_overdue(sent, people):
    entry = sent()
    messages.ask(entry, body="Ai chụp?", expects_answer=True, actor=people.editor, now=NOW)
    remind(now=NOW + 4 * DAY)
    assert (letters("reminded"), letters("silent")) == (1, 0)
    later = NOW + 9 * DAY
    remind(now=later)
    assert (letters("reminded"), letters("silent")) == (1, 1)
    assert any("quá hạn" in str(one.what) for one in waiting_for(people.editor, now=later))


def test_what_expects_no_answer_is_not_reminded_of(sent, people):
    messages.ask(sent(), body="Cảm ơn", expects_answer=False, actor=people.editor, now=NOW)
    remind(now=NOW + 30 * DAY)
    assert letters("reminded") == letters("silent") == 0


def test_a_message_of_the_supplier_waits_until_somebody_has_looked(sent, people):
    entry = sent()
    supplying.write(entry, body="Khi nào đăng?", actor=None, now=NOW)

    def is_waiting():
        return any("chưa xem" in str(one.what) for one in waiting_for(people.editor, now=NOW))

    assert is_waiting()
    messages.note_seen(entry, actor=people.editor, now=NOW)
    assert not is_waiting()
    assert EntryMessage.objects.get().closed_at == NOW
