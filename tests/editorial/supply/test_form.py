"""The online form: question by question, checked, sent once (R6.1a-5, R3.4-1)."""

from datetime import timedelta

import pytest
import time_machine
from django import forms
from django.core import mail
from django.core.files.base import ContentFile
from django.test import Client

from core.enums import Category, FileState
from core.lib import clock
from core.lib.files import Request
from core.models import AuditEvent, Notification, StoredFile
from core.services import uploads
from editorial.enums import Channel, ClockKind, EntryState, SupplyStep
from editorial.forms.supply import rows_of
from editorial.models import Entry, SupplyDraft, SupplyReceipt
from editorial.services import supplying
from tests.conftest import FROZEN_NOW as NOW
from tests.editorial.supply.conftest import EVENT_STEPS, ROOT, Supplier
from tests.factories import AgencyFactory


def test_a_person_sends_an_activity_and_gets_a_code(supplier):
    supplier.fill_in()
    entry = supplier.send()
    assert (entry.channel, entry.state, entry.declared_category) == (
        Channel.ONLINE_FORM,
        EntryState.RECEIVED,
        Category.RESULTS,
    )
    assert (entry.sender_name, entry.sender_contact, entry.agency) == ("Nguyễn Thị Hòa", "hoa@example.vn", None)
    assert (entry.clock, entry.seconds_late, entry.received_at) == (ClockKind.EVENT, 0, NOW)
    assert (entry.statement_version, entry.statement_accepted_at) == ("1", NOW)
    text = supplier.client.get(f"{ROOT}gui/xong/").content.decode()
    number, code = supplier.codes()
    assert number in text
    assert code in text
    assert len(code.replace("-", "")) == 20
    assert SupplyReceipt.objects.get().code_hash != code


def test_the_receipt_is_confirmed_by_letter_without_personal_data_in_its_subject(
    supplier, django_capture_on_commit_callbacks
):
    supplier.fill_in()
    supplier.send()
    row = Notification.objects.get(kind="editorial.received")
    assert row.address == "hoa@example.vn"
    assert "Hòa" not in str(row.context)


def test_a_document_skips_the_category_and_runs_by_72_hours(supplier):
    supplier.fill_in(
        loai_tin={"kind": "document"},
        nhom_tin=None,
        thoi_gian={"number": "15/KH-UBND", "issued_on": "2026-11-20"},
    )
    entry = supplier.send()
    assert (entry.declared_category, entry.clock, entry.number) == (
        Category.DOCUMENTS,
        ClockKind.DOCUMENT,
        "15/KH-UBND",
    )


def test_other_information_has_no_clock(supplier):
    supplier.fill_in(loai_tin={"kind": "other"}, nhom_tin={"category": "mo-hinh"}, thoi_gian=None)
    entry = supplier.send()
    assert (entry.clock, entry.deadline) == ("", None)


def test_late_information_is_told_and_taken(supplier):
    supplier.fill_in(thoi_gian={"starts_at": "2026-11-10T08:00"})
    assert "đã quá" in supplier.client.get(f"{ROOT}gui/kiem-tra/").content.decode()
    assert supplier.send().seconds_late > 0


def test_the_countdown_stands_on_the_pages_after_the_times(supplier):
    for step in ("ban-la-ai", "nguoi-gui", "loai-tin", "nhom-tin", "thoi-gian"):
        supplier.step(step)
    text = supplier.client.get(f"{ROOT}gui/noi-dung/").content.decode()
    assert "11:30 24/11/2026" in text
    assert "còn 1 ngày 2 giờ 30 phút" in text


def test_an_agency_is_chosen_from_the_register(supplier):
    agency = AgencyFactory(name="UBND phường Cửa Nam")
    supplier.fill_in(
        ban_la_ai={"role": "co-quan"},
        nguoi_gui={"agency": str(agency.pk), "name": "Lê Văn Tám", "contact": "0243 825 1234"},
    )
    entry = supplier.send()
    assert (entry.agency, entry.sender_name) == (agency, "Lê Văn Tám")


def test_without_the_statement_nothing_is_stored_beyond_the_draft(supplier):
    supplier.fill_in(cam_ket=None)
    answer = supplier.step("cam-ket", {"no_secrets": "on"})
    assert answer.status_code == 422
    assert supplier.client.get(f"{ROOT}gui/kiem-tra/").headers["Location"] == f"{ROOT}gui/cam-ket/"
    assert not Entry.objects.exists()


@pytest.mark.parametrize("missing", ["no_secrets", "statement"])
def test_a_draft_put_aside_without_the_statement_cannot_be_sent(supplier, missing):
    supplier.fill_in(cam_ket=None)
    ticked = {name: "on" for name in ("no_secrets", "statement") if name != missing}
    supplier.step("cam-ket", ticked | {"luu": "1"})
    assert supplier.client.get(f"{ROOT}gui/kiem-tra/").headers["Location"] == f"{ROOT}gui/cam-ket/"
    assert not Entry.objects.exists()


