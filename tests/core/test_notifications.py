"""The ledger sends each letter once, later when it must, and never too late (docs/decisions/0016)."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from core.enums import AuditAct, NotificationState
from core.models import AuditEvent, Notification
from core.notifications import AUDIT_HEAD, Kind, declare, kinds
from core.services import notifications
from core.services.notifications import LEASE, RETRY_AFTER, Mailbox, deliver, notify, sweep

pytestmark = pytest.mark.django_db

CONTEXT = {"day": "23/11/2026", "number": 7, "row_hash": "ab" * 32}


@pytest.fixture
def broken_mail(monkeypatch):
    """Break the mail server; the list says what it answers next, and when it is empty letters go through."""
    answers = []
    send = mail.EmailMultiAlternatives.send

    def answer(self, *args, **kwargs):
        if answers:
            raise answers.pop(0)
        return send(self, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", answer)
    return answers


def note(now, *, recipient="an@example.vn", occurrence="2026-11-23", **values):
    return notify(AUDIT_HEAD, recipient=recipient, occurrence=occurrence, context=CONTEXT, now=now, **values)


def state(row):
    row.refresh_from_db()
    return row.state


def test_a_letter_goes_out_after_the_commit(frozen_now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = note(frozen_now)
        assert mail.outbox == []
    assert [message.to for message in mail.outbox] == [["an@example.vn"]]
    assert state(row) == NotificationState.SENT


def test_the_letter_greets_says_its_text_and_closes(frozen_now):
    deliver(note(frozen_now).pk, now=frozen_now)
    message = mail.outbox[0]
    assert message.subject == "Đầu chuỗi nhật ký ngày 23/11/2026: dòng số 7"
    assert message.body.startswith("Kính gửi Ông/Bà,\n\nKhi lập thư này, ngày 23/11/2026")
    assert "ab" * 32 in message.body
    assert "Trân trọng./." in message.body


def test_an_agency_is_greeted_by_its_name(frozen_now):
    deliver(note(frozen_now, recipient=Mailbox("so@example.vn", agency="Sở Nội vụ")).pk, now=frozen_now)
    assert mail.outbox[0].body.startswith("Kính gửi: Sở Nội vụ\n")


def test_a_person_with_an_account_is_looked_up_when_the_letter_goes(frozen_now, people):
    row = note(frozen_now, recipient=people.auditor)
    people.auditor.email = "moi@example.vn"
    people.auditor.save()
    deliver(row.pk, now=frozen_now)
    assert mail.outbox[0].to == ["moi@example.vn"]
    assert mail.outbox[0].body.startswith("Kính gửi Ông/Bà Lý Thế Uy,")


def test_the_same_key_twice_is_one_row_and_one_letter(frozen_now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = note(frozen_now), note(frozen_now, recipient=" AN@example.vn")
    assert first.pk == second.pk
    assert len(mail.outbox) == 1
    with django_capture_on_commit_callbacks(execute=True):
        note(frozen_now + timedelta(hours=1))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "other", [{"recipient": "binh@example.vn"}, {"occurrence": "2026-11-24"}, {"subject": "van-ban-12"}]
)
def test_another_recipient_occurrence_or_subject_is_another_letter(frozen_now, other):
    assert note(frozen_now).pk != note(frozen_now, **other).pk


def test_an_act_that_is_rolled_back_sends_nothing(frozen_now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError), transaction.atomic():
        note(frozen_now)
        raise RuntimeError
    assert mail.outbox == []
    assert not Notification.objects.exists()


def test_a_letter_that_is_through_keeps_no_address(frozen_now):
    row = note(frozen_now)
    deliver(row.pk, now=frozen_now)
    row.refresh_from_db()
    assert row.address == ""
    assert "example" not in row.recipient_key


def test_the_task_that_runs_twice_sends_once(frozen_now):
    row = note(frozen_now)
    deliver(row.pk, now=frozen_now)
    deliver(row.pk, now=frozen_now + timedelta(days=1))
    assert len(mail.outbox) == 1


def test_a_broken_mail_server_is_tried_again_later(frozen_now, broken_mail):
    broken_mail += [ConnectionRefusedError(), smtplib.SMTPServerDisconnected()]
    row = note(frozen_now)
    deliver(row.pk, now=frozen_now)
    assert (state(row), row.attempts, row.last_error) == (NotificationState.QUEUED, 1, "ConnectionRefusedError")
    sweep(now=frozen_now + timedelta(seconds=59))
    assert state(row) == NotificationState.QUEUED
    assert row.attempts == 1
    sweep(now=frozen_now + timedelta(minutes=1))
    sweep(now=frozen_now + timedelta(minutes=6))
    assert state(row) == NotificationState.SENT
    assert len(mail.outbox) == 1


def test_after_the_last_attempt_it_gives_up_and_says_so(frozen_now, broken_mail, caplog):
    broken_mail += [ConnectionRefusedError()] * 100
    row = note(frozen_now)
    Notification.objects.update(expires_at=frozen_now + timedelta(days=30))
    for _attempt in RETRY_AFTER:
        Notification.objects.update(next_attempt_at=frozen_now)
        deliver(row.pk, now=frozen_now)
    assert state(row) == NotificationState.FAILED
    assert row.attempts == len(RETRY_AFTER)
    assert "is given up" in caplog.text
    assert AuditEvent.objects.get(act=AuditAct.NOTIFICATION_FAILED).subject_id == str(row.pk)


def test_a_worker_killed_between_sending_and_marking_repeats_the_letter_recognisably(frozen_now, monkeypatch):
    """SMTP knows no transaction: the second copy carries the id of the first."""
    row = note(frozen_now)
    send = mail.EmailMultiAlternatives.send

    def send_and_die(self, *args, **kwargs):
        send(self, *args, **kwargs)
        raise SystemExit

    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr(mail.EmailMultiAlternatives, "send", send_and_die)
        deliver(row.pk, now=frozen_now)
    assert state(row) == NotificationState.QUEUED
    sweep(now=frozen_now + LEASE - timedelta(seconds=1))
    assert len(mail.outbox) == 1
    sweep(now=frozen_now + LEASE)
    assert state(row) == NotificationState.SENT
    first, second = (message.message()["Message-ID"] for message in mail.outbox)
    assert first == second == notifications.message_id(row)


def test_a_letter_that_is_just_going_out_is_left_alone(frozen_now, monkeypatch):
    row = note(frozen_now)
    send = mail.EmailMultiAlternatives.send

    def send_while_others_try(self, *args, **kwargs):
        deliver(row.pk, now=frozen_now)
        sweep(now=frozen_now)
        return send(self, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", send_while_others_try)
    deliver(row.pk, now=frozen_now)
    assert len(mail.outbox) == 1


def test_after_three_days_without_mail_one_letter_goes_out_not_three(frozen_now, broken_mail):
    broken_mail += [ConnectionRefusedError()] * 1000
    for day in range(3):
        now = frozen_now + timedelta(days=day)
        note(now, occurrence=f"2026-11-{23 + day}")
        for minutes in range(0, 60 * 24, 10):
            if day == 2 and minutes == 60 * 20:
                broken_mail.clear()
            sweep(now=now + timedelta(minutes=minutes))
    sweep(now=frozen_now + timedelta(days=3, hours=2))
    assert len(mail.outbox) == 1
    states = Notification.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [NotificationState.EXPIRED, NotificationState.EXPIRED, NotificationState.SENT]


def test_a_letter_past_its_shelf_life_is_not_sent(frozen_now):
    row = note(frozen_now)
    deliver(row.pk, now=frozen_now + AUDIT_HEAD.shelf_life)
    assert (state(row), mail.outbox) == (NotificationState.EXPIRED, [])


def test_what_waited_too_long_is_let_go_at_once_and_said_in_the_log(frozen_now, broken_mail, caplog):
    broken_mail += [ConnectionRefusedError()] * 10
    for number in range(3):
        note(frozen_now, recipient=f"n{number}@example.vn")
    sweep(now=frozen_now + AUDIT_HEAD.shelf_life)
    assert set(Notification.objects.values_list("state", "address")) == {(NotificationState.EXPIRED, "")}
    assert "3 letters waited" in caplog.text


def test_a_sweep_sends_a_few_at_a_time(frozen_now, monkeypatch):
    monkeypatch.setattr(notifications, "MOST_IN_ONE_SWEEP", 2)
    for number in range(3):
        note(frozen_now, recipient=f"n{number}@example.vn")
    assert (sweep(now=frozen_now), sweep(now=frozen_now), sweep(now=frozen_now)) == (2, 1, 0)
    assert len(mail.outbox) == 3


def test_a_sweep_stops_at_a_mail_server_that_is_down(frozen_now, broken_mail):
    broken_mail += [ConnectionRefusedError()] * 10
    for number in range(3):
        note(frozen_now, recipient=f"n{number}@example.vn")
    assert sweep(now=frozen_now) == 1


def test_one_address_that_is_refused_does_not_hold_up_the_others(frozen_now, broken_mail):
    broken_mail += [smtplib.SMTPRecipientsRefused({})]
    for number in range(3):
        note(frozen_now, recipient=f"n{number}@example.vn")
    sweep(now=frozen_now)
    sweep(now=frozen_now)
    assert len(mail.outbox) == 2


def test_a_mistake_in_the_letter_is_raised_and_tried_again(frozen_now):
    row = note(frozen_now)
    Notification.objects.update(context={})
    with pytest.raises(KeyError):
        deliver(row.pk, now=frozen_now)
    assert (state(row), row.last_error, row.attempts) == (NotificationState.QUEUED, "KeyError", 1)


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}])
def test_a_person_who_left_gets_no_letter(frozen_now, people, change):
    row = note(frozen_now, recipient=people.auditor)
    type(people.auditor).objects.filter(pk=people.auditor.pk).update(**change)
    deliver(row.pk, now=frozen_now)
    assert (state(row), row.last_error, mail.outbox) == (NotificationState.FAILED, "NoAddress", [])


@pytest.mark.parametrize("value", ["Nguyễn Văn An", "an@example.vn", "a b", "x\nBcc:y", ""])
def test_a_subject_takes_codes_and_numbers_only(frozen_now, value):
    with pytest.raises(ValueError, match="codes and numbers"):
        notify(AUDIT_HEAD, recipient="an@example.vn", occurrence="x", context=CONTEXT | {"day": value}, now=frozen_now)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_no_subject_of_a_declared_kind_names_anything_but_its_codes(kind):
    assert kind.variables() <= kind.codes


def test_a_subject_with_another_variable_is_refused():
    kind = Kind("test.name", "Gửi {name}", "core/emails/audit_head.txt", timedelta(days=1))
    with pytest.raises(ValueError, match="no codes"):
        kind.subject_line({"name": "An"})


def test_two_kinds_of_one_code_are_a_mistake():
    with pytest.raises(ValueError, match="two kinds"):
        declare(Kind(AUDIT_HEAD.code, "Khác", "core/emails/audit_head.txt", timedelta(days=1)))


def test_a_kind_that_no_app_declares_is_refused(frozen_now):
    stray = Kind("test.stray", "Thử", "core/emails/audit_head.txt", timedelta(days=1))
    with pytest.raises(LookupError, match="stray"):
        notify(stray, recipient="an@example.vn", occurrence="x", context={}, now=frozen_now)
