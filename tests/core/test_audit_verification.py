"""Whoever owns the database and tampers with the chain is found out: the first row that does not fit is named."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from core.enums import AuditAct
from core.models import AuditEvent
from core.rules import audit_chain
from core.services import audit
from core.services.audit_heads import current_head
from core.services.audit_verification import read_heads, verify
from tests.core.test_audit_record import columns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_transactions")]

ROWS = 9


@pytest.fixture(autouse=True)
def chain(real_transactions, settings, tmp_path) -> None:
    """Nine rows, and no heads noted."""
    settings.AUDIT_HEADS_FILE = tmp_path / "heads.txt"
    with transaction.atomic():
        for count in range(ROWS):
            audit.record(AuditAct.SETTING_CHANGED, detail={"count": count})


def tamper(*statements: str) -> None:
    """Act as the owner of the database who switches the guards off first."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditevent DISABLE TRIGGER USER")
        for sql in statements:
            cursor.execute(sql)
        for name in ("enter", "seal", "refuse_rows", "refuse_emptying"):
            cursor.execute(f"ALTER TABLE core_auditevent ENABLE ALWAYS TRIGGER core_audit_{name}")


def forge(number: int, **values) -> None:
    """Change a row and give it the hash that fits."""
    event = AuditEvent.objects.get(number=number)
    for name, value in values.items():
        setattr(event, name, value)
    new = audit_chain.row_hash(event.previous_hash, columns(event))
    tamper(f"UPDATE core_auditevent SET act = '{event.act}', row_hash = '{new}' WHERE number = {number}")


def rewrite_from(number: int) -> None:
    """Forge every row from a number on, so that the chain itself fits again."""
    before = AuditEvent.objects.get(number=number - 1).row_hash
    statements = []
    for event in AuditEvent.objects.filter(number__gte=number).order_by("number"):
        event.act = "forged"
        fits = audit_chain.row_hash(before, columns(event))
        statements.append(
            f"UPDATE core_auditevent SET act = 'forged', previous_hash = '{before}', row_hash = '{fits}'"
            f" WHERE number = {event.number}"
        )
        before = fits
    tamper(*statements)


def complaint(*heads) -> str:
    with pytest.raises(CommandError) as caught:
        call_command("verify_audit_chain", *(f"--heads={path}" for path in heads), stdout=StringIO())
    assert caught.value.returncode != 0
    return str(caught.value)


def note_head(path, day: str = "2026-11-23") -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(audit_chain.head_line(current_head(day)) + "\n")


def test_a_whole_chain_is_said_to_be_whole(tmp_path):
    tamper()  # the tests' own open guard is closed again
    note_head(tmp_path / "heads.txt")
    out = StringIO()
    call_command("verify_audit_chain", stdout=out)
    assert "Chuỗi nguyên vẹn: 9 dòng" in out.getvalue()
    assert "Khớp 1 đầu chuỗi, mới nhất ngày 2026-11-23, dòng số 9." in out.getvalue()


def test_without_heads_the_command_says_what_it_cannot_see():
    tamper()
    out = StringIO()
    call_command("verify_audit_chain", stdout=out)
    assert "đuôi bị cắt sẽ không lộ ra" in out.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        "act = 'x'",
        "actor_id = 7",
        "actor_name = 'x'",
        "subject_type = 'x'",
        "subject_id = 'x'",
        "process = 'x'",
        "request_id = 'x'",
        "at = at + interval '1 microsecond'",
        """detail = '{"count": 77}'""",
        """detail = '{"count": 1.50}'""",
        "row_hash = repeat('f', 64)",
        "previous_hash = repeat('f', 64)",
    ],
)
def test_a_changed_row_is_named(change):
    tamper(f"UPDATE core_auditevent SET {change} WHERE number IN (4, 6)")
    assert complaint() == "Dòng số 4 không khớp mã băm của chính nó: nội dung đã bị sửa."


def test_a_row_changed_together_with_its_hash_is_named_by_the_next():
    forge(4, act="forged")
    assert complaint().startswith("Dòng số 5 không nối vào dòng trước: dòng này hoặc dòng số 4")


def test_a_deleted_row_is_named():
    tamper("DELETE FROM core_auditevent WHERE number = 5")
    assert complaint() == "Thiếu dòng số 5: dòng này đã bị xóa."


def test_the_first_row_deleted_is_named():
    tamper("DELETE FROM core_auditevent WHERE number = 1")
    assert complaint() == "Thiếu dòng số 1: dòng này đã bị xóa."


def test_a_row_deleted_and_the_rest_numbered_anew_is_named():
    tamper(
        "DELETE FROM core_auditevent WHERE number = 5",
        "UPDATE core_auditevent SET number = number + 1000 WHERE number > 5",
        "UPDATE core_auditevent SET number = number - 1001 WHERE number > 1000",
    )
    assert complaint().startswith("Dòng số 5 không khớp mã băm")


