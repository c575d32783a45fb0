"""Corrections, marks and the public history of a page (Articles 3.3, 3.9, 6.4.d; R3.3-1, R3.9-4, R6.4d-2)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from core.enums import AuditAct, ChangeNoteKind, RecheckOutcome, WithdrawalGround
from core.models import AuditEvent, ChangeNote, PublishedItem, Recheck
from core.services import notices, register
from core.services.public_check import CHECKS
from editorial.services import change_notes, rechecks, withdrawals
from tests.editorial.approving import edited, latest
from tests.editorial.test_approval import decide
from tests.editorial.test_withdrawals import SECRET, UNTRUE, take_out
from tests.factories import LegalDocumentPageFactory, StandardPageFactory, UserFactory, stored_section
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db

WRONG, RIGHT = "Giải quyết 1.250 hồ sơ", "Giải quyết 1.520 hồ sơ"
DOUBT = "Đang đối chiếu số liệu với Sở Tài chính."
DUE = date(2026, 11, 30)

LATE_NOTE = """
    INSERT INTO core_changenote (page_id, revision_id, kind, wrong, text, written_by_id, written_at)
    SELECT page_id, live_revision_id, 'change', '', 'khác', written_by_id, now()
    FROM core_changenote JOIN wagtailcore_page page ON page.id = page_id
