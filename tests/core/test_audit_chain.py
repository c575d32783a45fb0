"""The database keeps the chain straight, whoever writes and however many, and takes nothing back (decision 0012)."""

import threading
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from core.database_objects import CREATE_AUDIT_CHAIN
from core.enums import AuditAct
from core.models import AuditEvent
from core.services import audit
from core.services.audit_verification import open_guards, verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_transactions")]

WRITERS = 50
ROWS_OF_EACH = 4


@pytest.fixture
def as_application(real_transactions) -> Iterator[None]:
    """Act as the application's role, that default privileges gave everything."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_app')")
        if not cursor.fetchone()[0]:
            pytest.fail("This server has no role portal_app: quickstart/roles.sql makes it.")
        cursor.execute("SET ROLE portal_app")
        yield
        cursor.execute("RESET ROLE")


def statement(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def write(number: int = 1) -> None:
    with transaction.atomic():
        for count in range(number):
            audit.record(AuditAct.LIST_EXPORTED, detail={"count": count})


def run_in_threads(number: int, job) -> None:
    """Run the job in threads that all begin together, each on its own connection, and raise what one raised."""
    together = threading.Barrier(number)
    errors: list[BaseException] = []

    def work(place: int) -> None:
        try:
            together.wait()
            job(place)
        except BaseException as error:  # noqa: BLE001 - the main thread raises it again
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def test_fifty_writers_at_once_leave_one_straight_chain():
    """Every fifth act is undone, after its row was written."""

    def job(place: int) -> None:
        for count in range(ROWS_OF_EACH):
            try:
                with transaction.atomic():
                    audit.record(AuditAct.LIST_EXPORTED, detail={"writer": place, "count": count})
                    if (place + count) % 5 == 0:
                        raise InterruptedError
                    audit.record(AuditAct.SETTING_CHANGED, detail={"writer": place})
            except InterruptedError:
                pass

    run_in_threads(WRITERS, job)
    kept = 2 * sum((place + count) % 5 != 0 for place in range(WRITERS) for count in range(ROWS_OF_EACH))
    assert verify().rows == kept
    assert verify().broken is None


def test_a_writer_that_takes_long_holds_up_nobody():
    """The lock is taken at the commit, not where the row is written."""
    written, other_is_through = threading.Event(), threading.Event()

    def job(place: int) -> None:
        if place:
            assert written.wait(10)
            write()
            other_is_through.set()
            return
        with transaction.atomic():
            audit.record(AuditAct.LIST_EXPORTED, detail={"slow": True})
            written.set()
            assert other_is_through.wait(10)

    run_in_threads(2, job)
    first, second = AuditEvent.objects.order_by("number")
    assert (first.detail, second.detail) == ({"count": 0}, {"slow": True})
    assert verify().broken is None


def test_two_acts_that_lock_the_same_rows_do_not_wait_for_each_other_forever():
    """A lock taken at the record would be taken before, and after, the lock on the row."""
    write()
    barrier = threading.Barrier(2)

    def job(place: int) -> None:
        with transaction.atomic():
            if place:
                audit.record(AuditAct.SETTING_CHANGED)
                barrier.wait()
                statement("SELECT pg_advisory_xact_lock(1)")
            else:
                statement("SELECT pg_advisory_xact_lock(1)")
                barrier.wait()
                audit.record(AuditAct.SETTING_CHANGED)

    run_in_threads(2, job)
    assert verify().rows == 3


def test_a_failure_at_the_commit_stops_the_act():
    statement("ALTER TABLE core_auditevent ADD CONSTRAINT no_more CHECK (number < 2)")
    try:
        write()
        with pytest.raises(DatabaseError), transaction.atomic():
            audit.record(AuditAct.SETTING_CHANGED)
            statement("CREATE TABLE act_that_must_not_stay (x int)")
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('act_that_must_not_stay')")
            assert cursor.fetchone()[0] is None
    finally:
        statement("ALTER TABLE core_auditevent DROP CONSTRAINT no_more")


def test_nobody_chooses_number_or_hashes():
    event = AuditEvent.objects.create(
        at="2026-01-01T00:00Z", act="list.exported", number=99, previous_hash="0" * 64, row_hash="f" * 64
    )
    event.refresh_from_db()
    assert event.number == 1
    assert event.row_hash != "f" * 64
    assert verify().broken is None


def test_the_application_writes_and_reads(as_application):
    write(2)
    assert list(AuditEvent.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_auditevent SET act = 'x'",
        "UPDATE core_auditevent SET number = 5 WHERE number IS NULL",
        "DELETE FROM core_auditevent",
        "TRUNCATE core_auditevent",
        "ALTER TABLE core_auditevent DISABLE TRIGGER ALL",
        "DROP FUNCTION core_audit_seal CASCADE",
    ],
)
def test_the_application_may_do_nothing_else(as_application, sql):
    write()
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
        statement(sql)


def test_a_temporary_table_of_the_application_does_not_stand_in_for_the_chain(as_application):
    write()
    statement("CREATE TEMPORARY TABLE core_auditevent (id bigint, number bigint, row_hash text)")
    try:
        statement("INSERT INTO core_auditevent VALUES (1, 41, 'forged')")
        statement(
            "INSERT INTO public.core_auditevent (at, act, actor_name, subject_type, subject_id, detail, process,"
            " request_id, previous_hash, row_hash) VALUES (now(), 'x', '', '', '', '{}', '', '', '', '')"
        )
    finally:
        statement("DROP TABLE pg_temp.core_auditevent")
    assert list(AuditEvent.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_auditevent SET act = 'x'",
        "UPDATE core_auditevent SET row_hash = repeat('f', 64)",
        "DELETE FROM core_auditevent",
        "TRUNCATE core_auditevent",
    ],
)
def test_the_owner_too_is_refused(sql):
    write()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        statement("ALTER TABLE core_auditevent ENABLE ALWAYS TRIGGER core_audit_refuse_emptying")
        statement(sql)


def test_a_row_that_waits_for_its_number_cannot_be_changed_either():
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        audit.record(AuditAct.SETTING_CHANGED)
        statement("UPDATE core_auditevent SET act = 'x' WHERE number IS NULL")


@pytest.mark.parametrize(
    "column",
    ["at", "act", "actor_id", "actor_name", "subject_type", "subject_id", "detail", "process", "request_id", "number"],
)
def test_the_row_guard_and_nothing_else_keeps_every_column_of_a_sealed_row(column):
    """The owner may update, so that only the trigger stands between; without it the same statement goes through."""
    write()
    forged = f"UPDATE core_auditevent SET {column} = {column}"
    with pytest.raises(DatabaseError, match="append-only: UPDATE"), transaction.atomic():
        statement(forged)
    with transaction.atomic():
        statement("ALTER TABLE core_auditevent DISABLE TRIGGER core_audit_refuse_rows")
        statement(forged)
        statement("DELETE FROM core_auditevent")
        transaction.set_rollback(True)
    assert verify().broken is None


def test_a_number_put_into_a_waiting_row_stops_the_act_at_the_commit():
    write()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        audit.record(AuditAct.SETTING_CHANGED)
        statement("UPDATE core_auditevent SET number = 99, row_hash = repeat('f', 64) WHERE number IS NULL")
    write()
    assert list(AuditEvent.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert verify().broken is None


def test_the_migration_names_no_role():
    """A database of somebody else has other roles; the grants are read from the table."""
    assert "portal_" not in CREATE_AUDIT_CHAIN.sql


def test_a_guard_that_is_off_and_a_right_too_many_are_named():
    with transaction.atomic():
        statement("ALTER TABLE core_auditevent ENABLE ALWAYS TRIGGER core_audit_refuse_emptying")
        assert open_guards() == ()
        statement("ALTER TABLE core_auditevent ENABLE TRIGGER core_audit_refuse_rows")
        statement("GRANT DELETE ON core_auditevent TO PUBLIC")
        assert open_guards() == ("core_audit_refuse_rows", "PUBLIC DELETE")
        transaction.set_rollback(True)
