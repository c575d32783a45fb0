"""Following by number and code: state, questions both ways, supplement, withdrawal, outcome (R6.1a-11, R3.9-2)."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.enums import FileState
from core.lib.files import Request
from core.models import AuditEvent, Notification, StoredFile
from core.services import uploads
from editorial.enums import EntryState
from editorial.models import EntryMessage, EntryPage
from editorial.services import messages, refusals, supplements
from editorial.services.files import Brought, attach
from editorial.services.merging import merge
from editorial.services.sorting import take
from portal.content.pages import publish
from tests.conftest import FROZEN_NOW as NOW
from tests.editorial.supply.conftest import ROOT, Supplier
from tests.factories import ResultPageFactory

FOLLOWED = f"{ROOT}theo-doi/tin/"


@pytest.fixture
def followed(supplier, sent):
    """Send an entry, show its code elsewhere, and return the entry and that browser."""
    entry = sent()
    elsewhere = Supplier(Client())
    assert elsewhere.follow(*supplier.codes()).headers["Location"] == FOLLOWED
    return entry, elsewhere


def page(browser):
    return browser.client.get(FOLLOWED).content.decode()


def refuse(entry, people, *grounds, **values):
    take(entry, actor=people.editor, now=NOW)
    refusals.propose(entry, grounds=grounds, reasoning="Nêu rõ lý do", actor=people.editor, now=NOW, **values)
    decider = people.security_officer if 3 in grounds else people.approver
    refusals.decide(entry, agree=True, note="", actor=decider, now=NOW)


def test_number_and_code_show_the_state_in_words(followed):
    entry, browser = followed
    text = page(browser)
    assert entry.code in text
    assert "chưa bắt đầu xử lý" in text
    assert entry.title in text
    assert "noindex" in text


def test_every_wrong_pair_gets_the_same_answer(supplier, sent):
    entry = sent()
    number, code = supplier.codes()
    elsewhere = Supplier(Client())
    pairs = [(number, "ABCD-EFGH-JKMN-PQRS-TVWX"), ("TN999999", code), ("x", "y"), (number, code[:-1]), (number, "")]
    answers = [elsewhere.follow(*pair) for pair in pairs]
    assert {answer.status_code for answer in answers} == {422}
    assert len({str(answer.context["form"].non_field_errors()) for answer in answers[:4]}) == 1
    assert elsewhere.client.get(FOLLOWED).headers["Location"] == f"{ROOT}theo-doi/"
    assert entry.code == number


def test_look_alike_letters_are_read_as_meant(supplier, sent):
    sent()
    number, code = supplier.codes()
    typed = code.replace("0", "O").replace("1", "l").replace("-", "")
    assert Supplier(Client()).follow(number, typed).status_code == 302


def test_guessing_is_limited(supplier, settings):
    settings.SUBMISSION_LIMITS = settings.SUBMISSION_LIMITS | {"tra-cuu-tin-bai": {"address": (2, 600)}}
    answers = [supplier.follow("TN000001", "x").status_code for _ in range(3)]
    assert answers == [422, 422, 429]


def test_codes_are_never_read_from_an_address(supplier, sent):
    sent()
    number, code = supplier.codes()
    answer = Client().get(f"{ROOT}theo-doi/", {"number": number, "code": code})
    assert answer.status_code == 200
    assert not answer.cookies.get("supply-entry")
    assert code not in answer.content.decode()


def test_the_browser_forgets_the_code_after_an_hour(followed):
    _entry, browser = followed
    with time_machine.travel(NOW + timedelta(minutes=61), tick=False):
        assert browser.client.get(FOLLOWED).status_code == 302


def test_the_confirmation_shows_the_code_as_long_as_the_draft_is_kept_and_no_longer(supplier, sent):
    sent()
    with time_machine.travel(NOW + timedelta(hours=71, minutes=59), tick=False):
        assert supplier.client.get(f"{ROOT}gui/xong/").status_code == 200
    with time_machine.travel(NOW + timedelta(hours=72), tick=False):
        assert supplier.client.get(f"{ROOT}gui/xong/").headers["Location"] == f"{ROOT}theo-doi/"


def test_the_supplier_withdraws_before_processing(followed, people):
    entry, browser = followed
    browser.post(f"{FOLLOWED}rut/")
    entry.refresh_from_db()
    assert entry.state == EntryState.WITHDRAWN
    assert AuditEvent.objects.filter(act="entry.withdrawn", subject_id=str(entry.pk)).count() == 1
    assert "Bạn đã rút" in page(browser)


def test_what_is_being_processed_is_not_withdrawn(followed, people):
    entry, browser = followed
    hidden = browser.hidden(f"{FOLLOWED}rut/")
    take(entry, actor=people.editor, now=NOW)
    answer = browser.client.post(f"{FOLLOWED}rut/", hidden)
    assert answer.status_code == 422
    assert "không rút được nữa" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.state == EntryState.PROCESSING
    assert browser.client.get(f"{FOLLOWED}rut/").headers["Location"] == FOLLOWED


def test_a_supplement_is_asked_for_answered_with_a_file_and_processing_goes_on(followed, people):
    entry, browser = followed
    take(entry, actor=people.editor, now=NOW)
    supplements.ask(
        entry, request="Bổ sung số liệu", due_on=(NOW + timedelta(days=3)).date(), actor=people.editor, now=NOW
    )
    assert "Bổ sung số liệu" in page(browser)
    file = SimpleUploadedFile("so-lieu.txt", b"So lieu quy III")
    browser.post(f"{FOLLOWED}bo-sung/", {"words": "Đã bổ sung", "attached": file})
    entry.refresh_from_db()
    assert entry.state == EntryState.PROCESSING
    asked = entry.supplements.get()
    assert (asked.answer, asked.answered_at) == ("Đã bổ sung", NOW)
    assert entry.files.get().supplement == asked


def test_the_rule_of_a_file_that_is_not_taken_is_told_without_its_details(followed):
    entry, browser = followed
    stored = uploads.receive(ContentFile(b"x"), Request("so-lieu.txt"), uploader_id=None, now=NOW)
    attach(entry, [Brought(stored)], actor=None, now=NOW)
    StoredFile.objects.filter(pk=stored.pk).update(state=FileState.REFUSED, rule="infected", detail="Ten-mã-độc")
    assert "Tệp chứa mã độc." in page(browser)
    assert "Ten-mã-độc" not in page(browser)


def test_question_and_answer_go_both_ways(followed, people):
    entry, browser = followed
    messages.ask(entry, body="Ai chụp ảnh?", expects_answer=True, actor=people.editor, now=NOW)
    letter = Notification.objects.get(kind="editorial.asked")
    assert "chụp" not in str(letter.context)
    assert "Ai chụp ảnh?" in page(browser)
    assert "đang chờ bạn trả lời" in page(browser)
    assert "Ai chụp ảnh?" in browser.client.get(f"{FOLLOWED}trao-doi/").content.decode()
    browser.post(f"{FOLLOWED}trao-doi/", {"words": "Tôi chụp"})
    question, answer = EntryMessage.objects.order_by("pk")
    assert (question.closed_at, answer.from_office, answer.body) == (NOW, False, "Tôi chụp")
    assert "Tôi chụp" in page(browser)
    assert "đang chờ bạn trả lời" not in page(browser)


def test_an_empty_message_is_told_and_not_stored(followed):
    _entry, browser = followed
    answer = browser.post(f"{FOLLOWED}trao-doi/", {"words": "  "})
    assert answer.status_code == 422
    assert not EntryMessage.objects.exists()


def test_a_refusal_is_told_in_the_words_of_the_article_and_sent_again_linked(followed, people):
    entry, browser = followed
    refuse(entry, people, 6)
    text = page(browser)
    assert "Không rõ nguồn gốc" in text
    assert "Nêu rõ lý do" in text
    browser.post(f"{FOLLOWED}gui-lai/")
    for step in ("ban-la-ai", "nguoi-gui", "thoi-gian"):
        browser.step(step)
    assert entry.title in browser.client.get(f"{ROOT}gui/noi-dung/").content.decode()
    browser.fill_in()
    again = browser.send()
    assert again.resubmission_of == entry


def test_ground_3_names_the_ground_and_no_content(followed, people):
    entry, browser = followed
    messages.ask(entry, body="Hỏi kín", expects_answer=True, actor=people.editor, now=NOW)
    title = entry.title
    refuse(entry, people, 3)
    text = page(browser)
    assert "Thuộc danh mục bí mật Nhà nước" in text
    for words in (title, "Mười thủ tục", "Nêu rõ lý do", "Hỏi kín", "<h2>Trao đổi</h2>", "đang chờ bạn trả lời"):
        assert words not in text
    assert browser.client.get(f"{FOLLOWED}trao-doi/").headers["Location"] == FOLLOWED
    assert not EntryMessage.objects.exclude(body="").exists()


def test_a_sealed_entry_sent_again_copies_nothing(followed, people):
    entry, browser = followed
    title = entry.title
    refuse(entry, people, 3)
    browser.post(f"{FOLLOWED}gui-lai/")
    for step in ("ban-la-ai", "nguoi-gui", "loai-tin", "nhom-tin", "thoi-gian"):
        browser.step(step)
    assert title not in browser.client.get(f"{ROOT}gui/noi-dung/").content.decode()


def test_an_unknown_act_does_not_exist(followed):
    _entry, browser = followed
    assert browser.client.get(f"{FOLLOWED}xoa/").status_code == 404


def grown_into(entry, people, page, state=EntryState.ACCEPTED):
    EntryPage.objects.create(entry=entry, page=page, made_by=people.editor, made_at=NOW)
    entry.state = state
    entry.save()


def test_what_was_published_is_linked_and_a_draft_is_not(followed, people, site_tree):
    entry, browser = followed
    made = ResultPageFactory(title="Trả kết quả trong ngày ở Hoàn Kiếm", published=False)
    grown_into(entry, people, made)
    assert made.title not in page(browser)
    assert "đang biên tập và duyệt" in page(browser)
    publish(made)
    text = page(browser)
    assert made.title in text
    assert f'href="{made.url}"' in text


def test_what_was_taken_down_again_is_neither_linked_nor_named(followed, people, site_tree):
    entry, browser = followed
    grown_into(entry, people, ResultPageFactory(title="Tin đã gỡ", published=False), EntryState.PUBLISHED)
    text = page(browser)
    assert "Hiện không còn công khai" in text
    assert "Tin đã gỡ" not in text


def test_a_merged_entry_leads_to_what_the_first_became(supplier, sent, people, site_tree):
    first = sent()
    browser = Supplier(Client())
    other = Supplier()
    other.fill_in()
    second = other.send()
    browser.follow(*other.codes())
    made = ResultPageFactory(title="Tin chung của hai người gửi")
    take(first, actor=people.editor, now=NOW)
    merge(second, first, actor=people.editor, now=NOW)
    first.refresh_from_db()
    grown_into(first, people, made, EntryState.PUBLISHED)
    assert made.title in page(browser)


def test_ground_7_leads_to_the_published_item(followed, people, site_tree):
    entry, browser = followed
    public = ResultPageFactory(title="Tin đã đăng trước")
    refuse(entry, people, 7, published_page=public)
    assert f'href="{public.url}"' in page(browser)
