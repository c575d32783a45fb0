"""Two security officers open a held file, one keeps it closed, nobody else decides (R3.3-2)."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import IntegrityError, transaction

from core.enums import AuditAct, FileDecisionKind, FileState, NotificationState
from core.lib import clock
from core.lib.files import Request
from core.models import AuditEvent, FileDecision, Notification, StoredFile
from core.services import uploads
from tests.core.uploads.hostile import EICAR, word_rules

pytestmark = pytest.mark.django_db
WHY = "Chữ “mật” trong tên một loài ong."
MARKED = "MẬT\nBáo cáo".encode()


def send(name="a.txt", content=MARKED, *, staff=True):
    request = Request(name, staff=staff)
    return uploads.receive(ContentFile(content, name), request, uploader_id=None, now=clock.now())


def acts():
    return list(AuditEvent.objects.order_by("pk").values_list("act", flat=True))


def decide(verb, stored, by, reason=WHY):
    verb(stored, by=by, reason=reason, now=clock.now())
    stored.refresh_from_db()


@pytest.fixture
def officers(people):
    second = type(people.security_officer).objects.create_user("second-officer", "b@example.vn")
    second.groups.set(people.security_officer.groups.all())
    return people.security_officer, second


def test_a_held_file_is_released_by_two_people(officers):
    stored = send()
    decide(uploads.ask_release, stored, officers[0])
    decide(uploads.release, stored, officers[1], "Đã đọc, không phải dấu mật.")
    assert stored.state == FileState.RELEASED
    assert acts()[-2:] == [AuditAct.FILE_RELEASE_ASKED, AuditAct.FILE_RELEASED]
    told = list(FileDecision.objects.values_list("kind", "decided_by", "reason"))
    assert told == [
        (FileDecisionKind.PROPOSED, officers[0].pk, WHY),
        (FileDecisionKind.AGREED, officers[1].pk, "Đã đọc, không phải dấu mật."),
    ]


def test_one_person_alone_releases_nothing(officers):
    stored = send()
    with pytest.raises(uploads.NotAllowedError):
        decide(uploads.release, stored, officers[0])
    decide(uploads.ask_release, stored, officers[0])
    with pytest.raises(uploads.NotAllowedError):
        decide(uploads.release, stored, officers[0])
    stored.refresh_from_db()
    assert stored.state == FileState.QUARANTINED
    assert FileDecision.objects.count() == 1


def test_the_database_knows_of_the_two_people_too(officers):
    stored = send()
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(released_by=officers[0].pk, release_asked_by=officers[0].pk)


@pytest.mark.parametrize("verb", [uploads.ask_release, uploads.release, uploads.decline, uploads.refuse])
@pytest.mark.parametrize("who", ["editor", "auditor", "approver", "operator"])
def test_nobody_else_decides(officers, people, verb, who):
    stored = send()
    decide(uploads.ask_release, stored, officers[0])
    with pytest.raises(uploads.NotAllowedError):
        decide(verb, stored, getattr(people, who))


def test_a_declined_file_stays_held_and_may_be_proposed_again(officers):
    stored = send()
    decide(uploads.ask_release, stored, officers[0])
    decide(uploads.decline, stored, officers[1])
    assert (stored.state, stored.release_asked_by) == (FileState.QUARANTINED, None)
    with pytest.raises(uploads.NotAllowedError):
        decide(uploads.release, stored, officers[1])
    decide(uploads.ask_release, stored, officers[1])
    decide(uploads.release, stored, officers[0])
    assert stored.state == FileState.RELEASED


def test_one_person_keeps_a_file_closed_for_good(officers):
    stored = send()
    decide(uploads.refuse, stored, officers[0])
    assert (stored.state, stored.rule) == (FileState.REFUSED, "secrecy")
    assert acts()[-1] == AuditAct.FILE_REFUSED
    with pytest.raises(uploads.NotAllowedError):
        decide(uploads.ask_release, stored, officers[1])


def test_a_decision_says_why(officers):
    stored = send()
    with pytest.raises(IntegrityError), transaction.atomic():
        uploads.ask_release(stored, by=officers[0], reason=" ", now=clock.now())
    stored.refresh_from_db()
    assert stored.release_asked_by is None


def test_two_people_do_not_outvote_the_scanner(officers, settings):
    address, settings.SCANNER_ADDRESS = settings.SCANNER_ADDRESS, "localhost:1"
    stored = send("a.txt", b"\n".join([MARKED, EICAR]))
    decide(uploads.ask_release, stored, officers[0])
    with pytest.raises(uploads.NotAllowedError):
        decide(uploads.release, stored, officers[1])
    settings.SCANNER_ADDRESS = address
    call_command("scan_files")
    stored.refresh_from_db()
    assert stored.state == FileState.REFUSED


def test_a_file_that_waits_or_is_refused_is_nobodys_to_decide(officers, settings):
    settings.SCANNER_ADDRESS = "localhost:1"
    waiting = send("a.txt", b"Harmless")
    assert uploads.choices(waiting, officers[0]) == ()
    with pytest.raises(uploads.NotAllowedError):
        decide(uploads.ask_release, waiting, officers[0])


def test_every_doubt_is_kept_and_secrecy_weighs_most(officers):
    stored = send("a.docx", word_rules({"word/vbaProject.bin": b"x"}, text="TUYỆT MẬT"))
    assert stored.rule == "secrecy"
    assert [one.rule for one in stored.findings] == ["secrecy", "macro"]
    assert stored.is_marked_secret


def test_a_marking_alerts_every_security_officer_without_a_word_of_the_file(officers, mailoutbox):
    stored = send("Tuyệt mật - phương án A.txt", MARKED)
    letters = Notification.objects.filter(kind="core.secrecy_marked")
    assert {letter.user_id for letter in letters} == {officer.pk for officer in officers}
    assert {letter.subject_id for letter in letters} == {str(stored.pk)}
    assert letters[0].context.keys() == {"number", "at"}
    assert not any("phương án" in str(vars(letter)) for letter in letters)


def test_the_letter_goes_out_with_the_number_only(officers, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        stored = send("Tuyệt mật - phương án A.txt", MARKED)
    assert {letter.state for letter in Notification.objects.all()} == {NotificationState.SENT}
    assert len(mailoutbox) == 2
    for mail in mailoutbox:
        assert str(stored.pk) in mail.subject
        assert not any(word in f"{mail.subject} {mail.body}" for word in ("phương án", "Báo cáo", ".txt"))
        assert not mail.attachments


def test_other_doubts_write_to_nobody(officers):
    send("a.docx", word_rules({"word/vbaProject.bin": b"x"}))
    assert not Notification.objects.exists()


def test_the_original_is_for_security_officers_and_recorded(officers, people):
    stored = send()
    for who in (people.editor, people.auditor):
        with pytest.raises(uploads.NotAllowedError):
            uploads.note_original_taken(stored, by=who, now=clock.now())
    uploads.note_original_taken(stored, by=officers[0], now=clock.now())
    event = AuditEvent.objects.get(act=AuditAct.FILE_ORIGINAL_TAKEN)
    assert (event.actor_id, event.subject_id) == (officers[0].pk, str(stored.pk))
    assert "a.txt" not in str(event.detail)


def test_nobody_takes_what_the_scanner_has_a_name_for_or_has_not_seen(officers, settings):
    stored = send()
    for values in ({"rule": "infected", "state": FileState.REFUSED}, {"scanned_at": None}):
        StoredFile.objects.filter(pk=stored.pk).update(**values)
        stored.refresh_from_db()
        assert not uploads.may_take_original(stored, officers[0])
