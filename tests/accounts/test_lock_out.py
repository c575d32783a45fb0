"""Guessing is stopped for a while, for one name at one address, and locks no colleague out (R9.4-1)."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.test import Client

from core.enums import AuditAct
from core.models import AuditEvent
from tests.conftest import FROZEN_NOW
from tests.people import PASSWORD
from tests.sign_in import SECOND_STEP, SIGN_IN, code_at, give_app, type_password

pytestmark = pytest.mark.django_db

LIMIT = 5


@pytest.fixture
def clock_hand():
    with time_machine.travel(FROZEN_NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def editor(people, clock_hand):
    give_app(people.editor)
    return people.editor


def at(address: str, agent: str = "x") -> Client:
    return Client(REMOTE_ADDR=address, headers={"User-Agent": agent})


def guess(client: Client, user, times: int = LIMIT):
    for number in range(times):
        response = type_password(client, user, f"sai lần thứ {number}")
    return response


def test_after_five_wrong_passwords_the_way_is_closed_for_a_while(editor, clock_hand):
    attacker = at("203.0.113.7")
    response = guess(attacker, editor)
    assert response.status_code == 429
    assert response["Retry-After"] == "900"
    assert "thử lại sau 15 phút" in response.content.decode()
    assert type_password(attacker, editor).status_code == 429


def test_the_colleague_elsewhere_gets_in_meanwhile(editor, clock_hand):
    guess(at("203.0.113.7"), editor)
    assert type_password(at("198.51.100.1"), editor)["Location"] == SECOND_STEP


def test_another_name_from_the_same_address_gets_in_meanwhile(editor, people, clock_hand):
    guess(at("203.0.113.7"), editor)
    give_app(people.approver)
    assert type_password(at("203.0.113.7"), people.approver)["Location"] == SECOND_STEP


def test_after_the_time_the_way_is_open_again(editor, clock_hand):
    client = at("203.0.113.7")
    guess(client, editor)
    clock_hand.move_to(FROZEN_NOW + timedelta(minutes=16))
    assert type_password(client, editor)["Location"] == SECOND_STEP


def test_trying_on_does_not_prolong_the_wait(editor, clock_hand):
    client = at("203.0.113.7")
    guess(client, editor)
    clock_hand.move_to(FROZEN_NOW + timedelta(minutes=14))
    guess(client, editor, 3)
    clock_hand.move_to(FROZEN_NOW + timedelta(minutes=16))
    assert type_password(client, editor)["Location"] == SECOND_STEP


@pytest.mark.parametrize("spelt", ["EDITOR", " editor", "Editor "])
def test_another_spelling_of_the_name_is_the_same_name(editor, clock_hand, spelt):
    client = at("203.0.113.7")
    guess(client, editor, LIMIT - 1)
    response = client.post(SIGN_IN, {"login": spelt, "password": "sai"})
    assert response.status_code == 429


def test_another_browser_at_the_same_address_is_the_same_attacker(editor, clock_hand):
    for number in range(LIMIT):
        response = guess(at("203.0.113.7", f"agent {number}"), editor, 1)
    assert response.status_code == 429


def test_another_address_of_one_ipv6_network_is_the_same_attacker(editor, clock_hand):
    for number in range(LIMIT):
        response = guess(at(f"2001:db8::{number + 1}"), editor, 1)
    assert response.status_code == 429


def test_a_header_that_the_client_writes_changes_nothing(editor, clock_hand):
    for number in range(LIMIT):
        client = Client(REMOTE_ADDR="203.0.113.7", headers={"X-Forwarded-For": f"198.51.100.{number}"})
        response = guess(client, editor, 1)
    assert response.status_code == 429


def test_wrong_codes_count_like_wrong_passwords(editor, clock_hand):
    client = at("203.0.113.7")
    type_password(client, editor)
    for _ in range(LIMIT):
        response = client.post(SECOND_STEP, {"code": "000000"})
    assert response.status_code == 429
    assert client.post(SECOND_STEP, {"code": code_at(FROZEN_NOW)}).status_code == 429


def test_getting_in_forgets_the_failures(editor, clock_hand):
    client = at("203.0.113.7")
    guess(client, editor, LIMIT - 1)
    type_password(client, editor)
    client.post(SECOND_STEP, {"code": code_at(FROZEN_NOW)})
    assert not AccessAttempt.objects.exists()


def test_unknown_and_known_names_get_the_same_answer(editor, clock_hand):
    known = type_password(at("203.0.113.7"), editor, "sai").content.decode()
    unknown = at("203.0.113.8").post(SIGN_IN, {"login": "khong-co", "password": "sai"}).content.decode()
    words = "Tên đăng nhập hoặc mật khẩu không đúng."
    assert words in known
    assert words in unknown


def test_failures_and_the_lock_stand_in_the_chain_without_what_was_typed(editor, clock_hand):
    guess(at("203.0.113.7"), editor, LIMIT + 2)
    at("203.0.113.8").post(SIGN_IN, {"login": "mat-khau-go-nham", "password": "sai"})
    events = AuditEvent.objects.filter(act__startswith="sign_in.").order_by("pk")
    acts = list(events.values_list("act", "subject_id", "detail"))
    failed = (AuditAct.SIGN_IN_FAILED, str(editor.pk), {"step": "password"})
    assert acts[: LIMIT - 1] == [failed] * (LIMIT - 1)
    assert acts[LIMIT - 1] == (AuditAct.SIGN_IN_LOCKED, str(editor.pk), {})
    assert acts[LIMIT:] == [(AuditAct.SIGN_IN_FAILED, "", {"step": "password"})]


def test_passwords_are_not_kept_with_the_failures(editor, clock_hand):
    type_password(at("203.0.113.7"), editor, "lộ ra thì hỏng")
    kept = AccessAttempt.objects.get()
    assert "lộ" not in kept.post_data
    assert editor.username not in kept.post_data


@pytest.mark.parametrize(
    "login", ["\x00", "a" * 10_000, "'; DROP TABLE", "<script>", "\ud800".encode("utf-8", "replace").decode()]
)
def test_a_strange_name_is_no_error(client, clock_hand, people, login):
    assert client.post(SIGN_IN, {"login": login, "password": PASSWORD}).status_code == 200
