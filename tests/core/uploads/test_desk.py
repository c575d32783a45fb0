"""The security officer's desk: what is held and why, two people who open it, and the first page (R3.3-2)."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.enums import AuditAct, FileState
from core.lib import clock
from core.lib.files import Request
from core.models import AuditEvent, PortalDocument, StoredFile
from core.services import uploads
from tests.core.uploads.hostile import word_rules
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/tep-bi-giu/"
CONTENT = "MẬT\nPhương án điều động".encode()


@pytest.fixture
def held():
    request = Request("Báo cáo quý.txt", staff=True)
    return uploads.receive(ContentFile(CONTENT, "a.txt"), request, uploader_id=None, now=clock.now())


@pytest.fixture
def officers(people):
    second = type(people.security_officer).objects.create_user("second-officer", "b@example.vn", full_name="Mai Ly")
    second.groups.set(people.security_officer.groups.all())
    return signed_in(people.security_officer), signed_in(second)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def decide(client, stored, kind, reason="Đã xem xét"):
    return client.post(reverse("held_files:decide", args=[stored.pk, kind]), {"reason": reason}, follow=True)


def test_the_list_names_the_file_and_the_rule(officers, held):
    shown = page(officers[0], LIST)
    assert "Báo cáo quý.txt" in shown
    assert "Dấu chỉ độ mật" in shown
    assert "Phương án" not in shown


def test_the_list_is_filtered_by_state_rule_and_day(officers, held):
    request = Request("bang.docx", staff=True)
    macro = ContentFile(word_rules({"word/vbaProject.bin": b"x"}), "bang.docx")
    uploads.receive(macro, request, uploader_id=None, now=clock.now())
    day = clock.now().date()
    for asked, shown in (
        ("?rule=macro", "bang.docx"),
        ("?rule=secrecy", "Báo cáo quý.txt"),
        ("?state=refused", ""),
        ("?state=quarantined", "bang.docx Báo cáo quý.txt"),
        (f"?received_at_from={day.year + 1}-01-01", ""),
    ):
        told = page(officers[0], LIST + asked)
        for name in ("bang.docx", "Báo cáo quý.txt"):
            assert (name in told) == (name in shown), asked


def test_what_is_released_by_the_scanner_is_not_on_the_desk(officers):
    clean = uploads.receive(ContentFile(b"x", "a.txt"), Request("sach.txt"), uploader_id=None, now=clock.now())
    assert "sach.txt" not in page(officers[0], LIST)
    assert officers[0].get(reverse("held_files:inspect", args=[clean.pk])).status_code == 404
    assert officers[0].post(reverse("held_files:original", args=[clean.pk])).status_code == 404


def test_the_file_shows_every_finding_and_no_content(officers, held):
    shown = page(officers[0], reverse("held_files:inspect", args=[held.pk]))
    assert "dấu chỉ độ mật" in shown
    assert "Không xem trước" in shown
    assert held.sha256 in shown
    assert "Phương án" not in shown


def test_two_officers_open_a_file_on_the_screen(officers, held):
    decide(officers[0], held, "proposed", "Chỉ là tên một loài ong")
    assert "Cần một cán bộ an ninh mạng khác" in page(officers[0], reverse("held_files:inspect", args=[held.pk]))
    answer = decide(officers[1], held, "agreed")
    assert "Chỉ là tên một loài ong" in answer.content.decode()
    held.refresh_from_db()
    assert held.state == FileState.RELEASED


def test_the_proposer_is_not_offered_to_agree_and_cannot(officers, held):
    decide(officers[0], held, "proposed")
    agree = reverse("held_files:decide", args=[held.pk, "agreed"])
    assert agree not in page(officers[0], reverse("held_files:inspect", args=[held.pk]))
    assert agree in page(officers[1], reverse("held_files:inspect", args=[held.pk]))
    answer = decide(officers[0], held, "agreed")
    assert "không còn làm được" in answer.content.decode()
    held.refresh_from_db()
    assert held.state == FileState.QUARANTINED


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_decision_without_a_reason_is_told_at_the_field(officers, held, reason):
    answer = decide(officers[0], held, "proposed", reason)
    assert answer.context["form"].errors["reason"]
    held.refresh_from_db()
    assert held.release_asked_by is None


def test_a_file_is_kept_closed_for_good(officers, held):
    decide(officers[0], held, "refused")
    held.refresh_from_db()
    assert held.state == FileState.REFUSED
    assert reverse("held_files:decide", args=[held.pk, "proposed"]) not in page(
        officers[1], reverse("held_files:inspect", args=[held.pk])
    )


def test_the_original_comes_as_it_was_sent_and_is_recorded(officers, held):
    answer = officers[0].post(reverse("held_files:original", args=[held.pk]))
    assert b"".join(answer) == CONTENT
    for close in answer._resource_closers:
        close()
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert AuditEvent.objects.get(act=AuditAct.FILE_ORIGINAL_TAKEN).subject_id == str(held.pk)


def test_looking_at_the_address_of_the_original_takes_nothing(officers, held):
    assert officers[0].get(reverse("held_files:original", args=[held.pk])).status_code == 405
    assert not AuditEvent.objects.filter(act=AuditAct.FILE_ORIGINAL_TAKEN).exists()


def test_an_infected_file_is_given_to_nobody(officers, held):
    StoredFile.objects.filter(pk=held.pk).update(rule="infected", state=FileState.REFUSED)
    answer = officers[0].post(reverse("held_files:original", args=[held.pk]))
    assert (answer.status_code, answer.url) == (302, "/quan-tri/")


def test_an_auditor_looks_only(people, held):
    auditor = signed_in(people.auditor)
    shown = page(auditor, reverse("held_files:inspect", args=[held.pk]))
    assert "/ban-goc/" not in shown
    assert "/proposed/" not in shown
    answer = auditor.post(reverse("held_files:original", args=[held.pk]))
    assert (answer.status_code, answer.url) == (302, "/quan-tri/")
    assert not AuditEvent.objects.filter(act=AuditAct.FILE_ORIGINAL_TAKEN).exists()
    decide(auditor, held, "proposed")
    held.refresh_from_db()
    assert held.release_asked_by is None
    assert "Tệp bị giữ: chờ quyết định" not in page(auditor, "/quan-tri/")


def test_an_editor_finds_no_desk(people, held):
    editor = signed_in(people.editor)
    assert editor.get(LIST).status_code in (302, 403)
    assert "Tệp bị giữ" not in page(editor, "/quan-tri/")


def test_what_waits_stands_on_the_first_page_of_those_who_may_decide(officers, held):
    assert "Báo cáo quý.txt" in page(officers[0], "/quan-tri/")
    decide(officers[0], held, "proposed")
    assert "Báo cáo quý.txt" not in page(officers[0], "/quan-tri/")
    assert "đã có đề nghị mở" in page(officers[1], "/quan-tri/")


def test_the_desk_says_where_a_file_is_used(officers):
    PortalDocument.objects.create(title="Kế hoạch năm 2026", file=ContentFile(CONTENT, "a.txt"))
    stored = StoredFile.objects.get()
    assert "Kế hoạch năm 2026" in page(officers[0], reverse("held_files:inspect", args=[stored.pk]))


def test_the_list_asks_the_same_however_long_it_is(officers, held):
    page(officers[0], LIST)
    with CaptureQueriesContext(connection) as few:
        page(officers[0], LIST)
    for number in range(5):
        request = Request(f"{number}.txt", staff=True)
        uploads.receive(ContentFile(CONTENT, "a.txt"), request, uploader_id=None, now=clock.now())
    with CaptureQueriesContext(connection) as many:
        page(officers[0], LIST)
    assert len(many) == len(few)


def test_the_export_tells_rules_and_hashes_and_no_name(officers, held):
    answer = officers[0].get(f"{LIST}?export=csv")
    text = b"".join(answer).decode()
    assert held.sha256 in text
    assert "secrecy" in text
    assert "Báo cáo quý" not in text
    assert AuditEvent.objects.get(act=AuditAct.LIST_EXPORTED).detail["rows"] == 1


def test_who_has_no_desk_has_no_export(people, held):
    answer = signed_in(people.editor).get(f"{LIST}?export=csv")
    assert (answer.status_code, answer.url) == (302, "/quan-tri/")
