"""Drafts: kept for hours, encrypted, carried on elsewhere by a code, and let go (R6.1a-5, R3.4-1)."""

from datetime import timedelta

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client

from core.models import StoredFile
from core.services import uploads
from editorial.models import Entry, SupplyDraft
from editorial.services import drafts
from tests.conftest import FROZEN_NOW as NOW
from tests.editorial.supply.conftest import EVENT_STEPS, ROOT, Supplier


def raw_rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, shown_code, code_hash FROM editorial_supplydraft")
        return str(cursor.fetchall())


def with_file(supplier, name="ghi-chu.txt"):
    supplier.fill_in(tep={"attached": SimpleUploadedFile(name, b"Ghi chep ve cai cach hanh chinh.")}, cam_ket=None)
    return StoredFile.objects.get(declared_name=name)


def test_a_draft_is_stored_encrypted_only(supplier):
    supplier.fill_in(cam_ket=None)
    rows = raw_rows()
    assert "Mười thủ tục" not in rows
    assert "example.vn" not in rows


def test_putting_aside_keeps_what_is_half_written(supplier):
    supplier.fill_in(noi_dung=None, tep=None, cam_ket=None)
    answer = supplier.step("noi-dung", {"title": "", "body": "Dở dang", "luu": "1"})
    assert answer.headers["Location"] == f"{ROOT}ban-nhap/"
    assert "11:" not in raw_rows()
    assert "09:00 26/11/2026" in supplier.client.get(f"{ROOT}ban-nhap/").content.decode()
    assert "Dở dang" in supplier.client.get(f"{ROOT}gui/noi-dung/").content.decode()


def test_what_is_half_written_is_asked_for_before_it_is_sent(supplier):
    supplier.fill_in(noi_dung={"title": "", "body": "Dở dang", "luu": "1"}, tep=None, cam_ket=None)
    for step in ("tep", "cam-ket"):
        supplier.step(step)
    assert supplier.client.get(f"{ROOT}gui/kiem-tra/").headers["Location"] == f"{ROOT}gui/noi-dung/"


def test_another_device_goes_on_with_the_code(supplier):
    supplier.fill_in(cam_ket=None)
    code = supplier.post(f"{ROOT}ban-nhap/").context["code"]
    assert code not in raw_rows()
    elsewhere = Supplier(Client())
    answer = elsewhere.post(f"{ROOT}ban-nhap/mo/", {"code": code.lower().replace("-", " ")})
    assert answer.headers["Location"] == f"{ROOT}gui/cam-ket/"
    elsewhere.step("cam-ket")
    assert elsewhere.send().title == EVENT_STEPS["noi-dung"]["title"]


def test_the_code_is_shown_once(supplier):
    supplier.fill_in(cam_ket=None)
    code = supplier.post(f"{ROOT}ban-nhap/").context["code"]
    assert code not in supplier.client.get(f"{ROOT}ban-nhap/").content.decode()


def test_a_wrong_code_and_an_expired_one_are_answered_alike(supplier):
    supplier.fill_in(cam_ket=None)
    code = supplier.post(f"{ROOT}ban-nhap/").context["code"]
    with time_machine.travel(NOW + timedelta(hours=73), tick=False):
        answers = [
            list(Supplier(Client()).post(f"{ROOT}ban-nhap/mo/", {"code": typed}).context["form"].non_field_errors())
            for typed in (code, "ABCD-EFGH-JKMN-PQRS-TVWX", "x", "0" * 60)
        ]
    assert answers[0] == answers[1] == answers[2] == answers[3] != []


def test_guessing_codes_is_limited(supplier, settings):
    settings.SUBMISSION_LIMITS = settings.SUBMISSION_LIMITS | {"tra-cuu-tin-bai": {"address": (3, 600)}}
    answers = [supplier.post(f"{ROOT}ban-nhap/mo/", {"code": "x"}).status_code for _ in range(4)]
    assert answers == [422, 422, 422, 429]


