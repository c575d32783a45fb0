"""One call writes one row of the audit chain, in the transaction of the act (docs/decisions/0012)."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import connection, transaction

from core.enums import AuditAct
from core.lib.acting import Acting, acting_as
from core.models import AuditEvent, RuleValue
from core.rules import audit_chain
from core.services import audit
from core.services.changes import set_up

pytestmark = pytest.mark.django_db


def seal() -> None:
    """Do what the commit does: number and hash the rows of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def columns(event: AuditEvent) -> dict:
    return {
        "number": event.number,
        "at": audit_chain.timestamp(event.at),
        "act": event.act,
        "actor_id": event.actor_id,
        "actor_name": event.actor_name,
        "subject_type": event.subject_type,
        "subject_id": event.subject_id,
        "detail": event.detail,
        "process": event.process,
        "request_id": event.request_id,
    }


def test_a_row_says_who_did_what_to_what_and_when(people, frozen_now):
    with set_up("thử"):
        rule = RuleValue.objects.create(
            key="thu", name="Thử", value="5", unit="days", legal_basis="x", valid_from="2026-01-01"
        )
    with acting_as(Acting("web", request_id="abc")):
        written = audit.record(
            AuditAct.RULE_VALUE_CHANGED, actor=people.standing_body, subject=rule, detail={"key": "thu"}
        )
    event = AuditEvent.objects.get(pk=written.pk)
    assert (event.at, event.act, event.actor_id, event.actor_name) == (
        frozen_now,
        "rule_value.changed",
        people.standing_body.pk,
        "standing_body",
    )
    assert (event.subject_type, event.subject_id, event.detail) == ("core.rulevalue", str(rule.pk), {"key": "thu"})
    assert (event.process, event.request_id) == ("web", "abc")


def test_rows_are_numbered_and_chained_at_the_commit():
    first, second = (audit.record(AuditAct.LIST_EXPORTED, detail={"list": name}) for name in ("một", "hai"))
    assert AuditEvent.objects.filter(number=None).count() == 2
    seal()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert (first.previous_hash, second.previous_hash) == (audit_chain.GENESIS, first.row_hash)


def test_the_database_and_python_hash_a_row_alike():
    detail = {
        "b": [1, -7, 10**30, True, None, []],
        "a": {"đ": '“Đống Đa” \\ / \t"x"', "Z": "\u007f\U0001f600 ", "": {}},
    }
    moment = datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=timezone(timedelta(hours=7)))
    event = audit.record(AuditAct.SETTING_CHANGED, detail=detail, now=moment)
    seal()
    event.refresh_from_db()
    assert event.at == moment.astimezone(UTC)
    assert event.row_hash == audit_chain.row_hash(event.previous_hash, columns(event))


def test_text_is_stored_in_one_form_and_without_controls():
    event = audit.record(AuditAct.SETTING_CHANGED, detail={"ten": "Ca\u0302\u0300u\u202e\x00 Giấy"})
    assert event.detail == {"ten": "Cầu Giấy"}


def test_an_act_that_nobody_listed_is_refused():
    with pytest.raises(ValueError, match="eaten"):
        audit.record("page.eaten")


@pytest.mark.parametrize("value", [0.5, b"x", object(), datetime(2026, 1, 1, tzinfo=UTC)])
def test_a_detail_that_is_no_json_is_refused(value):
    with pytest.raises(TypeError, match="stores text, whole numbers"):
        audit.record(AuditAct.SETTING_CHANGED, detail={"x": value})


def test_what_is_rolled_back_leaves_no_row():
    with pytest.raises(RuntimeError), transaction.atomic():
        audit.record(AuditAct.LIST_EXPORTED)
        raise RuntimeError
    assert not AuditEvent.objects.exists()


def test_without_a_person_the_row_names_the_process():
    assert audit.record(AuditAct.PAGE_PUBLISHED).process != ""