def test_an_inserted_row_is_named():
    fields = "at, act, actor_name, subject_type, subject_id, detail, process, request_id, previous_hash, row_hash"
    tamper(f"INSERT INTO core_auditevent (number, {fields}) SELECT 10, {fields} FROM core_auditevent WHERE number = 3")
    assert complaint().startswith("Dòng số 10 không khớp mã băm")


def test_a_row_inserted_beside_the_chain_is_counted():
    fields = "at, act, actor_name, subject_type, subject_id, detail, process, request_id, previous_hash, row_hash"
    tamper(f"INSERT INTO core_auditevent ({fields}) SELECT {fields} FROM core_auditevent WHERE number = 3")
    assert complaint() == "Có 1 dòng nằm ngoài chuỗi, không có số thứ tự."


def test_two_rows_of_one_number_are_named():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'core_auditevent'::regclass AND contype = 'u'"
        )
        (name,) = cursor.fetchone()
    fields = "at, act, actor_name, subject_type, subject_id, detail, process, request_id, previous_hash, row_hash"
    with transaction.atomic():
        tamper(
            f"ALTER TABLE core_auditevent DROP CONSTRAINT {name}",
            f"INSERT INTO core_auditevent (number, {fields}) SELECT 3, {fields} FROM core_auditevent WHERE number = 3",
        )
        assert complaint() == "Dòng số 3 có hai lần: một dòng đã bị chèn vào."
        transaction.set_rollback(True)


def test_a_cut_tail_shows_only_beside_the_head_noted_outside(tmp_path):
    note_head(tmp_path / "outside.txt")
    tamper("DELETE FROM core_auditevent WHERE number > 6")
    assert verify().broken is None
    assert complaint(tmp_path / "outside.txt") == "Đuôi chuỗi bị cắt từ dòng số 7: ngày 2026-11-23 đã có đến dòng số 9."


def test_a_chain_that_grew_again_over_its_cut_tail_is_named(tmp_path):
    note_head(tmp_path / "outside.txt")
    tamper("DELETE FROM core_auditevent WHERE number > 6")
    with transaction.atomic():
        for _count in range(8):
            audit.record(AuditAct.LIST_EXPORTED)
    assert verify().broken is None
    assert complaint(tmp_path / "outside.txt").startswith("Dòng số 9 khác đầu chuỗi đã gửi ra ngoài ngày 2026-11-23")


def test_a_chain_written_anew_from_a_row_on_is_named(tmp_path):
    note_head(tmp_path / "outside.txt")
    rewrite_from(4)
    assert verify().broken is None
    assert complaint(tmp_path / "outside.txt").startswith("Dòng số 9 khác đầu chuỗi")


def test_an_emptied_table_is_named(tmp_path):
    note_head(tmp_path / "outside.txt")
    tamper("DELETE FROM core_auditevent")
    assert complaint(tmp_path / "outside.txt").startswith("Đuôi chuỗi bị cắt từ dòng số 1")


def test_several_files_of_heads_are_read_together(tmp_path):
    note_head(tmp_path / "one.txt")
    audit.record(AuditAct.LIST_EXPORTED)
    note_head(tmp_path / "two.txt", "2026-11-24")
    tamper("DELETE FROM core_auditevent WHERE number > 8")
    assert "ngày 2026-11-24 đã có đến dòng số 10" in complaint(tmp_path / "one.txt", tmp_path / "two.txt")


def test_a_guard_that_is_off_is_named_though_the_chain_is_whole():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditevent ENABLE ALWAYS TRIGGER core_audit_refuse_emptying")
        cursor.execute("ALTER TABLE core_auditevent DISABLE TRIGGER core_audit_refuse_rows")
    try:
        assert complaint() == "Lớp bảo vệ trong cơ sở dữ liệu đang tắt: core_audit_refuse_rows."
    finally:
        tamper()


@pytest.mark.parametrize("content", ["hello", "2026-11-23 x " + "a" * 64, "2026-11-23 9 abc", "\x00"])
def test_a_file_that_holds_no_heads_is_refused(tmp_path, content):
    (tmp_path / "odd.txt").write_text(content, encoding="utf-8")
    assert complaint(tmp_path / "odd.txt").startswith("Không đọc được tệp đầu chuỗi")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert complaint(tmp_path / "none.txt").startswith("Không đọc được tệp đầu chuỗi")


def test_heads_are_written_as_they_are_read(tmp_path):
    note_head(tmp_path / "heads.txt")
    assert read_heads(tmp_path / "heads.txt") == [current_head("2026-11-23")]
    assert re.fullmatch(r"2026-11-23 9 [0-9a-f]{64}\n", (tmp_path / "heads.txt").read_text(encoding="utf-8"))
