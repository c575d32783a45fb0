"""What is handed in is taken in with the server's time, its clock and a statement (Articles 3.4 and 6.1.a)."""

import unicodedata
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from core.enums import AuditAct
from core.models import AuditEvent
from editorial.enums import ClockKind, EntryState
from editorial.models import Entry
from editorial.services.intake import is_announcement, receive
from editorial.services.wording import duration, punctuality
from tests.conftest import FROZEN_NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_now")]


def test_the_time_of_receipt_is_the_servers(handed_in):
    entry = handed_in(received_at=FROZEN_NOW - timedelta(days=9))
    assert entry.received_at == FROZEN_NOW
    assert entry.state == EntryState.RECEIVED


def test_news_within_48_hours_is_in_time(handed_in):
    entry = handed_in(ends_at=FROZEN_NOW - timedelta(hours=48), starts_at=FROZEN_NOW - timedelta(hours=50))
    assert (entry.clock, entry.seconds_late) == (ClockKind.EVENT, 0)
    assert punctuality(entry) == "Đúng hạn"


def test_late_news_is_taken_in_and_flagged(handed_in):
    late = timedelta(hours=48, minutes=3, seconds=5)
    entry = handed_in(ends_at=FROZEN_NOW - late, starts_at=FROZEN_NOW - late)
    assert entry.seconds_late == 3 * 60 + 5
    assert punctuality(entry) == "Muộn 3 phút 5 giây"


def test_a_document_of_a_later_day_is_refused(handed_in):
    with pytest.raises(ValidationError, match="không thể sau ngày tiếp nhận"):
        handed_in(issued_on=date(2026, 11, 24))
    assert not Entry.objects.exists()


def test_without_a_day_the_entry_is_taken_in_and_says_so(handed_in):
    entry = handed_in(starts_at=None, ends_at=None)
    assert entry.seconds_late is None
    assert punctuality(entry) == "Thiếu ngày ban hành hoặc thời điểm diễn ra"


def test_an_activity_that_is_not_over_is_an_announcement(handed_in):
    entry = handed_in(ends_at=FROZEN_NOW + timedelta(hours=1))
    assert is_announcement(entry)
    assert "chưa kết thúc" in punctuality(entry)


def test_an_end_without_a_start_is_asked_back(handed_in):
    with pytest.raises(ValidationError, match="bắt đầu"):
        handed_in(starts_at=None)


def test_without_the_statement_nothing_is_stored(handed_in):
    with pytest.raises(ValidationError, match="cam kết"):
        handed_in(statement_version="")
    assert not Entry.objects.exists()


def test_somebody_must_have_sent_it(handed_in):
    with pytest.raises(ValidationError, match="họ tên người gửi"):
        handed_in(agency=None)
    assert handed_in(agency=None, sender_name="Nguyễn Thị Mai").sender_line == "Cá nhân"


def test_name_and_contact_of_a_person_are_stored_encrypted(handed_in):
    entry = handed_in(agency=None, sender_name="Nguyễn Thị Mai", sender_contact="0912 345 678")
    raw = Entry.objects.raw("SELECT id, sender_name || sender_contact AS stored FROM editorial_entry")[0].stored
    assert "Mai" not in raw
    assert "345" not in raw
    assert Entry.objects.get(pk=entry.pk).sender_name == "Nguyễn Thị Mai"


def test_text_in_another_unicode_form_is_stored_in_nfc(handed_in):
    entry = handed_in(title=unicodedata.normalize("NFD", "Cải cách hành chính"))
    entry.refresh_from_db()
    assert entry.title == "Cải cách hành chính"


def test_the_receipt_is_in_the_audit_chain_without_content(handed_in, people):
    entry = handed_in()
    event = AuditEvent.objects.get(act=AuditAct.ENTRY_RECEIVED)
    assert (event.subject_id, event.actor_id) == (str(entry.pk), people.editor.pk)
    assert "Hoàn Kiếm" not in str(event.detail)


def test_the_agency_gets_a_letter_with_the_code(handed_in, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        entry = handed_in()
    letter = mail.outbox[0]
    assert letter.to == ["noivu@example.vn"]
    assert letter.subject == f"Đã tiếp nhận tin, bài {entry.code}"
    assert "Hoàn Kiếm" not in letter.body


@pytest.mark.parametrize("name", ["approver", "auditor", "agency_officer", "operator", "security_officer"])
def test_who_may_not_take_in_does_not(name, people, handed_in):
    draft = handed_in()
    draft.pk = None
    with pytest.raises(PermissionDenied):
        receive(draft, actor=getattr(people, name), now=FROZEN_NOW)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 giây"), (60, "1 phút"), (3600, "1 giờ"), (90_061, "1 ngày 1 giờ 1 phút"), (3661, "1 giờ 1 phút")],
)
def test_lateness_is_told_as_people_say_it(seconds, words):
    assert duration(seconds) == words
