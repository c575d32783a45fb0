"""Signing in in a real browser: app, recovery code, passkey, and the demo account with one step (R9.4-1)."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Page, expect

from accounts.enums import RoleCode
from accounts.models import Role, User
from accounts.services import enrolment
from accounts.services.memberships import apply_memberships
from core.lib import clock, dates
from portal.demo.sign_ins import read_sign_ins
from tests.e2e.layout import sticking_out
from tests.people import PASSWORD, give_role
from tests.sign_in import SIGN_IN, code_at, give_app, recovery_code

pytestmark = pytest.mark.browser


@pytest.fixture
def person(portal, django_db_blocker):
    """A fresh editor for each test; what it writes stays in the database of the run."""
    with django_db_blocker.unblock():
        number = User.objects.count()
        user = User.objects.create_user(f"bien-tap-{number}", f"bien-tap-{number}@example.vn", PASSWORD)
        user.full_name = "Phạm Minh Đức"
        user.save()
        give_role(user, Role.objects.get(code=RoleCode.EDITOR))
        apply_memberships(day=dates.local_date(clock.now()), users=[user])
        yield user


def type_password(page: Page, user: User, password: str = PASSWORD) -> None:
    page.get_by_label("Tên đăng nhập").fill(user.username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def type_code(page: Page, user: User, shoot, width: int) -> None:
    """Type the code that was handed over: wrong first, then right."""
    code = enrolment.issue(user, actor=None, now=now())
    expect(page.get_by_role("heading", level=1)).to_have_text("Nhập mã thiết lập")
    shoot(page, f"{width}-ma-thiet-lap")
    assert sticking_out(page) == []
    page.get_by_label("Mã thiết lập").fill("SAI")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("alert")).to_contain_text("Mã không đúng")
    page.get_by_label("Mã thiết lập").fill(code.lower())
    page.get_by_role("button", name="Tiếp tục").click()


def expect_inside(page: Page) -> None:
    expect(page.get_by_role("heading", name="Việc cần làm")).to_be_visible()


def now() -> datetime:
    return datetime.now(UTC)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_first_sign_in_sets_up_an_app_and_shows_the_recovery_codes(open_page, shoot, person, width):
    page = open_page("/quan-tri/", width=width)
    expect(page).to_have_title("Đăng nhập – Cải cách hành chính Hà Nội")
    shoot(page, f"{width}-dang-nhap")
    type_password(page, person)
    type_code(page, person, shoot, width)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thiết lập bước xác thực thứ hai")
    shoot(page, f"{width}-thiet-lap")
    assert sticking_out(page) == []
    page.get_by_role("link", name="Thiết lập ứng dụng").click()
    expect(page.locator(".account__code svg")).to_be_visible()
    page.get_by_text("Không quét được?").click()
    secret = page.locator(".account__secret").inner_text().replace(" ", "")
    shoot(page, f"{width}-ung-dung")
    assert sticking_out(page) == []
    page.get_by_label("Mã 6 số").fill(code_at(now(), secret))
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.locator(".account__codes code")).to_have_count(10)
    shoot(page, f"{width}-ma-du-phong")
    assert sticking_out(page) == []
    page.get_by_role("link", name="Tôi đã cất mã, tiếp tục").click()
    expect_inside(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_password_and_code_of_the_app_lead_in(open_page, shoot, person, width):
    give_app(person)
    page = open_page("/quan-tri/account/", width=width)
    type_password(page, person)
    shoot(page, f"{width}-buoc-hai")
    assert sticking_out(page) == []
    page.get_by_label("Mã xác thực").fill("000000")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("alert")).to_contain_text("Mã không đúng")
    shoot(page, f"{width}-buoc-hai-sai")
    page.get_by_label("Mã xác thực").fill(code_at(now()))
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).to_have_url(re.compile("/quan-tri/account/$"))
    for path, name in (("bao-mat/", "bao-mat"), ("phien/", "phien"), ("mat-khau/", "mat-khau")):
        page.goto(f"/tai-khoan/{path}")
        shoot(page, f"{width}-{name}")
        assert sticking_out(page) == []


def test_a_recovery_code_leads_in_without_javascript(open_page, person):
    give_app(person)
    page = open_page("/quan-tri/", javascript=False)
    type_password(page, person)
    page.get_by_label("Mã xác thực").fill(recovery_code(person))
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).to_have_url(re.compile("/quan-tri/$"))


def test_a_passkey_is_set_up_and_leads_in(open_page, shoot, person):
    page = open_page("/quan-tri/")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"automaticPresenceSimulation": True}})
    type_password(page, person)
    type_code(page, person, shoot, 1280)
    page.get_by_role("link", name="Thiết lập khóa").click()
    shoot(page, "1280-them-khoa")
    page.get_by_role("button", name="Thêm khóa").click()
    expect(page.locator(".account__codes code")).to_have_count(10)
    assert Authenticator.objects.filter(user=person, type="webauthn").count() == 1
    page.get_by_role("link", name="Tôi đã cất mã, tiếp tục").click()
    expect_inside(page)
    page.goto("/tai-khoan/dang-xuat/")
    page.locator("main").get_by_role("button", name="Đăng xuất").click()
    type_password(page, person)
    shoot(page, "1280-buoc-hai-khoa")
    page.get_by_role("button", name="Dùng khóa bảo mật").click()
    expect_inside(page)


def test_a_demo_account_gets_in_with_one_step(open_page, portal, django_db_blocker):
    sign_in = read_sign_ins(settings.DEMO_SIGN_INS)["bien-tap-vien"]
    with override_settings(DEMO_SKIPS_SECOND_FACTOR=True):
        page = open_page(SIGN_IN)
        page.get_by_label("Tên đăng nhập").fill(sign_in.username)
        page.get_by_label("Mật khẩu").fill(sign_in.password)
        page.get_by_role("button", name="Đăng nhập").click()
        expect_inside(page)
        assert urlsplit(page.url).path == "/quan-tri/"
