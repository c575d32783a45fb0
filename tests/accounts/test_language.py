"""Signing in speaks Vietnamese, down to what allauth says by itself (RX-8)."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.people import PASSWORD
from tests.sign_in import SIGN_IN, give_app, signed_in, type_password

pytestmark = pytest.mark.django_db

ENGLISH = re.compile(
    r"\b(sign in|password|username|code|email|security key|authenticator app|session|the|your|you|must|this field)\b",
    re.IGNORECASE,
)
NAMES = re.compile(r"(Google|Microsoft) Authenticator|FreeOTP|JavaScript|PIN|USB")
TAGS = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]+>", re.DOTALL)


def words(response) -> str:
    return NAMES.sub("", TAGS.sub(" ", response.content.decode()))


def test_pages_for_everybody_hold_no_english(client, people):
    give_app(people.editor)
    pages = [client.get(SIGN_IN), client.post(SIGN_IN, {}), client.post(SIGN_IN, {"login": "x", "password": "y"})]
    pages += [client.get(reverse(name)) for name in ("account_reset_password", "account_reset_password_done")]
    pages += [client.post(reverse("account_reset_password"), {"email": "x"}), client.get(reverse("account_inactive"))]
    pages.append(client.get("/tai-khoan/quen-mat-khau/abc-def/"))
    type_password(client, people.editor)
    pages += [client.get(reverse("mfa_authenticate")), client.post(reverse("mfa_authenticate"), {"code": ""})]
    assert [ENGLISH.findall(words(page)) for page in pages] == [[]] * len(pages)


def test_pages_of_ones_own_security_hold_no_english(people):
    give_app(people.editor)
    credential = {"clientExtensionResults": {}}
    Authenticator.objects.create(user=people.editor, type="webauthn", data={"name": "Một", "credential": credential})
    browser = signed_in(people.editor)
    names = ("mfa_index", "usersessions_list", "account_change_password", "mfa_reauthenticate", "account_logout")
    pages = [browser.get(reverse(name)) for name in (*names, "mfa_generate_recovery_codes", "mfa_deactivate_totp")]
    data = {"oldpassword": "sai", "password1": "một hai ba bốn năm", "password2": "khác hẳn"}
    pages += [browser.post(reverse("account_change_password"), data)]
    pages += [browser.post(reverse("account_change_password"), data | {"oldpassword": PASSWORD})]
    assert [ENGLISH.findall(words(page)) for page in pages] == [[]] * len(pages)
