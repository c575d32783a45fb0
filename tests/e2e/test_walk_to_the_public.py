"""One entry on its whole way: sent with a picture and a Word file, sorted, edited, given back, approved, public."""

from datetime import timedelta

import pytest
from django.core import mail
from playwright.sync_api import expect

from core.lib import clock, dates
from tests.e2e.desks import HOME, OWN_ENTRIES, Staff, Supplier
from tests.e2e.sent_files import photograph, word_document

pytestmark = pytest.mark.browser

TITLE = "Phường Cửa Nam tiếp dân theo lịch hẹn trực tuyến"
BODY = "Người dân chọn giờ hẹn trên mạng và không phải chờ."
IN_THE_FILE = "Trong tuần đầu có bốn mươi lượt hẹn."
QUESTION = "Đề nghị ghi rõ ngày bắt đầu."
DAYS_TO_ANSWER = 5
SUPPLEMENT = "Lịch hẹn bắt đầu từ ngày 02/11/2026, theo kế hoạch của phường."


@pytest.fixture
def people(seat_at):
    """The collaborator, the standing body, the editor and the approver, each signed in at a browser of their own."""
    return (
        seat_at(Supplier, "cong-tac-vien", OWN_ENTRIES),
        seat_at(Staff, "thuong-truc-ban-bien-tap", HOME),
        seat_at(Staff, "bien-tap-vien", HOME),
        seat_at(Staff, "nguoi-duyet", HOME),
    )


def due():
    return dates.short_date(dates.local_date(clock.now()) + timedelta(days=DAYS_TO_ANSWER))


def letters_of(code):
    return " ".join(f"{letter.subject} {letter.body}" for letter in mail.outbox if code in letter.body)


def test_what_a_collaborator_sends_becomes_public_after_everybody_has_looked(people):
    collaborator, standing, editor, approver = people
    code = collaborator.send(title=TITLE, body=BODY, files=(photograph(), word_document(IN_THE_FILE)))

    make_the_page(standing)
    check_and_ask(editor)
    collaborator.open_own(TITLE)
    expect(collaborator.page.get_by_text(QUESTION).first).to_be_visible()
    expect(collaborator.page.get_by_text(f"đến hết ngày {due()}")).to_be_visible()
    collaborator.supplement(SUPPLEMENT)
    edit_and_hand_on(editor)
    approver.take_up(TITLE)
    approver.step("approve")
    expect(approver.page.get_by_text("Trang đã đăng công khai.")).to_be_visible()

    assert "cần được bổ sung" in letters_of(code)
    assert "đã được duyệt và đăng tải" in letters_of(code)
    expect_public(collaborator)


def make_the_page(standing):
    """The standing body sorts the entry, makes the draft page, describes the picture and hands the page in."""
    standing.take_up(TITLE)
    standing.act("Nhận xử lý")
    standing.act(
        "Phân loại",
        **{
            "Phân loại": "Tin, bài",
            "Nguồn gốc": "Cộng tác viên ghi tại phường Cửa Nam",
            "Nội dung chính": "Tiếp dân theo lịch hẹn trực tuyến, không phải chờ.",
            "Mục đích": "Đăng tải",
        },
    )
    standing.act("Nhận đăng, lập trang")
    standing.follow("So với bản gửi đến")
    standing.follow("Sửa hình ảnh")
    standing.page.get_by_label("Văn bản thay thế").first.fill("Cán bộ phường tiếp người dân tại bàn")
    standing.page.get_by_role("button", name="Lưu").first.click()
    standing.told()
    standing.take_up(TITLE)
    standing.hand_in()


def check_and_ask(editor):
    """The editor passes the check, and asks the supplier for what is missing: the page waits meanwhile."""
    editor.take_up(TITLE)
    editor.step("approve")
    editor.take_up(TITLE)
    editor.page.goto(f"{editor.page.url.replace('/edit/', '/nguon-goc/')}")
    editor.follow("Xem tin, bài gửi đến")
    editor.act("Trả lại bổ sung", **{"Nội dung cần bổ sung": QUESTION, "Bổ sung đến hết ngày": due()})
    editor.told()


def edit_and_hand_on(editor):
    """The editor accepts the entry again, writes the supplement into the page, and hands it on, checked once more."""
    editor.take_up(TITLE)
    editor.act("Nhận đăng, lập trang")
    editor.follow("Mở trang đã lập")
    editor.write(summary=f"{BODY} {SUPPLEMENT}")
    editor.step("approve")
    editor.take_up(TITLE)
    editor.step("approve")


def expect_public(reader):
    """The page, its picture, the feed and the search have it."""
    reader.open_own(TITLE)
    reader.follow(TITLE)
    reader.heading(TITLE)
    page = reader.page
    expect(page.get_by_text(IN_THE_FILE)).to_be_visible()
    picture = page.locator("main img").first
    picture.scroll_into_view_if_needed()
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    assert TITLE in page.request.get("/rss/").text()
    page.goto(f"/tim-kiem/?q={TITLE.replace(' ', '+')}")
    expect(page.locator("main").get_by_role("link", name=TITLE).first).to_be_visible()
