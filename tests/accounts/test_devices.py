"""Devices come and go only just after the second factor was shown, and the last one stays (R9.4-1, R9.4-4)."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.services import factor_secrets
from core.enums import AuditAct
from core.lib.crypto.keys import new_key
from core.models import AuditEvent
from tests.conftest import FROZEN_NOW
from tests.people import PASSWORD
from tests.sign_in import SECOND_STEP, SECRET, code_at, enrol, give_app, recovery_code, signed_in, type_password

pytestmark = pytest.mark.django_db

LATER = FROZEN_NOW + timedelta(minutes=11)
GUARDED = [
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
]


@pytest.fixture
def clock_hand():
    with time_machine.travel(FROZEN_NOW, tick=False) as traveller:
        yield traveller


def give_key(user, name="Khóa USB") -> Authenticator:
    credential = {"clientExtensionResults": {}}
    return Authenticator.objects.create(user=user, type="webauthn", data={"name": name, "credential": credential})


@pytest.mark.parametrize("name", GUARDED)
def test_some_minutes_later_the_second_factor_is_asked_again(people, clock_hand, name):
    give_app(people.editor)
    client = signed_in(people.editor)
    clock_hand.move_to(LATER)
    response = client.get(reverse(name))
    assert response["Location"].startswith(reverse("mfa_reauthenticate"))


@pytest.mark.parametrize("view", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_for_keys_too(people, clock_hand, view):
    key = give_key(people.editor)
    client = signed_in(people.editor)
    clock_hand.move_to(LATER)
    assert client.post(reverse(view, args=(key.pk,)))["Location"].startswith("/tai-khoan/xac-nhan/")
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_the_password_does_not_stand_in_for_the_second_factor(people, clock_hand):
    give_app(people.editor)
    client = signed_in(people.editor)
    clock_hand.move_to(LATER)
    response = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert response["Location"].startswith(reverse("mfa_reauthenticate"))
    assert client.get(reverse("mfa_add_webauthn")).status_code == 302


def test_a_code_opens_the_way_for_some_minutes(people, clock_hand):
    give_app(people.editor)
    client = signed_in(people.editor)
    clock_hand.move_to(LATER)
    wanted = reverse("mfa_generate_recovery_codes")
    response = client.post(reverse("mfa_reauthenticate"), {"code": code_at(LATER), "next": wanted})
    assert response["Location"] == wanted
    assert client.get(wanted).status_code == 200


def test_confirming_gives_the_session_another_id(people, clock_hand):
    give_app(people.editor)
    client = signed_in(people.editor)
    before = client.session.session_key
    client.post(reverse("mfa_reauthenticate"), {"code": code_at(FROZEN_NOW)})
    assert client.session.session_key != before


def test_the_last_second_factor_stays(people, clock_hand):
    give_app(people.editor)
    client = signed_in(people.editor)
    response = client.post(reverse("mfa_deactivate_totp"))
    assert "cuối cùng" in response.content.decode()
    assert Authenticator.objects.filter(user=people.editor, type="totp").exists()


def test_the_last_key_stays(people, clock_hand):
    key = give_key(people.editor)
    client = signed_in(people.editor)
    response = client.post(reverse("mfa_remove_webauthn", args=(key.pk,)), follow=True)
    assert "cuối cùng" in response.content.decode()
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_the_app_may_go_when_a_key_stays(people, clock_hand):
    give_app(people.editor)
    give_key(people.editor)
    client = signed_in(people.editor)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=people.editor, type="totp").exists()
    assert AuditEvent.objects.filter(act=AuditAct.FACTOR_REMOVED).exists()


def test_nobody_touches_the_key_of_somebody_else(people, clock_hand):
    give_key(people.editor, "Một")
    key = give_key(people.editor, "Hai")
    give_app(people.approver)
    client = signed_in(people.approver)
    assert client.post(reverse("mfa_remove_webauthn", args=(key.pk,))).status_code == 404
    assert client.post(reverse("mfa_edit_webauthn", args=(key.pk,)), {"name": "x"}).status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_a_session_with_the_password_alone_sets_up_no_further_device_beside_the_first(people, clock_hand):
    """Somebody who knows the password entered before the owner set up the app."""
    thief = Client()
    type_password(thief, people.editor)
    give_app(people.editor)
    for name in ("mfa_add_webauthn", "mfa_activate_totp"):
        assert thief.get(reverse(name))["Location"].startswith(reverse("mfa_reauthenticate"))
    assert thief.get(reverse("second_factor"))["Location"].startswith(reverse("mfa_reauthenticate"))


def test_new_recovery_codes_kill_the_old_ones(people, clock_hand):
    give_app(people.editor)
    old = recovery_code(people.editor)
    client = signed_in(people.editor)
    page = client.post(reverse("mfa_generate_recovery_codes"), follow=True).content.decode()
    assert recovery_code(people.editor) in page
    browser = Client()
    type_password(browser, people.editor)
    browser.post(SECOND_STEP, {"code": old})
    assert "_auth_user_id" not in browser.session


def test_secrets_are_stored_encrypted(people, clock_hand):
    give_app(people.editor)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored
    assert "v1:" in stored


def test_secrets_move_to_a_new_key_and_still_work(people, clock_hand, settings):
    give_app(people.editor)
    settings.FIELD_KEYS = f"{new_key()}\n{settings.FIELD_KEYS}"
    assert factor_secrets.renew() == 2
    assert factor_secrets.renew() == 0
    settings.FIELD_KEYS = settings.FIELD_KEYS.splitlines()[0]
    client = Client()
    type_password(client, people.editor)
    client.post(SECOND_STEP, {"code": code_at(FROZEN_NOW)})
    assert "_auth_user_id" in client.session


def test_adding_a_device_is_told_by_letter(
    people, site_tree, clock_hand, mailoutbox, django_capture_on_commit_callbacks
):
    client = Client()
    type_password(client, people.editor)
    enrol(client, people.editor)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code_at(FROZEN_NOW, secret)})
    assert "Cách xác thực bước hai của Ông/Bà đã thay đổi" in {letter.subject for letter in mailoutbox}
    assert AuditEvent.objects.filter(act=AuditAct.FACTOR_ADDED, subject_id=str(people.editor.pk)).exists()


def test_the_server_resets_the_last_administrator(people, clock_hand, capsys):
    give_app(people.editor)
    call_command("reset_second_factor", people.editor.username)
    assert not Authenticator.objects.exists()
    assert AuditEvent.objects.filter(act=AuditAct.FACTOR_RESET, actor_id=None).exists()
