"""Files come with an entry through the upload pipeline, are shown with their state, and sealed with it (R6.1a-2)."""

import hashlib
import json
import unicodedata
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership
from core.enums import AuditAct, Category, FileState, MediaLicence
from core.lib import files as library
from core.models import AuditEvent, Notification, StoredFile
from core.services import uploads
from core.services.uploads import store
from editorial.enums import Channel, Likeness, RefusalGround
from editorial.models import Entry, EntryFile
from editorial.rules.statement import CURRENT
from editorial.services import refusals, supplements
from editorial.services.duplicates import like_entries
from editorial.services.files import Brought
from editorial.services.intake import receive
from editorial.services.sorting import take
from tests.conftest import FROZEN_NOW
from tests.core.uploads import harmless
from tests.editorial.test_inbox_admin import form as office_form
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

SECRET = "Phương án sắp xếp bộ máy quý tư"


def sent(name="ke-hoach.docx", data=None, *, text="Kế hoạch cải cách", claimed=False) -> StoredFile:
    content = ContentFile(data if data is not None else harmless.open_xml(text=text), name)
    return uploads.receive(content, library.Request(name), uploader_id=None, now=FROZEN_NOW, claimed=claimed)


@pytest.fixture
def with_files(handed_in):
    """Return a function that takes in an entry with files."""

    def hand_in(*stored: StoredFile, **values) -> Entry:
        return handed_in(files=[one if isinstance(one, Brought) else Brought(one) for one in stored], **values)

    return hand_in


@pytest.fixture
def sealed(with_files, people):
    """Return a sealed entry with one file, and the file."""

    stored = sent(f"{SECRET}.docx", text=SECRET)
    brought = Brought(stored, caption=f"Chú thích: {SECRET}", author_name="Người soạn", licence=MediaLicence.OWN)
    entry = with_files(brought, title="Tin thường")
    entry = take(entry, actor=people.editor, now=FROZEN_NOW)
    refusals.propose(entry, grounds=[RefusalGround.STATE_SECRET], reasoning="Mật", actor=people.editor, now=FROZEN_NOW)
    entry.refresh_from_db()
    return entry


def test_files_stand_in_order_with_what_the_sender_says(with_files):
    first, second = sent("một.docx", text="một"), sent("hai.docx", text="hai")
    entry = with_files(Brought(first, "Toàn văn", "An", MediaLicence.PERMITTED, "Văn bản số 5"), second)
    rows = list(entry.files.all())
    assert [row.stored for row in rows] == [first, second]
    assert (rows[0].caption, rows[0].author_name, rows[0].licence_note) == ("Toàn văn", "An", "Văn bản số 5")
    first.refresh_from_db()
    assert first.claimed_at == FROZEN_NOW


def test_the_original_is_kept_untouched_with_its_hash(with_files):
    data = harmless.open_xml(text="Nguyên bản")
    entry = with_files(sent("nguyên bản.docx", data))
    stored = entry.files.get().stored
    assert store.path_of(stored.original).read_bytes() == data
    assert stored.sha256 == hashlib.sha256(data).hexdigest()


def test_the_same_file_twice_is_kept_once(with_files):
    data = harmless.open_xml(text="một bản")
    entry = with_files(sent("a.docx", data), sent("b.docx", data))
    assert entry.files.count() == 1


def test_a_name_typed_in_nfd_is_kept_in_nfc(with_files):
    entry = with_files(sent(unicodedata.normalize("NFD", "Báo cáo quý.docx")))
    assert entry.files.get().label == "Báo cáo quý.docx"


def test_the_log_names_places_and_states_not_contents(with_files):
    entry = with_files(sent(f"{SECRET}.docx"))
    event = AuditEvent.objects.get(act=AuditAct.ENTRY_FILES_ADDED, subject_id=str(entry.pk))
    assert event.detail["files"] == [{"position": 1, "stored": entry.files.get().stored_id, "state": "released"}]
    assert SECRET not in json.dumps(event.detail, ensure_ascii=False)


def test_a_channel_without_a_clerk_takes_in_entries_and_the_counter_does_not(handed_in, in_office, people):
    entry = receive(in_office(channel=Channel.SHARED_FOLDER), files=[Brought(sent())], actor=None, now=FROZEN_NOW)
    assert (entry.recorded_by, entry.files.count()) == (None, 1)
    with pytest.raises(PermissionDenied):
        receive(in_office(channel=Channel.OFFICE), actor=None, now=FROZEN_NOW)


