"""People of the demo at their browsers: signed in with one step, doing what their screens offer."""

import re
from dataclasses import dataclass

from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from core.lib import clock, dates
from portal.demo.sign_ins import read_sign_ins
from tests.sign_in import SIGN_IN

HOME, OWN_ENTRIES, FORM = "/quan-tri/", "/cung-cap-thong-tin/cua-toi/", "/cung-cap-thong-tin/gui/ban-la-ai/"
ON_ONES_OWN = "Bản thân (cộng tác viên), không thay mặt cơ quan"
# Nobody reads a page of the form, a page about an entry, or the whole form, quicker.
STEP_MS, FOLLOW_MS, SEND_MS = 500, 1_100, 3_200


@dataclass
class Desk:
    """One person at a browser of their own; ``page`` is what the person sees."""

    page: Page

    def heading(self, words: str) -> None:
        """Expect the first heading to say something."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile(words))

    def follow(self, words: str) -> None:
        """Follow the first link of the page's own content that bears these words."""
        self.page.locator("main").get_by_role("link", name=words).first.click()


class Supplier(Desk):
    """Somebody with an account on the public side."""

    def go_on(self) -> None:
        """Press the button to the next question after as long as a person needs."""
        self.page.wait_for_timeout(STEP_MS)
        self.page.get_by_role("button", name="Tiếp tục").click()

    def send(self, *, title: str, body: str, files: tuple[dict[str, object], ...] = ()) -> str:
        """Answer every question of the online form, check, send, and return the number of the entry."""
        page, today = self.page, dates.local_date(clock.now())
        page.goto(FORM)
        page.get_by_label(ON_ONES_OWN).check()
        self.go_on()
        page.get_by_label("Tin về hoạt động, sự kiện").check()
        self.go_on()
        page.get_by_label("Tình hình thực hiện và kết quả").check()
        self.go_on()
        page.get_by_label("Hoạt động bắt đầu lúc").fill(f"{today.isoformat()}T00:01")
        self.go_on()
        page.get_by_label("Tiêu đề").fill(title)
        page.get_by_label("Nội dung", exact=True).fill(body)
        self.go_on()
        if files:
            page.get_by_label("Chọn tệp (không bắt buộc)").set_input_files(files)  # type: ignore[arg-type]  # as it wants
            page.get_by_label("Tác giả hình ảnh, âm thanh, video (nếu có)").fill("Minh Anh")
            page.get_by_label("Quyền sử dụng hình ảnh, âm thanh, video (nếu có)").select_option("own")
        self.go_on()
        for box in page.get_by_role("checkbox").all():
            box.check()
        self.go_on()
        self.heading("Kiểm tra trước khi gửi")
        page.wait_for_timeout(SEND_MS)
        page.get_by_role("button", name="Gửi cho Ban Biên tập").click()
        self.heading("đã nhận")
        return page.locator(".supply-codes dd").first.inner_text()

    def open_own(self, title: str) -> None:
        """Open one of the own entries from the list."""
        self.page.goto(OWN_ENTRIES)
        self.follow(title)

    def supplement(self, words: str) -> None:
        """Answer what the office asked for."""
        self.follow("Gửi bổ sung")
        self.page.get_by_label("Nội dung", exact=False).first.fill(words)
        self.page.wait_for_timeout(FOLLOW_MS)
        self.page.get_by_role("button", name="Gửi bổ sung").click()
        expect(self.page).not_to_have_url(re.compile("/bo-sung/"))


class Staff(Desk):
    """Somebody of the Board in the admin."""

    def take_up(self, title: str) -> None:
        """Open what waits on the first page of the admin."""
        self.page.goto(HOME)
        self.follow(title)

    def act(self, name: str, **answers: str) -> None:
        """Press the button of an act on an entry, fill in its form by labels, and confirm."""
        self.follow(name)
        for label, value in answers.items():
            self._fill(self.page.get_by_label(label.replace("_", " ")).first, value)
        self.confirm(name)

    def confirm(self, name: str) -> None:
        """Press the button under a form."""
        self.page.locator("main form").get_by_role("button", name=name).click()

    def step(self, action: str, **answers: str) -> None:
        """Press a button of the workflow in the page editor, fill in its window, and confirm."""
        self.page.get_by_role("button", name="Thao tác khác").click()
        self.page.locator(f"[data-workflow-action-name={action}]").click()
        window = self.page.locator(".modal-dialog")
        confirm = window.locator("[type=submit]")
        confirm.wait_for()
        for box in window.get_by_role("checkbox").all():
            box.check()
        for label, value in answers.items():
            self._fill(window.get_by_label(label.replace("_", " ")), value)
        confirm.click()
        self.told()

    def write(self, **values: str) -> None:
        """Fill in text fields of the page editor by name."""
        for name, value in values.items():
            self.page.locator(f"textarea[name={name}]").fill(value)

    def hand_in(self) -> None:
        """Send the page of the editor into the workflow."""
        self.page.get_by_role("button", name="Thao tác khác").click()
        self.page.locator("footer [name=action-submit]").click()
        self.told()

    def told(self) -> None:
        """Wait for the word of success that follows each act."""
        expect(self.page.locator(".messages .success").first).to_be_visible()

    def _fill(self, field: Locator, value: str) -> None:
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)


def sign_in(page: Page, username: str) -> Page:
    """Sign a demo account in; the settings must let it in with one step."""
    known = read_sign_ins(settings.DEMO_SIGN_INS)[username]
    page.get_by_label("Tên đăng nhập").fill(known.username)
    page.get_by_label("Mật khẩu").fill(known.password)
    page.get_by_role("button", name="Đăng nhập").click()
    return page


def address_to_sign_in(then: str) -> str:
    """Return the address of the sign-in that leads on to another page."""
    return f"{SIGN_IN}?next={then}"