def test_pressing_send_twice_is_one_entry_and_one_confirmation(supplier):
    supplier.fill_in()
    path = f"{ROOT}gui/kiem-tra/"
    data = supplier.hidden(path)
    first, again = (supplier.client.post(path, data) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"] == f"{ROOT}gui/xong/"
    assert Entry.objects.count() == 1
    assert SupplyReceipt.objects.count() == 1


def test_a_draft_is_one_entry_however_often_the_service_is_asked(supplier):
    supplier.fill_in()
    draft, sender = SupplyDraft.objects.get(), supplying.Supplier(name="Hòa", contact="hoa@example.vn")
    values = {
        "title": "Một",
        "body": "Hai",
        "kind": "other",
        "category": "ket-qua",
        "no_secrets": True,
        "statement": True,
    }
    sent = [supplying.send(draft, supplier=sender, values=values, is_held=False, now=NOW) for _ in range(2)]
    assert sent[0] == sent[1] == Entry.objects.get()


def test_a_second_entry_from_the_same_browser_is_another_one(supplier, sent):
    first = sent()
    assert sent() != first


def test_a_question_is_not_skipped(supplier):
    answer = supplier.client.get(f"{ROOT}gui/noi-dung/")
    assert answer.headers["Location"] == f"{ROOT}gui/ban-la-ai/"


def test_going_back_keeps_what_was_typed_and_leads_on_to_where_one_was(supplier):
    supplier.fill_in(tep=None, cam_ket=None)
    assert "Mười thủ tục" in supplier.client.get(f"{ROOT}gui/noi-dung/").content.decode()
    answer = supplier.step("noi-dung", {"title": "Tiêu đề khác", "body": "Lời khác"})
    assert answer.headers["Location"] == f"{ROOT}gui/tep/"


def test_a_mistake_keeps_what_was_typed(supplier):
    supplier.fill_in(noi_dung=None, tep=None, cam_ket=None)
    answer = supplier.step("noi-dung", {"title": "", "body": "Giữ lại nhé"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Hãy ghi tiêu đề." in text
    assert "Giữ lại nhé" in text


@pytest.mark.parametrize(
    ("contact", "is_fine"),
    [("hoa@example.vn", True), ("0912 345 678", True), ("hoa@", False), ("12345", False), ("không có", False)],
)
def test_the_contact_is_an_address_or_a_telephone_number(supplier, contact, is_fine):
    supplier.step("ban-la-ai")
    answer = supplier.step("nguoi-gui", {"name": "A", "contact": contact})
    assert answer.status_code == (302 if is_fine else 422)


@pytest.mark.parametrize(
    "times",
    [
        {"starts_at": "hôm qua"},
        {"starts_at": "2026-11-22T08:00", "ends_at": "2026-11-21T08:00"},
        {"starts_at": "9999-12-31T23:59"},
        {"starts_at": "0001-01-01T00:00"},
        {"ends_at": "2026-11-21T08:00"},
        {},
    ],
)
def test_impossible_times_are_told_or_taken_and_never_fail(supplier, times):
    for step in ("ban-la-ai", "nguoi-gui", "loai-tin", "nhom-tin"):
        supplier.step(step)
    assert supplier.step("thoi-gian", times).status_code in {302, 422}


def test_a_document_cannot_be_issued_after_today(supplier):
    for step in ("ban-la-ai", "nguoi-gui"):
        supplier.step(step)
    supplier.step("loai-tin", {"kind": "document"})
    assert supplier.step("thoi-gian", {"issued_on": "2026-11-30"}).status_code == 422


def test_text_typed_in_an_old_encoding_is_told_once_and_taken_when_confirmed(supplier):
    supplier.fill_in(noi_dung=None, tep=None, cam_ket=None)
    typed = {"title": "Céng hßa x· héi", "body": "Céng hßa x· héi chñ nghÜa ViÖt Nam"}
    answer = supplier.step("noi-dung", typed)
    assert answer.status_code == 422
    assert "TCVN3" in answer.content.decode()
    assert supplier.step("noi-dung", typed | {"keep_encoding": "on"}).status_code == 302


def test_text_is_stored_in_its_canonical_form(supplier):
    supplier.fill_in(noi_dung={"title": "Hòa", "body": "Đà Nẵng\u202e"})
    entry = supplier.send()
    assert (entry.title, entry.body) == ("Hòa", "Đà Nẵng")


HOSTILE = ("\x00\u202e", "'; DROP TABLE editorial_entry; --", "<script>alert(1)</script>", "x" * 10_000, "é" * 5_000)


def test_no_input_makes_a_page_fail_or_comes_back_as_markup(supplier):
    for step, fine in EVENT_STEPS.items():
        for typed in HOSTILE:
            answer = supplier.step(step, dict.fromkeys([*fine, "role", "agency", "author", "licence"], typed))
            assert answer.status_code in {302, 422}, (step, typed)
            assert "<script>alert" not in answer.content.decode()
        supplier.step(step)


def test_a_megabyte_of_text_is_refused_with_words_and_not_lost(supplier):
    supplier.fill_in(noi_dung=None, tep=None, cam_ket=None)
    answer = supplier.step("noi-dung", {"title": "Dài", "body": "x" * 1_000_000})
    assert answer.status_code == 422
    assert "200000" in answer.content.decode()
    assert "x" * 1_000_000 in answer.content.decode()


def test_a_body_beyond_every_bound_is_refused_unread(supplier):
    answer = supplier.client.post(f"{ROOT}gui/noi-dung/", {"body": "x" * 3_000_000})
    assert answer.status_code == 413


@pytest.mark.parametrize("cookie", ["", "x", "abc:def:ghi", "é" * 50, "0" * 5000])
def test_a_foreign_cookie_is_no_draft(supplier, cookie):
    supplier.client.cookies["supply-draft"] = cookie
    assert supplier.client.get(f"{ROOT}gui/kiem-tra/").status_code == 302


def test_without_javascript_the_entry_comes_in_and_no_letter_goes_out(db):
    supplier = Supplier(javascript=False)
    supplier.fill_in()
    entry = supplier.send()
    assert entry.receipt.is_held
    assert not Notification.objects.filter(kind="editorial.received").exists()


def test_the_trap_and_the_least_time_guard_the_sending(supplier):
    supplier.fill_in()
    path = f"{ROOT}gui/kiem-tra/"
    trapped = supplier.hidden(path) | {"contact_website": "http://spam"}
    assert supplier.client.post(path, trapped).status_code == 422
    quick = supplier.solved(supplier.client.get(path))
    assert supplier.client.post(path, quick).status_code == 422
    assert not Entry.objects.exists()


def test_over_the_limit_the_text_stays(supplier, settings):
    settings.SUBMISSION_LIMITS = settings.SUBMISSION_LIMITS | {"cung-cap-thong-tin": {"address": (6, 600)}}
    for step in ("ban-la-ai", "nguoi-gui", "loai-tin", "nhom-tin", "thoi-gian", "noi-dung"):
        supplier.step(step)
    answer = supplier.step("noi-dung", {"title": "Một", "body": "Giữ lại nhé"})
    assert answer.status_code == 429
    assert "Giữ lại nhé" in answer.content.decode()


def test_without_the_cookie_against_foreign_forms_nothing_is_stored(db):
    client = Client(enforce_csrf_checks=True)
    assert client.post(f"{ROOT}gui/ban-la-ai/", {"role": "ca-nhan"}).status_code == 403
    assert not SupplyDraft.objects.exists()


def test_sending_takes_few_queries(supplier, django_assert_max_num_queries):
    supplier.fill_in()
    data = supplier.hidden(f"{ROOT}gui/kiem-tra/")
    with django_assert_max_num_queries(25):
        supplier.client.post(f"{ROOT}gui/kiem-tra/", data)


def test_each_question_takes_few_queries(supplier, django_assert_max_num_queries):
    supplier.fill_in()
    for step in EVENT_STEPS:
        with django_assert_max_num_queries(5):
            supplier.client.get(f"{ROOT}gui/{step}/")


def test_the_chain_knows_of_the_entry_and_not_of_its_words(supplier, sent):
    entry = sent()
    rows = AuditEvent.objects.filter(subject_type="editorial.entry", subject_id=str(entry.pk))
    assert [row.act for row in rows] == ["entry.received"]
    assert "Hòa" not in str(list(rows.values()))
    assert mail.outbox == []


def test_form_pages_are_not_for_robots_and_not_for_caches(supplier):
    answer = supplier.client.get(f"{ROOT}gui/ban-la-ai/")
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_draft_outlives_the_pages_of_hours(supplier):
    supplier.fill_in(cam_ket=None)
    with time_machine.travel(NOW + timedelta(hours=71), tick=False):
        supplier.step("cam-ket")
        assert supplier.send().title == EVENT_STEPS["noi-dung"]["title"]


def test_the_sender_learns_what_was_found_in_a_file_before_it_goes_off(db):
    marked = uploads.receive(
        ContentFile("MẬT\nPhương án".encode()), Request("a.txt"), uploader_id=None, now=clock.now()
    )
    clean = uploads.receive(ContentFile(b"x"), Request("b.txt"), uploader_id=None, now=clock.now())
    waiting = StoredFile(declared_name="c.txt", state=FileState.WAITING)
    told = rows_of({SupplyStep.FILES: forms.Form({})}, [marked, clean, waiting])[0].value.splitlines()
    assert "dấu chỉ độ mật" in told[0]
    assert "không gửi qua mạng" in told[0]
    assert told[1:] == ["b.txt (đã kiểm tra)", "c.txt (chờ quét mã độc; vẫn gửi được)"]
