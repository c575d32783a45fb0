"""Each day the head of the audit chain goes where the database's owner cannot change it."""

from datetime import timedelta

import pytest
from django.core import checks, mail

from core.enums import AuditAct
from core.models import AuditEvent
from core.services import audit
from core.services.audit_heads import check_addresses, send_head
from core.services.audit_verification import read_heads
from core.tasks import send_audit_head
from tests.core.test_audit_record import seal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def outside(settings, tmp_path):
    """Two addresses, a file, and a chain of one row."""
    settings.AUDIT_HEAD_ADDRESSES = ["an@example.vn", "binh@example.vn"]
    settings.AUDIT_HEADS_FILE = tmp_path / "heads.txt"
    audit.record(AuditAct.SETTING_CHANGED)
    seal()
    return settings.AUDIT_HEADS_FILE


def test_the_head_goes_into_the_file_and_to_both_addresses(frozen_now, outside, django_capture_on_commit_callbacks):
    last = AuditEvent.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        send_audit_head()
    (head,) = read_heads(outside)
    assert (head.day, head.number, head.row_hash) == ("2026-11-23", 1, last.row_hash)
    assert sorted(message.to[0] for message in mail.outbox) == ["an@example.vn", "binh@example.vn"]
    assert all(last.row_hash in message.body for message in mail.outbox)


def test_a_second_run_on_one_day_adds_nothing(frozen_now, outside, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = send_head(now=frozen_now)
        seal()
        audit.record(AuditAct.LIST_EXPORTED)
        seal()
        second = send_head(now=frozen_now + timedelta(hours=3))
    assert first == second
    assert len(read_heads(outside)) == 1
    assert len(mail.outbox) == 2
    assert AuditEvent.objects.filter(act=AuditAct.HEAD_SENT).count() == 1


def test_the_next_day_gets_a_line_of_its_own(frozen_now, outside):
    send_head(now=frozen_now)
    seal()
    send_head(now=frozen_now + timedelta(hours=15))
    assert [(head.day, head.number) for head in read_heads(outside)] == [("2026-11-23", 1), ("2026-11-24", 2)]


def test_that_the_head_was_sent_is_itself_in_the_chain(frozen_now):
    head = send_head(now=frozen_now)
    sent = AuditEvent.objects.get(act=AuditAct.HEAD_SENT)
    assert sent.detail == {"number": 1, "row_hash": head.row_hash}


def test_a_file_that_cannot_be_written_stops_the_whole_act(frozen_now, settings, tmp_path):
    settings.AUDIT_HEADS_FILE = tmp_path / "no" / "folder" / "heads.txt"
    with pytest.raises(OSError, match="No such file"):
        send_head(now=frozen_now)
    assert mail.outbox == []
    assert not AuditEvent.objects.filter(act=AuditAct.HEAD_SENT).exists()


def test_a_file_that_somebody_scribbled_into_stops_the_whole_act(frozen_now, outside):
    outside.write_text("hello\n", encoding="utf-8")
    with pytest.raises(ValueError, match="hello"):
        send_head(now=frozen_now)
    assert outside.read_text(encoding="utf-8") == "hello\n"


def test_an_empty_chain_has_no_head(frozen_now, outside, monkeypatch):
    monkeypatch.setattr("core.services.audit_heads.current_head", lambda day: None)
    assert send_head(now=frozen_now) is None
    assert not outside.exists()


@pytest.mark.parametrize(
    "addresses", [[], ["an@example.vn"], ["an@example.vn", " AN@example.vn "], ["an@example.vn", "binh"]]
)
def test_production_asks_for_two_different_addresses(addresses, settings):
    settings.AUDIT_HEAD_ADDRESSES = addresses
    assert [found.id for found in check_addresses(app_configs=None)] == ["core.E019"]


def test_two_addresses_satisfy_production(settings):
    settings.AUDIT_HEAD_ADDRESSES = ["an@example.vn", "binh@example.vn"]
    assert check_addresses(app_configs=None) == []


def test_the_check_runs_with_those_of_deployment():
    assert check_addresses in checks.registry.registry.get_checks(include_deployment_checks=True)
    assert check_addresses not in checks.registry.registry.get_checks()
