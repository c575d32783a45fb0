"""Somebody supplies information in a real browser, with a photograph and a document, with and without scripts."""

import re

import pytest
from django.db import connection
from playwright.sync_api import expect

from core.lib import clock, dates
from editorial.models import Entry
from tests.e2e.accessibility import broken_rules
from tests.e2e.layout import sticking_out
from tests.e2e.sent_files import photograph, word_document

pytestmark = pytest.mark.browser

ROOT = "/cung-cap-thong-tin/"
STEP_MS, SEND_MS = 500, 3_200
TITLE = "Phường Hoàn Kiếm trả kết quả trong ngày"


def go_on(page):
    page.wait_for_timeout(STEP_MS)
    page.get_by_role("button", name="Tiếp tục").click()


def heading(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(words))


def answer_until_the_check(page):
    """Answer every question as a person does, ending on the page where everything is checked."""
    now = clock.now()
    page.get_by_role("link", name="Gửi thông tin", exact=True).click()
    page.get_by_label("Cá nhân, tổ chức khác").check()
    go_on(page)
    page.get_by_label("Họ và tên người gửi").fill("Nguyễn Thị Hòa")
    page.get_by_label("Thư điện tử hoặc số điện thoại").fill("hoa@example.vn")
    go_on(page)
    page.get_by_label("Tin về hoạt động, sự kiện").check()
    go_on(page)
    page.get_by_label("Tình hình thực hiện và kết quả").check()
    go_on(page)
    page.get_by_label("Hoạt động bắt đầu lúc").fill(f"{dates.local_date(now).isoformat()}T00:01")
    go_on(page)
    page.get_by_label("Tiêu đề").fill(TITLE)
    page.get_by_label("Nội dung", exact=True).fill("Mười thủ tục được trả trong ngày.")
    go_on(page)
    page.get_by_label("Chọn tệp (không bắt buộc)").set_input_files([photograph(), word_document("Kết quả")])
    page.get_by_label("Tác giả hình ảnh, âm thanh, video (nếu có)").fill("Lê An")
    page.get_by_label("Quyền sử dụng hình ảnh, âm thanh, video (nếu có)").select_option("own")
    go_on(page)
    for box in page.get_by_role("checkbox").all():
        box.check()
    go_on(page)
    heading(page, "Kiểm tra trước khi gửi")


def newest():
    entry = Entry.objects.latest("pk")
    files = {row.stored.extension: row.author_name for row in entry.files.select_related("stored")}
    found = (entry.title, entry.receipt.is_held, files)
    connection.close()  # the test runs in a context of its own: its connection would hold up the end of the run
    return found


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_photograph_and_a_document_are_sent_followed_and_answered(open_page, shoot, javascript):
    page = open_page(ROOT, width=360, javascript=javascript)
    answer_until_the_check(page)
    shoot(page, f"360-cung-cap-kiem-tra-{javascript}")
    page.wait_for_timeout(SEND_MS)
    page.get_by_role("button", name="Gửi cho Ban Biên tập").click()
    heading(page, "đã nhận")
    expect(page.get_by_role("button", name="In biên nhận")).to_have_count(1 if javascript else 0)
    number, code = page.locator(".supply-codes dd").all_inner_texts()
    assert newest() == (TITLE, not javascript, {"jpg": "Lê An", "docx": "Lê An"})
    page.get_by_role("link", name="Theo dõi tin, bài").click()
    page.get_by_label("Mã tin, bài").fill(number)
    page.get_by_label("Mã tra cứu").fill(code)
    page.wait_for_timeout(2 * STEP_MS)
    page.get_by_role("button", name="Xem", exact=True).click()
    heading(page, number)
    expect(page.get_by_text("chưa bắt đầu xử lý")).to_be_visible()


def test_a_mistake_takes_the_focus_and_keeps_what_was_typed(open_page):
    page = open_page(f"{ROOT}theo-doi/", width=360)
    page.get_by_label("Mã tin, bài").fill("TN000001")
    page.wait_for_timeout(2 * STEP_MS)
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Mã tin, bài")).to_have_value("TN000001")


@pytest.mark.parametrize("path", [ROOT, f"{ROOT}gui/ban-la-ai/", f"{ROOT}theo-doi/", f"{ROOT}ban-nhap/mo/"])
def test_pages_break_no_rule_of_accessibility_and_fit_a_narrow_phone(open_page, path):
    page = open_page(path, width=320)
    assert broken_rules(page) == {}
    assert broken_rules(page, dark=True) == {}
    assert sticking_out(page) == []