def test_an_answer_brings_files(in_processing, people):
    entry = in_processing()
    supplements.ask(entry, request="Ảnh?", due_on=FROZEN_NOW.date(), actor=people.editor, now=FROZEN_NOW)
    asked = supplements.take_in(
        entry,
        answer="Gửi ảnh",
        files=[Brought(sent("anh.png", harmless.picture()))],
        actor=people.editor,
        now=FROZEN_NOW,
    )
    assert entry.files.get().supplement == asked


def test_the_same_file_is_suggested_as_a_duplicate(with_files):
    data = harmless.open_xml(text="bản chung")
    first = with_files(sent("a.docx", data), title="Một tin", body="x")
    second = with_files(sent("khác tên.docx", data), title="Chuyện khác hẳn", body="y")
    assert [(like.entry, like.likeness) for like in like_entries(second)] == [(first, Likeness.FILE)]


def test_a_sealed_file_is_no_oracle_for_its_hash(with_files, sealed):
    again = with_files(sent("thử.docx", harmless.open_xml(text=SECRET)), title="Chuyện khác hẳn", body="y")
    assert like_entries(again) == []


# What the screen shows, and who gets a file


@pytest.fixture
def in_office(home_affairs):
    """Return a function that makes an entry that has not been taken in."""
    known = {"agency": home_affairs, "title": "Tin", "body": "Lời", "declared_category": Category.RESULTS}
    return lambda **values: Entry(**known, statement_version=CURRENT, **values)


def detail(entry):
    return reverse("inbox:inspect", args=[entry.pk])


def address(entry, position=1):
    return reverse("inbox:file", args=[entry.pk, position])


def test_the_counter_takes_files_and_names_the_bad_one(client_of, people, home_affairs, frozen_now):
    client = client_of(people.editor)
    posted = office_form(home_affairs) | {
        "attached": [
            SimpleUploadedFile("tốt.docx", harmless.open_xml(text="tốt")),
            SimpleUploadedFile("xấu.docx", b"khong phai docx"),
        ],
        "captions": "Chú thích một",
        "file_licence": "own",
    }
    answer = client.post(reverse("inbox:add"), posted)
    assert "xấu.docx" in answer.text
    assert not Entry.objects.exists()
    kept = answer.context["form"]["attached"].field.widget.kept
    client.post(reverse("inbox:add"), posted | {"attached": [], "attached-kept": kept})
    row = Entry.objects.get().files.get()
    assert (row.label, row.caption, row.licence) == ("tốt.docx", "Chú thích một", MediaLicence.OWN)


def test_a_caption_that_is_too_long_is_named_by_its_line(client_of, people, home_affairs, frozen_now):
    answer = client_of(people.editor).post(
        reverse("inbox:add"), office_form(home_affairs) | {"captions": "ngắn\n" + "d" * 301}
    )
    assert "dòng 2" in answer.text
    assert not Entry.objects.exists()


def test_staff_with_the_right_get_a_file_to_keep(client_of, people, with_files, frozen_now):
    entry = with_files(sent("bản đầy đủ.pdf", harmless.pdf()))
    answer = client_of(people.approver).get(address(entry))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer["Content-Disposition"] == f'attachment; filename="{entry.code}-1.pdf"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_file_is_not_had_without_a_right_of_this_day(client_of, people, with_files, frozen_now):
    entry = with_files(sent())
    for membership in people.editor.memberships.all():
        membership.valid_until = (FROZEN_NOW - timedelta(days=1)).date()
        membership.save()
    assert client_of(people.editor).get(address(entry)).status_code in {302, 403, 404}


def test_a_held_file_shows_its_state_and_nothing_of_its_content(client_of, people, with_files, frozen_now):
    entry = with_files(Brought(sent(f"Mật - {SECRET}.docx", text="TUYỆT MẬT"), caption=SECRET))
    for person in (people.editor, people.approver, people.security_officer):
        answer = client_of(person).get(detail(entry))
        assert "Giữ lại để kiểm tra" in answer.text
        assert SECRET not in answer.text
        assert client_of(person).get(address(entry)).status_code == 404


def test_a_file_released_by_two_people_is_had_and_the_log_tells(client_of, people, with_files, frozen_now):
    entry = with_files(sent("Mật - ke hoach.docx"))
    stored = entry.files.get().stored
    second = UserFactory()
    second.groups.set(people.security_officer.groups.all())
    uploads.ask_release(stored, by=people.security_officer, reason="Đã đọc.", now=FROZEN_NOW)
    uploads.release(stored, by=second, reason="Đã đọc.", now=FROZEN_NOW)
    assert AuditEvent.objects.get(act=AuditAct.ENTRY_FILE_CHANGED).subject_id == str(entry.pk)
    answer = client_of(people.editor).get(address(entry))
    answer.close()
    assert answer.status_code == 200