"""


@pytest.fixture
def page(frozen_now, draft, people):
    """Return a page that the Board approved."""
    decide(draft, people.approver, frozen_now)
    return type(draft).objects.get(pk=draft.pk)


def problems():
    return [one for check in CHECKS for one in check()]


def correct(page, people, now, wrong=WRONG, right=RIGHT):
    edited(page, people.editor, summary=right)
    change_notes.write_note(page, kind=ChangeNoteKind.CORRECTION, wrong=wrong, text=right, actor=people.editor, now=now)
    return decide(page, people.approver, now)


def later(now, **values):
    return time_machine.travel(now + timedelta(**values), tick=False)


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def history(page):
    return reverse("history", args=[page.pk])


# Corrections


def test_a_correction_goes_public_with_the_version_that_it_was_written_for(frozen_now, page, people, client):
    browser = signed_in(people.editor)
    edited(page, people.editor, summary=RIGHT)
    form = {"kind": "correction", "wrong": WRONG, "text": RIGHT}
    browser.post(reverse("change_note", args=[page.pk]), form)
    assert WRONG not in text_of(client, page.public_path)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert WRONG in signed_in(people.approver).get(edit).content.decode()
    with later(frozen_now, days=1):
        decide(page, people.approver, frozen_now + timedelta(days=1))
        shown = text_of(client, page.public_path)
        feed = text_of(client, "/atom/")
    assert all(words in shown for words in ("Đính chính", WRONG, RIGHT, "24/11/2026"))
    assert shown.index("<h1>") < shown.index(WRONG) < shown.index('class="body"')
    assert "<updated>2026-11-24" in feed
    assert RIGHT in feed


def test_corrections_stand_the_newest_first_and_stay_through_later_versions(frozen_now, page, people, client):
    for day, wrong in enumerate(("Sai một", "Sai hai"), start=1):
        with later(frozen_now, days=day):
            correct(page, people, frozen_now + timedelta(days=day), wrong=wrong, right=f"Đúng {day}")
    edited(page, people.editor, summary="Bản sau")
    decide(page, people.approver, frozen_now + timedelta(days=3))
    shown = text_of(client, page.public_path)
    assert shown.index("Sai hai") < shown.index("Sai một")
    register.rebuild()
    assert text_of(client, page.public_path).count("Nay sửa là") == 2


def test_the_last_note_before_the_approval_counts(frozen_now, page, people, client):
    for kind, text in (("correction", RIGHT), ("change", "Thêm bảng số liệu")):
        change_notes.write_note(page, kind=kind, wrong=WRONG, text=text, actor=people.editor, now=frozen_now)
    decide(page, people.approver, frozen_now)
    assert "Đính chính" not in text_of(client, page.public_path)
    assert "Thêm bảng số liệu" in text_of(client, history(page))
    change_notes.write_note(page, kind="correction", wrong=WRONG, text=RIGHT, actor=people.editor, now=frozen_now)
    change_notes.write_note(page, kind="none", text="", actor=people.editor, now=frozen_now)
    decide(page, people.approver, frozen_now)
    assert WRONG not in text_of(client, history(page))


def test_who_wrote_the_note_does_not_approve_it_and_it_voids_what_was_read(frozen_now, page, people):
    read = edited(page, people.editor, summary=RIGHT)
    change_notes.write_note(page, kind="change", text=RIGHT, actor=people.leader, now=frozen_now)
    assert latest(page).pk > read.pk
    with pytest.raises(PermissionDenied):
        decide(page, people.leader, frozen_now)
    decide(page, people.approver, frozen_now)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "correction", "wrong": "", "text": RIGHT}, "Hãy ghi nội dung đã đăng sai."),
        ({"kind": "correction", "wrong": WRONG, "text": " "}, "Hãy ghi nội dung đúng"),
        ({"kind": "khac", "wrong": WRONG, "text": RIGHT}, RIGHT),
    ],
)
def test_a_note_that_lacks_something_is_not_stored(frozen_now, page, people, values, words):
    before = page.revisions.count()
    answer = signed_in(people.editor).post(reverse("change_note", args=[page.pk]), values)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert (ChangeNote.objects.count(), page.revisions.count()) == (0, before)


def test_a_page_that_was_never_public_has_nothing_to_correct(frozen_now, draft, people):
    with pytest.raises(PermissionDenied):
        change_notes.write_note(draft, kind="change", text="Mới", actor=people.editor, now=frozen_now)


def test_who_may_not_edit_the_page_writes_no_note(frozen_now, page, people):
    address = reverse("change_note", args=[page.pk])
    for who in ("agency_officer", "auditor"):
        assert signed_in(getattr(people, who)).get(address).status_code in {302, 404}
        with pytest.raises(PermissionDenied):
            change_notes.write_note(page, kind="change", text="Mới", actor=getattr(people, who), now=frozen_now)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_changenote SET text = 'khác'",
        "DELETE FROM core_changenote",
        LATE_NOTE,
        "UPDATE core_recheck SET reason = 'khác'",
        "UPDATE core_recheck SET outcome = 'confirmed', lifted_by_id = set_by_id, lifted_at = now()",
        "DELETE FROM core_recheck",
    ],
)
def test_what_was_said_stays(frozen_now, page, people, as_application, sql):
    correct(page, people, frozen_now)
    rechecks.mark(page, reason=DOUBT, due_on=DUE, actor=people.leader, now=frozen_now)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


# The mark


def test_one_person_marks_a_page_at_once_and_another_confirms_it(frozen_now, page, people, client):
    address = reverse("recheck_page", args=[page.pk])
    signed_in(people.leader).post(address, {"reason": DOUBT, "due_on": "30/11/2026"})
    shown = text_of(client, page.public_path)
    assert all(words in shown for words in ("Đang xác thực lại", DOUBT, "23/11/2026"))
    assert "Đang xác thực lại" in text_of(client, stored_section("ket-qua").public_path)
    assert AuditEvent.objects.filter(act=AuditAct.PAGE_RECHECK_SET, actor_id=people.leader.pk).exists()
    assert address in signed_in(people.approver).get("/quan-tri/").content.decode()
    signed_in(people.approver).post(address, {"outcome": "confirmed", "text": "Số liệu đúng."})
    assert "Đang xác thực lại" not in text_of(client, page.public_path)
    assert "Số liệu đúng." in text_of(client, history(page))
    assert Recheck.objects.get().outcome == RecheckOutcome.CONFIRMED


def test_nothing_of_the_page_itself_changes_with_a_mark(frozen_now, page, people):
    before = (page.live_revision_id, page.latest_revision_id, page.last_published_at)
    rechecks.mark(page, reason=DOUBT, due_on=DUE, actor=people.leader, now=frozen_now)
    page.refresh_from_db()
    assert (page.live_revision_id, page.latest_revision_id, page.last_published_at) == before
    assert problems() == []


def test_who_doubted_does_not_confirm_alone(frozen_now, page, people):
    mark = rechecks.mark(page, reason=DOUBT, due_on=DUE, actor=people.approver, now=frozen_now)
    with pytest.raises(PermissionDenied, match="Người khác"):
        rechecks.lift(mark, outcome="confirmed", actor=people.approver, now=frozen_now)
    rechecks.lift(mark, outcome="confirmed", actor=people.leader, now=frozen_now)
    with pytest.raises(ValidationError, match="đã kết thúc"):
        rechecks.lift(mark, outcome="confirmed", actor=people.leader, now=frozen_now)


def test_corrected_is_believed_after_a_correction_only(frozen_now, page, people):
    mark = rechecks.mark(page, reason=DOUBT, due_on=DUE, actor=people.leader, now=frozen_now)
    with pytest.raises(ValidationError, match="Chưa có bản đính chính"):
        rechecks.lift(mark, outcome="corrected", actor=people.approver, now=frozen_now)
    correct(page, people, frozen_now + timedelta(hours=1))
    rechecks.lift(mark, outcome="corrected", actor=people.approver, now=frozen_now + timedelta(hours=1))


def test_a_withdrawal_ends_the_mark(frozen_now, page, people):
    rechecks.mark(page, reason=DOUBT, due_on=DUE, actor=people.leader, now=frozen_now)
    take_out(page, people, frozen_now)
    assert Recheck.objects.get().outcome == RecheckOutcome.WITHDRAWN


@pytest.mark.parametrize("who", ["agency_officer", "city_office", "auditor", "superuser"])
def test_who_does_not_work_on_pages_marks_none(frozen_now, page, people, who):
    person = UserFactory(superuser=True) if who == "superuser" else getattr(people, who)
    with pytest.raises(PermissionDenied):
        rechecks.mark(page, reason=DOUBT, due_on=DUE, actor=person, now=frozen_now)


def test_an_editor_lifts_no_mark(frozen_now, page, people):
    mark = rechecks.mark(page, reason=DOUBT, due_on=DUE, actor=people.leader, now=frozen_now)
    with pytest.raises(PermissionDenied):
        rechecks.lift(mark, outcome="confirmed", actor=people.editor, now=frozen_now)
    with pytest.raises(DatabaseError, match="no right"), transaction.atomic():
        Recheck.objects.filter(pk=mark.pk).update(
            outcome="confirmed", lifted_by_id=people.editor.pk, lifted_at=frozen_now
        )


@pytest.mark.parametrize(
    ("values", "words"),
    [({"reason": " "}, "Hãy ghi lý do"), ({"due_on": "22/11/2026"}, "Hạn phải từ hôm nay"), ({"due_on": "x"}, DOUBT)],
)
def test_a_mark_that_lacks_something_is_not_set(frozen_now, page, people, values, words):
    form = {"reason": DOUBT, "due_on": "30/11/2026"} | values
    answer = signed_in(people.editor).post(reverse("recheck_page", args=[page.pk]), form)
    assert words in answer.content.decode()
    assert not Recheck.objects.exists()


def test_a_page_of_every_kind_shows_the_mark(frozen_now, board, people, client):
    for page in (LegalDocumentPageFactory(), StandardPageFactory(), stored_section("ket-qua")):
        rechecks.mark(page, reason=DOUBT, due_on=DUE, actor=people.leader, now=frozen_now)
        assert DOUBT in text_of(client, page.public_path)


def test_notices_cost_readers_no_query(frozen_now, page, people, client, django_assert_max_num_queries):
    correct(page, people, frozen_now)
    rechecks.mark(page, reason=DOUBT, due_on=DUE, actor=people.leader, now=frozen_now)
    client.get(page.public_path)
    with django_assert_max_num_queries(5):
        assert DOUBT in text_of(client, page.public_path)
    with django_assert_max_num_queries(6):
        text_of(client, stored_section("ket-qua").public_path)


def test_a_notice_that_somebody_wrote_past_the_rows_is_found(frozen_now, page, people):
    correct(page, people, frozen_now)
    assert problems() == []
    PublishedItem.objects.filter(page_id=page.pk).update(notices={})
    assert problems() == [f"core_publisheditem {page.pk} has other notices than were written"]
    notices.refresh(page.pk)
    assert problems() == []


# The public history


def test_the_history_tells_everything_in_order(frozen_now, page, people, client, django_assert_max_num_queries):
    steps = [
        lambda now: correct(page, people, now),
        lambda now: rechecks.mark(page, reason=DOUBT, due_on=date(2026, 12, 31), actor=people.leader, now=now),
        lambda now: take_out(page, people, now, UNTRUE),
        lambda now: (edited(page, people.editor, summary="Đăng lại"), decide(page, people.approver, now)),
    ]
    for day, step in enumerate(steps, start=1):
        with later(frozen_now, days=day):
            step(frozen_now + timedelta(days=day))
    client.get("/")
    with django_assert_max_num_queries(8):
        shown = text_of(client, history(page))
    words = ["Đăng lại", UNTRUE.public_text, DOUBT, WRONG, "Đăng lần đầu"]
    places = [shown.index(one) for one in words]
    assert places == sorted(places)
    assert f'href="{history(page)}"' in text_of(client, page.public_path)


def test_the_history_of_what_is_out_keeps_the_silence_of_its_ground(frozen_now, page, people, client):
    correct(page, people, frozen_now)
    take_out(page, people, frozen_now, SECRET)
    shown = text_of(client, history(page))
    assert "Thu hồi" in shown
    assert not any(words in shown for words in (page.title, WRONG, RIGHT, str(WithdrawalGround.SECRET.label)))


def test_what_was_never_public_has_no_history(draft, client):
    assert client.get(history(draft)).status_code == 404
    assert client.get(reverse("history", args=[999_999_999])).status_code == 404


def test_an_open_request_is_nobodys_business(frozen_now, page, people, client):
    withdrawals.ask(page, UNTRUE, actor=people.editor, now=frozen_now)
    assert UNTRUE.public_text not in text_of(client, history(page))
