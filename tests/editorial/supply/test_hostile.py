"""What people with bad intent send to the supplier's side ends in words, and nothing half is stored."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from editorial.models import Entry, EntryMessage, SupplyDraft
from editorial.services.drafts import read
from tests.editorial.supply.conftest import EVENT_STEPS, ROOT, Supplier

TYPED = (
    "\x00",
    "\u202etxt.exe",
    "'; DROP TABLE editorial_entry; --",
    "<script>alert(1)</script>",
    "{{ settings.SECRET_KEY }}",
    "TN000001\r\nSet-Cookie: a=b",
    "🏛" * 500,
    "x" * 60_000,
    "٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩",
    "ŤŇ000001",
)


@pytest.mark.parametrize("page", ["theo-doi/", "ban-nhap/mo/"])
@pytest.mark.parametrize("typed", TYPED, ids=range(len(TYPED)))
def test_no_code_that_is_none_opens_anything_or_fails(supplier, sent, page, typed):
    entry = sent()
    answer = supplier.post(f"{ROOT}{page}", {"number": entry.code, "code": typed})
    assert answer.status_code == 422
    assert "<script>alert" not in answer.content.decode()
    assert not answer.cookies.get("supply-entry")


def test_a_proof_of_work_counts_once(supplier):
    data = supplier.hidden(f"{ROOT}gui/ban-la-ai/")
    first, again = (
        supplier.client.post(f"{ROOT}gui/ban-la-ai/", data | {"role": role}) for role in ("ca-nhan", "co-quan")
    )
    assert (first.status_code, again.status_code) == (302, 422)
    assert read(SupplyDraft.objects.get()).value("ban-la-ai", "role") == "ca-nhan"


def test_a_proof_of_one_page_is_none_for_another(supplier):
    supplier.step("ban-la-ai")
    data = supplier.hidden(f"{ROOT}gui/ban-la-ai/")
    answer = supplier.client.post(f"{ROOT}gui/nguoi-gui/", data | EVENT_STEPS["nguoi-gui"])
    assert answer.status_code == 422
    assert "Nguyễn Thị Hòa" in answer.content.decode()
    assert not read(SupplyDraft.objects.get()).value("nguoi-gui", "name")


def test_a_proof_for_one_entry_is_none_for_another(supplier, sent):
    sent()
    number, code = supplier.codes()
    browser = Supplier(Client())
    browser.follow(number, code)
    data = browser.hidden(f"{ROOT}theo-doi/tin/rut/")
    other = sent()
    browser.follow(*supplier.codes())
    assert browser.client.post(f"{ROOT}theo-doi/tin/rut/", data).status_code == 422
    other.refresh_from_db()
    assert other.state == "received"


def test_hostile_words_in_the_thread_are_words(supplier, sent):
    entry = sent()
    browser = Supplier(Client())
    browser.follow(*supplier.codes())
    for typed in ("<img src=x onerror=alert(1)>", "a\x00b\u202ec", "{% load static %}"):
        assert browser.post(f"{ROOT}theo-doi/tin/trao-doi/", {"words": typed}).status_code == 302
    page = browser.client.get(f"{ROOT}theo-doi/tin/").content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert [message.body for message in entry.messages.order_by("pk")][1] == "abc"
    too_long = browser.post(f"{ROOT}theo-doi/tin/trao-doi/", {"words": "x" * 5_001})
    assert too_long.status_code == 422
    assert "x" * 5_001 in too_long.content.decode()
    assert EntryMessage.objects.count() == 3


def test_a_message_with_a_hostile_file_keeps_the_words_and_stores_no_message(supplier, sent):
    sent()
    browser = Supplier(Client())
    browser.follow(*supplier.codes())
    file = SimpleUploadedFile("hoa-don.pdf.exe", b"MZ\x90\x00")
    answer = browser.post(f"{ROOT}theo-doi/tin/trao-doi/", {"words": "Xem tệp kèm", "attached": file})
    assert answer.status_code == 422
    assert "hoa-don.pdf.exe" in answer.content.decode()
    assert "Xem tệp kèm" in answer.content.decode()
    assert not EntryMessage.objects.exists()


def test_answers_that_were_never_offered_are_not_taken(supplier):
    assert supplier.step("ban-la-ai", {"role": "1"}).status_code == 422
    supplier.step("ban-la-ai")
    supplier.step("nguoi-gui")
    assert supplier.step("loai-tin", {"kind": "denunciation"}).status_code == 422
    supplier.step("loai-tin")
    assert supplier.step("nhom-tin", {"category": "van-ban"}).status_code == 422
    assert not Entry.objects.exists()


def test_files_of_others_are_not_taken_out_of_or_into_a_draft(supplier):
    supplier.fill_in(tep=None, cam_ket=None)
    supplier.post(f"{ROOT}gui/tep/", {"attached": SimpleUploadedFile("a.txt", b"Mot")})
    mine = read(SupplyDraft.objects.get()).files
    other = Supplier(Client())
    other.fill_in(tep=None, cam_ket=None)
    other.post(f"{ROOT}gui/tep/", {"attached": SimpleUploadedFile("b.txt", b"Hai")})
    assert other.post(f"{ROOT}gui/tep/", {"remove": str(mine[0])}).status_code == 422
    assert all(read(draft).files for draft in SupplyDraft.objects.order_by("pk"))
    assert supplier.client.get(f"{ROOT}gui/tep/").context["form"]["remove"].field.choices[0][1] == "a.txt"
