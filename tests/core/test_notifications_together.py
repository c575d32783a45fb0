"""Several workers at once send one letter once (docs/decisions/0016)."""

import threading

import pytest
from django.core import mail
from django.db import connection, transaction

from core.enums import NotificationState
from core.lib import clock
from core.models import Notification
from core.notifications import AUDIT_HEAD
from core.services.notifications import deliver, notify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_transactions")]

WORKERS = 8
CONTEXT = {"day": "23/11/2026", "number": 7, "row_hash": "ab"}


@pytest.fixture(autouse=True)
def empty_ledger(real_transactions, monkeypatch):
    """Leave no row behind, and no task in the queue."""
    monkeypatch.setattr("core.services.notifications.async_task", lambda *args: None)
    yield
    Notification.objects.all().delete()


def note(now):
    with transaction.atomic():
        return notify(AUDIT_HEAD, recipient="an@example.vn", occurrence="2026-11-23", context=CONTEXT, now=now)


def together(job) -> list:
    """Run the job in threads that begin together, and return what they returned."""
    begin, found = threading.Barrier(WORKERS), []

    def work() -> None:
        try:
            begin.wait()
            found.append(job())
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == WORKERS
    return found


def test_many_who_note_the_same_letter_at_once_note_it_once():
    now = clock.now()
    assert len({row.pk for row in together(lambda: note(now))}) == 1
    assert Notification.objects.count() == 1


def test_many_workers_that_take_the_same_task_send_one_letter():
    now = clock.now()
    row = note(now)
    together(lambda: deliver(row.pk, now=now))
    assert len(mail.outbox) == 1
    row.refresh_from_db()
    assert (row.state, row.attempts) == (NotificationState.SENT, 1)
