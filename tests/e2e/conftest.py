"""A real browser on a real server with the demo content; run in a call of its own: ``pytest -m browser tests/e2e``.

The server's threads read what is committed, so the content is made once for the whole run and never rolled back.
That is why these tests only read.
"""

import os
import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from core.services.uploads import silence
from quickstart.packages import chromium
from tests.e2e.desks import Desk, address_to_sign_in, sign_in
from tests.scanner import stand_in

# Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = os.environ.get("CHROMIUM") or chromium()
SCREENSHOTS = Path(settings.VAR_DIR, "screenshots")
PATIENCE_MS = 15_000
REPORT_OF_A_POLICY = re.compile(r"Content Security Policy|Permissions-Policy", re.IGNORECASE)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def test_database(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Make the test database, which pytest-django only makes for tests marked ``django_db``; one for each process."""
    with django_db_blocker.unblock():
        before = setup_databases(verbosity=0, interactive=False, aliases={"default"})
        yield
        with connection.cursor() as cursor:  # a thread of the server may still hold its own
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        teardown_databases(before, verbosity=0)


@pytest.fixture(scope="session")
def portal(
    test_database: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Set up the portal with its demo content, serve it, and return its address."""
    sign_ins = tmp_path_factory.mktemp("portal") / "sign-ins.txt"
    with django_db_blocker.unblock(), override_settings(DEMO_SIGN_INS=sign_ins):
        call_command("setup_portal", "--demo", stdout=StringIO())
        server = LiveServer("localhost")
        with override_settings(CANONICAL_HOST=urlsplit(server.url).netloc, WAGTAILADMIN_BASE_URL=server.url):
            yield server.url
        server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    if CHROMIUM is None or not Path(CHROMIUM).is_file():
        pytest.fail("No browser: install the package chromium, or name one in the variable CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        yield browser
        browser.close()


@pytest.fixture
def contexts(browser: Browser) -> Iterator[list[BrowserContext]]:
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


@pytest.fixture
def open_page(portal: str, browser: Browser, contexts: list[BrowserContext]) -> Iterator[OpenPage]:
    """Return a function that opens an address in a fresh browser.

    Whatever the test is about, it fails when a page asks another host, a script of ours fails or a page breaks the
    content policy that it is sent with.
    """
    strangers: list[str] = []
    errors: list[str] = []
    broken: list[str] = []

    def note(request: Request) -> None:
        if request.url.startswith(("http", "ws")) and not request.url.startswith(portal):
            strangers.append(request.url)

    def read(message: ConsoleMessage) -> None:
        if REPORT_OF_A_POLICY.search(message.text):
            broken.append(f"{message.page.url if message.page else ''}: {message.text}")

    def open_at(path: str, *, width: int = 1280, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=portal,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport={"width": width, "height": 800},
            color_scheme="light",
            reduced_motion="reduce",
            java_script_enabled=javascript,
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        context.on("console", read)
        page = context.new_page()
        page.on("request", note)
        page.on("pageerror", lambda error: errors.append(str(error)))
        answer = page.goto(path)
        assert answer is not None
        assert answer.status < HTTPStatus.INTERNAL_SERVER_ERROR
        return page

    yield open_at
    assert strangers == [], "the page called another host"
    assert errors == [], "a script failed"
    assert broken == [], "the page broke its policy"


@pytest.fixture
def scanned(tmp_path: Path) -> Iterator[None]:
    """Let a stand-in of the scanner look at each file, so that a draft page can be made of what was sent."""
    with stand_in(tmp_path) as address, override_settings(SCANNER_ADDRESS=address):
        silence.note_answer()
        yield


@pytest.fixture
def seat_at(open_page: OpenPage, scanned: None) -> Iterator[Callable[..., Desk]]:
    """Return a function that signs a demo account in with one step, at a browser of its own."""

    def seat(kind: type[Desk], username: str, then: str, **options: Any) -> Desk:
        return kind(sign_in(open_page(address_to_sign_in(then), **options), username))

    with override_settings(DEMO_SKIPS_SECOND_FACTOR=True):
        yield seat


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """Return a function that keeps a picture of a page under var/screenshots when SCREENSHOTS=yes."""

    def shoot(page: Page, name: str) -> None:
        if os.environ.get("SCREENSHOTS") == "yes":
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    return shoot
