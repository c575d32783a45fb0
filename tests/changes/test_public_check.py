"""The check of the whole database finds what nobody approved (R6.3a-1, T12)."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from core.models import PublishedItem
from core.services.public_check import CHECKS
from tests.changes.test_guard import CHANGED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shown_once")]


def findings():
    return [finding for check in CHECKS for finding in check()]


def past_the_guard(table, sql, params=()):
    """Do what only the owner could: switch the guard off, write, switch it on again."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        cursor.execute(sql, params)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
        for act in ("insert", "update", "delete"):
            cursor.execute(f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER core_guard_{act}')
        if table in {"core_portalimage", "core_portaldocument"}:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER core_guard_publicity')


def test_a_portal_as_it_was_set_up_has_nothing_to_find(shown):
    assert findings() == []
    call_command("verify_public")


@pytest.mark.parametrize("table", sorted(CHANGED.keys() - {"accounts_agency_successors"}))
def test_a_row_changed_past_the_guard_is_found(shown, table):
    column, value = CHANGED[table]
    past_the_guard(table, f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s', [value, shown[table].pk])
    assert f"{table} {shown[table].pk} differs from what was approved" in findings()
    with pytest.raises(CommandError):
        call_command("verify_public")


def test_a_row_added_past_the_guard_is_found(shown):
    past_the_guard(
        "core_calendarday",
        "INSERT INTO core_calendarday (day, kind, name, legal_basis) VALUES ('2026-12-24', 'off', 'Lậu', 'không')",
    )
    assert any(finding.startswith("core_calendarday") and "never approved" in finding for finding in findings())


def test_a_row_deleted_past_the_guard_is_found(shown):
    pk = shown["core_calendarday"].pk
    past_the_guard("core_calendarday", "DELETE FROM core_calendarday WHERE id = %s", [pk])
    assert f"core_calendarday {pk} is gone" in findings()


def test_a_guard_that_is_off_is_found(shown):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE core_rulevalue ENABLE TRIGGER core_guard_update")
    assert "core_rulevalue: trigger core_guard_update is off" in findings()


def test_other_bytes_on_the_disk_are_found(shown):
    document = shown["core_portaldocument"]
    Path(document.file.path).write_bytes(b"Noi dung bi thay")
    assert f"core_portaldocument {document.pk} has other bytes than were let in" in findings()


def test_a_register_that_differs_from_its_page_is_found(shown):
    with transaction.atomic():
        item = PublishedItem.objects.order_by("page_id").last()
        PublishedItem.objects.filter(pk=item.pk).update(title="Tiêu đề lậu")
    assert f"core_publisheditem {item.page_id} differs from its page" in findings()
