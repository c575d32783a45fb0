"""The address of a letter that waits is encrypted, and gone when the letter is through (R9.4-4, decision 0016)."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection

from core.models import Notification
from core.services.notifications import deliver
from tests.conftest import FROZEN_NOW
from tests.core.test_notifications import note

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_now")]

ADDRESS = "phuong@example.vn"


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM core_notification")
        return cursor.fetchone()[0]


def test_the_database_never_holds_the_address_in_clear():
    row = note(FROZEN_NOW, recipient=ADDRESS)
    assert ADDRESS not in stored()
    assert "phuong" not in stored()
    assert Notification.objects.get(pk=row.pk).address == ADDRESS


def test_the_letter_still_reaches_the_address():
    row = note(FROZEN_NOW, recipient=ADDRESS)
    assert deliver(row.pk, now=FROZEN_NOW)
    assert mail.outbox[-1].to == [ADDRESS]
    assert Notification.objects.get(pk=row.pk).address == ""


def test_letters_that_waited_before_are_encrypted_by_the_migration():
    row = note(FROZEN_NOW, recipient=ADDRESS)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_notification SET address = %s", [ADDRESS])
    with connection.schema_editor() as editor:
        import_module("core.migrations.0007_encrypted_addresses").encrypt_addresses(apps, editor)
    assert ADDRESS not in stored()
    assert Notification.objects.get(pk=row.pk).address == ADDRESS
