"""Sessions end by rest, by age, by hand and by a new password (R9.4-1)."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.enums import AuditAct
from core.models import AuditEvent
from tests.conftest import FROZEN_NOW
from tests.people import PASSWORD
from tests.sign_in import ADMIN, SECOND_STEP, SIGN_IN, code_at, give_app, type_password

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "bốn con mèo trên mái nhà"
SESSIONS = "/tai-khoan/phien/"


@pytest.fixture
def clock_hand():
    with time_machine.travel(FROZEN_NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def editor(people, site_tree, clock_hand):
    give_app(people.editor)
    return people.editor


def enter(user, now=FROZEN_NOW, browser=None) -> Client:
    client = browser or Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0"})
    type_password(client, user)
    client.post(SECOND_STEP, {"code": code_at(now)})
    return client


def is_inside(client: Client) -> bool:
    return client.get(ADMIN).status_code == 200


def test_a_session_that_rests_too_long_ends(editor, clock_hand, settings):
    client = enter(editor)
    clock_hand.move_to(FROZEN_NOW + settings.SIGN_IN_IDLE - timedelta(seconds=1))
    assert is_inside(client)
    clock_hand.move_to(FROZEN_NOW + 2 * settings.SIGN_IN_IDLE)
    response = client.get(ADMIN, follow=True)
    assert response.redirect_chain[0][0].startswith(SIGN_IN)
    assert "Phiên làm việc đã kết thúc" in response.content.decode()


def test_a_session_in_use_ends_all_the_same_when_it_is_old(editor, clock_hand, settings):
    client = enter(editor)
    step = settings.SIGN_IN_IDLE - timedelta(minutes=1)
    now = FROZEN_NOW
    while now + step < FROZEN_NOW + settings.SIGN_IN_ABSOLUTE:
        now += step
        clock_hand.move_to(now)
        assert is_inside(client)
    clock_hand.move_to(FROZEN_NOW + settings.SIGN_IN_ABSOLUTE)
    assert not is_inside(client)


def test_what_the_editor_asks_by_itself_keeps_no_session_alive(editor, clock_hand, settings):
    client = enter(editor)
    clock_hand.move_to(FROZEN_NOW + settings.SIGN_IN_IDLE - timedelta(minutes=1))
    client.post(reverse("wagtailadmin_editing_sessions:ping", args=("wagtailcore", "page", "1", 1)))
    clock_hand.move_to(FROZEN_NOW + settings.SIGN_IN_IDLE)
    assert not is_inside(client)


def test_the_list_shows_every_session_with_browser_and_time(editor, clock_hand):
    enter(editor)
    clock_hand.move_to(FROZEN_NOW + timedelta(minutes=2))
    second = enter(editor, FROZEN_NOW + timedelta(minutes=2), Client(headers={"User-Agent": "Firefox/140 Linux"}))
    page = second.get(SESSIONS).content.decode()
    assert "Chrome trên Windows" in page
    assert "Firefox trên Linux" in page
    assert page.count("phiên này") >= 1


def test_a_session_ended_by_hand_is_out_at_once(editor, clock_hand):
    first = enter(editor)
    clock_hand.move_to(FROZEN_NOW + timedelta(minutes=2))
    second = enter(editor, FROZEN_NOW + timedelta(minutes=2))
    other = UserSession.objects.get(session_key=first.session.session_key)
    second.post(SESSIONS, {"session": other.pk})
    assert not is_inside(first)
    assert is_inside(second)
    assert AuditEvent.objects.filter(act=AuditAct.SESSION_REVOKED).count() == 1


def test_nobody_ends_a_session_of_somebody_else(editor, people, clock_hand):
    give_app(people.approver)
    stranger = enter(people.approver)
    client = enter(editor)
    other = UserSession.objects.get(session_key=stranger.session.session_key)
    client.post(SESSIONS, {"session": other.pk})
    assert is_inside(stranger)


@pytest.mark.parametrize("typed", ["", "abc", "-1", "9" * 30, "1; DROP"])
def test_nonsense_instead_of_a_session_is_no_error(editor, clock_hand, typed):
    client = enter(editor)
    assert client.post(SESSIONS, {"session": typed}).status_code == 302
    assert is_inside(client)


def test_a_new_password_ends_every_session_and_keeps_the_second_factor(editor, clock_hand):
    first = enter(editor)
    clock_hand.move_to(FROZEN_NOW + timedelta(minutes=2))
    second = enter(editor, FROZEN_NOW + timedelta(minutes=2))
    data = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert second.post(reverse("account_change_password"), data)["Location"] == SIGN_IN
    assert not is_inside(first)
    assert not is_inside(second)
    assert not UserSession.objects.exists()
    assert type_password(Client(), editor, NEW_PASSWORD)["Location"] == SECOND_STEP
    assert AuditEvent.objects.filter(act=AuditAct.PASSWORD_CHANGED).count() == 1


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("ngan-qua", "14"),
        ("1qaz2wsx3edc4rfv", "phổ biến"),
        ("12345678901234567", "chữ số"),
        ("editor@example.vn", "giống"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(editor, clock_hand, password, reason):
    client = enter(editor)
    data = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    response = client.post(reverse("account_change_password"), data)
    assert reason in response.content.decode()
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


def test_a_password_of_a_megabyte_is_refused_before_it_is_hashed(client, editor):
    response = type_password(client, editor, "a" * 1_000_000)
    assert response.status_code in {200, 413}
    assert "_auth_user_id" not in client.session


def test_signing_in_and_out_stand_in_the_chain(editor, clock_hand):
    client = enter(editor)
    client.post(reverse("account_logout"))
    acts = list(AuditEvent.objects.filter(act__startswith="sign_in.").order_by("pk").values_list("act", "actor_id"))
    assert acts[-2:] == [(AuditAct.SIGN_IN_SUCCEEDED, editor.pk), (AuditAct.SIGN_OUT, editor.pk)]


def test_without_the_row_in_the_chain_nobody_gets_in(editor, clock_hand, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the chain cannot be written")

    monkeypatch.setattr("accounts.services.sign_in_log.audit.record", broken)
    client = Client(raise_request_exception=False)
    enter(editor, browser=client)
    assert not is_inside(client)


def test_a_new_browser_is_told_by_letter_once(editor, clock_hand, mailoutbox, django_capture_on_commit_callbacks):
    browser = Client()
    with django_capture_on_commit_callbacks(execute=True):
        enter(editor, browser=browser)
    clock_hand.move_to(FROZEN_NOW + timedelta(minutes=2))
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("account_logout"))
        enter(editor, FROZEN_NOW + timedelta(minutes=2), browser)
    assert [letter.subject for letter in mailoutbox] == ["Tài khoản của Ông/Bà vừa đăng nhập từ máy mới"]


def test_what_signing_in_adds_to_a_page_of_the_admin_is_at_most_two_queries(editor, clock_hand):
    client = enter(editor)
    client.get(ADMIN)
    with CaptureQueriesContext(connection) as quiet:
        client.get(ADMIN)
    clock_hand.move_to(FROZEN_NOW + timedelta(minutes=5))
    with CaptureQueriesContext(connection) as noting:
        client.get(ADMIN)
    ours = ("usersessions", "mfa_authenticator", "axes_", "socialaccount")
    assert [query["sql"] for query in quiet if any(table in query["sql"] for table in ours)] == []
    # Once a minute the session and its line in the list are written.
    statements = [query["sql"] for query in noting if "SAVEPOINT" not in query["sql"]]
    assert len(statements) - len(quiet) <= 2