def test_after_its_hours_the_draft_is_gone_and_its_files_with_the_next_sweep(supplier):
    stored = with_file(supplier)
    later = NOW + timedelta(hours=73)
    assert uploads.sweep(now=NOW + timedelta(hours=48)) == 0
    with time_machine.travel(later, tick=False):
        assert supplier.client.get(f"{ROOT}gui/kiem-tra/").headers["Location"] == f"{ROOT}gui/ban-la-ai/"
    assert drafts.forget(now=later) == 1
    uploads.sweep(now=later)
    assert not SupplyDraft.objects.exists()
    assert not StoredFile.objects.filter(pk=stored.pk).exists()


def test_typing_on_after_the_draft_expired_loses_nothing_of_the_page(supplier):
    supplier.fill_in(noi_dung=None, tep=None, cam_ket=None)
    opened = supplier.client.get(f"{ROOT}gui/noi-dung/")
    typed = {"title": "T", "body": "Giữ lại nhé"}
    with time_machine.travel(NOW + timedelta(hours=73), tick=False):
        answer = supplier.client.post(f"{ROOT}gui/noi-dung/", supplier.solved(opened) | typed)
        assert "mở quá lâu" in answer.content.decode()
        assert "Giữ lại nhé" in answer.content.decode()
        again = supplier.solved(answer) | typed
        assert supplier.client.post(f"{ROOT}gui/noi-dung/", again).status_code == 302
        for step in ("ban-la-ai", "nguoi-gui", "loai-tin", "nhom-tin", "thoi-gian"):
            supplier.step(step)
        assert "Giữ lại nhé" in supplier.client.get(f"{ROOT}gui/noi-dung/").content.decode()


def test_dropping_a_draft_forgets_everything(supplier):
    stored = with_file(supplier)
    answer = supplier.post(f"{ROOT}ban-nhap/bo/")
    assert answer.headers["Location"] == ROOT
    assert not SupplyDraft.objects.exists()
    stored.refresh_from_db()
    assert stored.claimed_at is None


def test_without_a_draft_there_is_nothing_to_drop(supplier):
    page = supplier.client.get(f"{ROOT}ban-nhap/bo/").content.decode()
    assert "Không có bản nháp" in page
    assert "Bỏ bản nháp" not in page


def test_dropping_after_sending_does_not_touch_the_entry(supplier, sent):
    entry = sent()
    supplier.post(f"{ROOT}ban-nhap/bo/")
    assert Entry.objects.get() == entry


def test_the_hourly_job_counts_and_forgets(supplier, capsys):
    supplier.fill_in(cam_ket=None)
    with time_machine.travel(NOW + timedelta(hours=73), tick=False):
        call_command("mind_suppliers", "--dry-run")
        call_command("mind_suppliers")
    assert "1 bản nháp hết hạn" in capsys.readouterr().out
    assert not SupplyDraft.objects.exists()


def test_a_file_can_be_taken_away_again(supplier):
    stored = with_file(supplier)
    supplier.step("tep", {"remove": [str(stored.pk)]})
    supplier.step("cam-ket")
    assert not supplier.send().files.exists()


def test_a_bad_file_does_not_cost_the_good_ones(supplier):
    supplier.fill_in(tep=None, cam_ket=None)
    files = [SimpleUploadedFile("tot.txt", b"Noi dung tot."), SimpleUploadedFile("xau.exe", b"MZ\x90\x00")]
    answer = supplier.step("tep", {"attached": files})
    assert answer.status_code == 422
    assert "xau.exe" in answer.content.decode()
    kept = answer.context["form"].fields["attached"].widget.kept
    again = supplier.client.post(f"{ROOT}gui/tep/", supplier.solved(answer) | {"attached-kept": kept})
    assert again.status_code == 302
    supplier.step("cam-ket")
    entry = supplier.send()
    assert [row.stored.declared_name for row in entry.files.select_related("stored")] == ["tot.txt"]


def test_files_come_with_author_and_licence(supplier):
    supplier.fill_in(
        tep={"attached": SimpleUploadedFile("a.txt", b"Anh."), "author": "Lê An", "licence": "own"}, cam_ket=None
    )
    supplier.step("cam-ket")
    row = supplier.send().files.get()
    assert (row.author_name, row.licence) == ("Lê An", "own")