def test_the_supplier_is_told_of_a_file_that_turns_out_infected(with_files, django_capture_on_commit_callbacks):
    entry = with_files(sent())
    stored = entry.files.get().stored
    StoredFile.objects.filter(pk=stored.pk).update(state=FileState.REFUSED, rule="infected", detail="Eicar")
    stored.refresh_from_db()
    uploads.state_changed.send(StoredFile, stored=stored)
    letter = Notification.objects.get(kind="editorial.file_refused")
    assert letter.context == {"code": entry.code, "position": 1, "rule": "infected"}


# Sealing


def test_sealing_takes_the_names_and_words_of_files_out_of_every_column(sealed):
    row = sealed.files.get()
    assert (row.caption, row.author_name, row.stored.declared_name) == ("", "", "")
    for model in (EntryFile, StoredFile, AuditEvent, Notification):
        assert SECRET not in json.dumps(list(model.objects.values()), default=str, ensure_ascii=False)


def test_nobody_but_the_security_officer_has_a_sealed_file(client_of, people, sealed, frozen_now):
    for person in (people.editor, people.approver, people.leader, people.auditor):
        client = client_of(person)
        for answer in (client.get(address(sealed)), client.post(address(sealed)), client.get(detail(sealed))):
            assert not answer.streaming
            assert SECRET not in answer.text
        assert client.post(address(sealed)).status_code in {302, 403, 404}
    officer = client_of(people.security_officer)
    assert officer.get(address(sealed)).status_code == 404
    answer = officer.post(address(sealed))
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert AuditEvent.objects.get(act=AuditAct.ENTRY_SEAL_OPENED).detail == {"file": 1}
    assert SECRET in officer.post(detail(sealed)).text


def test_a_sealed_file_is_found_by_no_search_and_no_export(client_of, people, sealed, frozen_now):
    client = client_of(people.auditor)
    for query in ({"q": SECRET}, {"export": "csv"}, {"q": "phuong an sap xep"}):
        answer = client.get(reverse("inbox:index"), query)
        body = (
            b"".join(answer.streaming_content).decode()
            if answer.streaming
            else answer.text.replace(f'value="{SECRET}"', "")
        )
        assert SECRET not in body


def test_unsealing_brings_names_and_words_back(sealed, people):
    refusals.decide(sealed, agree=False, note="Không mật", actor=people.security_officer, now=FROZEN_NOW)
    row = sealed.files.get()
    assert row.stored.declared_name == f"{SECRET}.docx"
    assert row.caption == f"Chú thích: {SECRET}"


def test_no_letter_tells_of_a_sealed_file(sealed, people):
    stored = sealed.files.get().stored
    StoredFile.objects.filter(pk=stored.pk).update(state=FileState.REFUSED, rule="infected")
    stored.refresh_from_db()
    uploads.state_changed.send(StoredFile, stored=stored)
    assert not Notification.objects.filter(kind="editorial.file_refused").exists()


def test_files_cost_the_screen_of_an_entry_one_query_whatever_their_number(client_of, people, with_files, frozen_now):
    few = with_files(sent("0.docx", text="0"))
    many = with_files(*[sent(f"{n}.docx", text=f"số {n}") for n in range(1, 7)], title="Tin khác hẳn", body="k")
    client = client_of(people.editor)
    client.get(detail(few))
    with CaptureQueriesContext(connection) as for_few:
        client.get(detail(few))
    with CaptureQueriesContext(connection) as for_many:
        client.get(detail(many))
    assert len(for_many) <= len(for_few)


def test_the_desk_leads_to_the_entry_and_the_entry_to_the_desk(with_files, people, client_of):
    held = sent("ghi-chep.txt", "MẬT\nPhương án".encode())
    entry = with_files(held)
    desk, inbox = reverse("held_files:inspect", args=[held.pk]), reverse("inbox:inspect", args=[entry.pk])
    officer, editor = client_of(people.security_officer), client_of(people.editor)
    shown = officer.get(desk).content.decode()
    assert f'<a href="{inbox}">Tin, bài {entry.code}, tệp số 1</a>' in shown
    assert f'<a href="{desk}">' in officer.get(inbox).content.decode()
    assert desk not in editor.get(inbox).content.decode()


def test_who_may_not_look_at_entries_today_is_told_the_code_alone(with_files, people, client_of):
    held = sent("ghi-chep.txt", "MẬT\nPhương án".encode())
    entry = with_files(held)
    Membership.objects.filter(user=people.security_officer).update(valid_until=FROZEN_NOW.date())
    shown = client_of(people.security_officer).get(reverse("held_files:inspect", args=[held.pk])).content.decode()
    assert f"Tin, bài {entry.code}, tệp số 1" in shown
    assert reverse("inbox:inspect", args=[entry.pk]) not in shown
