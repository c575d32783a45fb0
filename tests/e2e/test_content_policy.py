"""No page breaks the content policy it is sent with: read, signed in to, edited, previewed (docs/security.md)."""

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Agency, Membership
from core.models import PortalImage
from documents.models import LegalDocumentPage
from home.models import HomePage, StandardPage
from news.models import LeaderActivityPage
from tests.e2e.addresses import ARTICLE
from tests.e2e.conftest import REPORT_OF_A_POLICY
from tests.factories import UserFactory
from tests.sign_in import signed_in

pytestmark = pytest.mark.browser

PARTS = 4


@pytest.fixture(scope="module")
def chief(portal, django_db_blocker) -> AbstractBaseUser:
    """Return somebody who may see every screen."""
    with django_db_blocker.unblock():
        return UserFactory(username="xem-moi-man-hinh", superuser=True)


@pytest.fixture
def watched(portal, browser, contexts, chief, django_db_blocker):
    """Return a function that opens a browser whose console is read; it fails the test on any report of a policy."""
    said: list[str] = []

    def open_browser(*, staff: bool = False) -> Page:
        context = browser.new_context(base_url=portal, locale="vi-VN", viewport={"width": 1440, "height": 900})
        contexts.append(context)
        if staff:
            with django_db_blocker.unblock():
                cookie = signed_in(chief).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": portal}])
        context.on("console", lambda message: said.append(f"{message.page.url}: {message.text}"))
        context.on("weberror", lambda error: said.append(f"Content Security Policy? {error.error}"))
        return context.new_page()

    yield open_browser
    assert [line for line in said if REPORT_OF_A_POLICY.search(line)] == []


@pytest.mark.parametrize("path", ["/tai-khoan/dang-nhap/", "/tai-khoan/quen-mat-khau/"])
def test_a_page_before_the_sign_in_keeps_to_the_strict_policy(watched, path):
    page = watched()
    page.goto(path, wait_until="networkidle")
    expect(page.locator("h1")).to_be_visible()


def test_what_breaks_the_policy_is_reported(browser, portal):
    said = []
    page = browser.new_page(base_url=portal)
    page.on("console", lambda message: said.append(message.text))
    page.goto("/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\" onclick=\"f()\">x</p>')")
    page.close()
    assert any(REPORT_OF_A_POLICY.search(line) for line in said)


def screens(chief):
    pages = [model.objects.first() for model in (LegalDocumentPage, LeaderActivityPage, StandardPage, HomePage)]
    actions = ("edit", "history", "usage", "move", "copy", "delete", "unpublish", "workflow_history")
    names = ("locked_pages", "workflow", "workflow_tasks", "site_history", "aging_pages", "page_types_usage")
    lists = ("agencies", "leaders", "memberships", "roles", "rule_values", "calendar_days", "wagtailusers_users")
    records = {"agencies": Agency.objects.first().pk, "memberships": Membership.objects.first().pk}
    yield from (reverse(name) for name in ("wagtailadmin_home", "wagtailadmin_account", "wagtailredirects:add"))
    yield from (reverse("wagtailadmin_explore", args=[page.pk]) for page in pages[-1:])
    yield from (reverse(f"wagtailadmin_pages:{action}", args=[page.pk]) for action in actions for page in pages[:2])
    yield from (reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pages[2:])
    yield from (reverse(f"wagtailadmin_reports:{name}") for name in names)
    yield from (reverse(f"{name}:{view}") for name in lists for view in ("index", "add"))
    yield from (
        reverse(f"{name}:{view}", args=[pk])
        for name, pk in records.items()
        for view in ("edit", "inspect", "history", "usage", "delete")
    )
    yield from (reverse(f"wagtail{media}:{view}") for media in ("images", "docs") for view in ("index", "add_multiple"))
    yield reverse("wagtailimages:edit", args=[PortalImage.objects.first().pk])
    yield reverse("wagtailusers_users:edit", args=[chief.pk])
    yield from (reverse(f"wagtailusers_groups:{view}") for view in ("index", "add"))
    yield from (reverse(f"wagtailadmin_workflows:{view}") for view in ("index", "add"))
    yield "/quan-tri/so-muc-cong-khai/"
    yield "/quan-tri/settings/core/siteidentity/"


@pytest.mark.parametrize("part", range(PARTS))
def test_the_screens_of_the_admin_keep_to_their_policy(watched, chief, django_db_blocker, part):
    page = watched(staff=True)
    with django_db_blocker.unblock():
        listed = list(screens(chief))
    for address in listed[part::PARTS]:
        answer = page.goto(address, wait_until="load")
        assert answer.status == 200, address


def test_the_editor_adds_rows_picks_days_and_chooses_without_inline_scripts(watched, django_db_blocker):
    with django_db_blocker.unblock():
        document = LegalDocumentPage.objects.first()
    page = watched(staff=True)
    page.goto(reverse("wagtailadmin_pages:edit", args=[document.pk]), wait_until="networkidle")

    page.locator("#id_issued_on").click()
    expect(page.locator(".xdsoft_datetimepicker:visible").first).to_be_visible()
    page.keyboard.press("Escape")

    rows = page.locator("#id_relations-FORMS > *")
    before = rows.count()
    page.locator("#id_relations-ADD").click()
    expect(rows).to_have_count(before + 1)
    page.locator(f"#id_relations-{before}-from_day").click()
    expect(page.locator(".xdsoft_datetimepicker:visible").first).to_be_visible()
    page.keyboard.press("Escape")

    chooser = page.locator(f"#id_relations-{before}-target-chooser")
    chooser.locator("[data-chooser-action-choose]").first.click()
    expect(page.locator(".modal-dialog").get_by_role("table").first).to_be_visible()


def test_a_preview_is_drawn_in_the_editor_with_its_styles(watched, django_db_blocker):
    with django_db_blocker.unblock():
        activity = LeaderActivityPage.objects.first()
    page = watched(staff=True)
    page.goto(reverse("wagtailadmin_pages:edit", args=[activity.pk]), wait_until="networkidle")
    page.locator("[data-side-panel-toggle=preview]").click()
    heading = page.frame_locator("iframe[title]").first.locator("h1")
    expect(heading).to_have_text(activity.title, timeout=20_000)
    family = heading.evaluate("element => getComputedStyle(element).fontFamily")
    assert "Be Vietnam Pro" in family


def test_the_bar_of_staff_opens_on_a_public_page(watched):
    page = watched(staff=True)
    page.goto(ARTICLE, wait_until="networkidle")
    page.locator("#wagtail-userbar-trigger").click()
    expect(page.locator("#wagtail-userbar-items")).to_be_visible()
    expect(page.get_by_role("menuitem").first).to_be_visible()
