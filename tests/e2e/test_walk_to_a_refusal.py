"""Somebody sends what is public already: refused on ground 7, which names the published item, and told in words."""

import pytest
from django.core import mail
from playwright.sync_api import expect

from core.models import PublishedItem
from tests.e2e.desks import HOME, OWN_ENTRIES, Staff, Supplier

pytestmark = pytest.mark.browser

PUBLISHED = "Xe buýt một cửa đến từng ngõ của phường Hoàn Kiếm (minh họa)"
TITLE = "Xe buýt một cửa đến từng ngõ của phường Hoàn Kiếm"
REASON = "Bài về xe buýt một cửa đã đăng trước đó."
GROUND = "Trùng lặp với nội dung đã được đăng tải trên Trang thông tin"


@pytest.fixture
def published(portal, django_db_blocker):
    """Return the path of the item that is public already."""
    with django_db_blocker.unblock():
        return PublishedItem.objects.get(title=PUBLISHED).path


def test_a_repetition_is_refused_by_two_people_and_its_supplier_is_led_to_what_is_public(seat_at, published):
    supplier = seat_at(Supplier, "can-bo-dau-moi-co-quan", OWN_ENTRIES)
    editor = seat_at(Staff, "bien-tap-vien", HOME)
    approver = seat_at(Staff, "nguoi-duyet", HOME)

    code = supplier.send(title=TITLE, body="Xe buýt của phường dừng ở ba ngõ vào sáng thứ Bảy.")
    propose(editor, published)
    approver.take_up(TITLE)
    approver.follow("Quyết định việc từ chối")
    approver.page.get_by_label("Đồng ý từ chối").check()
    approver.confirm("Quyết định việc từ chối")

    letter = next(letter.body for letter in mail.outbox if code in letter.body and "không được đăng tải" in letter.body)
    assert GROUND in letter
    assert REASON in letter
    assert published in letter
    supplier.open_own(TITLE)
    expect(supplier.page.get_by_text(GROUND)).to_be_visible()
    expect(supplier.page.get_by_text(REASON)).to_be_visible()
    supplier.follow(PUBLISHED)
    supplier.heading("Xe buýt một cửa")


def propose(editor, published):
    """The editor takes the entry up and proposes ground 7: without the published item it stays a form."""
    editor.take_up(TITLE)
    editor.act("Nhận xử lý")
    editor.follow("Đề nghị từ chối")
    page = editor.page
    suggested = page.get_by_label("Nội dung đã đăng")
    expect(suggested).to_have_value(published)
    suggested.fill("")
    page.get_by_label(GROUND).check()
    page.get_by_label("Lý do cụ thể").fill(REASON)
    editor.confirm("Đề nghị từ chối")
    expect(page.get_by_text("phải nêu nội dung đã đăng")).to_be_visible()
    expect(page.get_by_label("Lý do cụ thể")).to_have_value(REASON)
    suggested.fill(published)
    editor.confirm("Đề nghị từ chối")
    editor.told()
