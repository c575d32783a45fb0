"""Signing in through the City's identity provider ties to accounts that exist and skips nothing (R9.4-1)."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from accounts.checks import provider_may_be_called
from accounts.models import User
from accounts.rules.identity import shows_second_factor, verified_email
from accounts.services import identity
from core.lib import clock
from tests.accounts.identity_provider import CLIENT_ID, Provider
from tests.factories import AgencyFactory
from tests.sign_in import ADMIN, SECOND_STEP, code_at, give_app

pytestmark = pytest.mark.django_db

TO, FROM = "/tai-khoan/dang-nhap/thanh-pho/", "/tai-khoan/dang-nhap/thanh-pho/ve/"


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    found = Provider(tmp_path_factory.mktemp("provider"))
    yield found
    found.stop()


@pytest.fixture
def provider(settings, running):
    running.forget()
    app = {
        "provider_id": "thanh-pho",
        "name": "Đăng nhập bằng tài khoản của Thành phố",
        "client_id": CLIENT_ID,
        "secret": "bí mật",
        "settings": {"server_url": running.address, "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    settings.OUTBOUND_HOSTS, settings.OUTBOUND_INSIDE = [running.place], [running.place]
    settings.OUTBOUND_CA_FILE = str(running.authority)
    return running


def go(client: Client, provider: Provider, **changes: str):
    """Walk to the provider and back; ``changes`` replaces what the browser brings back."""
    there = parse_qs(urlsplit(client.post(TO)["Location"]).query)
    provider.nonce = there["nonce"][0]
    return client.get(FROM, {"code": "c", "state": there["state"][0]} | changes)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def is_inside(client: Client) -> bool:
    return client.get(ADMIN).status_code == 200


def known_as(provider: Provider, user: User, **claims) -> None:
    provider.claims = {"sub": "p-1", "preferred_username": user.username} | claims


def test_the_way_there_carries_state_nonce_and_challenge(client, provider):
    address = urlsplit(client.post(f"{TO}?scope=admin&process=connect&auth_params=prompt%3Dnone")["Location"])
    asked = parse_qs(address.query)
    assert asked["client_id"] == [CLIENT_ID]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) == 64
    assert "prompt" not in asked


def test_a_person_without_second_factor_there_is_asked_for_the_one_here(client, people, site_tree, provider):
    give_app(people.editor)
    known_as(provider, people.editor)
    assert go(client, provider)["Location"] == SECOND_STEP
    assert not is_signed_in(client)
    client.post(SECOND_STEP, {"code": code_at(clock.now())})
    assert is_inside(client)


@pytest.mark.parametrize("amr", [None, [], ["pwd"], "mfa", [["mfa"]], {"mfa": True}])
def test_only_a_proper_claim_stands_for_the_second_factor(client, people, site_tree, provider, amr):
    known_as(provider, people.editor, amr=amr)
    go(client, provider)
    assert not is_inside(client)
    assert client.get(ADMIN)["Location"].startswith(reverse("second_factor"))


def test_a_person_who_showed_two_factors_there_is_in(client, people, site_tree, provider):
    give_app(people.editor)
    known_as(provider, people.editor, amr=["pwd", "mfa"])
    go(client, provider)
    assert is_inside(client)


def test_an_unsigned_word_of_a_second_factor_counts_for_nothing(client, people, site_tree, provider):
    known_as(provider, people.editor)
    provider.userinfo = {"amr": ["mfa"]}
    go(client, provider)
    assert not is_inside(client)


def test_the_context_class_of_the_settings_counts(client, people, site_tree, provider, settings):
    settings.IDENTITY_ACR = ["urn:hanoi:loa3"]
    known_as(provider, people.editor, acr="urn:hanoi:loa3")
    go(client, provider)
    assert is_inside(client)


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another-client"},
        {"iss": "https://another.example"},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"sub": "somebody-else"},
    ],
    ids=lambda changes: "-".join(f"{name}={value}" for name, value in changes.items()),
)
def test_a_token_with_a_wrong_claim_lets_nobody_in(client, people, provider, changes):
    known_as(provider, people.editor, amr=["mfa"])
    provider.changes = changes
    response = go(client, provider)
    assert response.status_code == 401
    assert "không xác nhận được" in response.content.decode()
    assert not is_signed_in(client)


def test_a_token_signed_by_a_stranger_lets_nobody_in(client, people, provider):
    known_as(provider, people.editor, amr=["mfa"])
    provider.sign_with = provider.stranger
    assert go(client, provider).status_code == 401


def test_an_unsigned_token_lets_nobody_in(client, people, provider):
    known_as(provider, people.editor, amr=["mfa"])
    provider.algorithm = "none"
    assert go(client, provider).status_code == 401


def believe_anything(*, credential, **asked):
    return jwt.decode(credential, options={"verify_signature": False})


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_signature_of_another_kind_is_refused_before_the_library_looks(
    client, people, provider, monkeypatch, algorithm
):
    known_as(provider, people.editor, amr=["mfa"])
    provider.algorithm, provider.sign_with = algorithm, "a secret that both sides could know, 32 bytes"
    monkeypatch.setattr(
        identity.jwtkit,
        "verify_and_decode",
        lambda **asked: jwt.decode(asked["credential"], options={"verify_signature": False}),
    )
    assert go(client, provider).status_code == 401


@pytest.mark.parametrize("state", ["", "another"])
def test_a_wrong_state_lets_nobody_in(client, people, provider, state):
    known_as(provider, people.editor, amr=["mfa"])
    assert go(client, provider, state=state).status_code == 401
    assert not provider.asked


def test_the_state_of_another_browser_lets_nobody_in(client, people, provider):
    known_as(provider, people.editor, amr=["mfa"])
    there = parse_qs(urlsplit(Client().post(TO)["Location"]).query)
    provider.nonce = there["nonce"][0]
    assert client.get(FROM, {"code": "c", "state": there["state"][0]}).status_code == 401


def test_who_has_no_account_here_gets_none(client, people, provider):
    number = User.objects.count()
    provider.claims = {"sub": "p-9", "preferred_username": "nguoi-la", "amr": ["mfa"]}
    response = go(client, provider)
    assert response.status_code == 403
    assert "chưa có tài khoản" in response.content.decode()
    assert User.objects.count() == number
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(("verified", "expected"), [(True, True), (False, False), ("true", False), (None, False)])
def test_an_address_counts_only_when_the_provider_verified_it(client, people, provider, verified, expected):
    provider.claims = {"sub": "p-1", "email": people.editor.email, "email_verified": verified, "amr": ["mfa"]}
    go(client, provider)
    assert is_signed_in(client) is expected


def test_an_address_of_two_accounts_ties_to_neither(client, people, provider):
    User.objects.filter(pk=people.approver.pk).update(email=people.editor.email)
    provider.claims = {"sub": "p-1", "email": people.editor.email, "email_verified": True, "amr": ["mfa"]}
    assert go(client, provider).status_code == 403


def test_a_closed_account_stays_closed(client, people, provider):
    known_as(provider, people.editor, amr=["mfa"])
    go(client, provider)
    User.objects.filter(pk=people.editor.pk).update(is_active=False)
    browser = Client()
    assert go(browser, provider)["Location"] == reverse("account_inactive")
    assert not is_signed_in(browser)


def test_no_claims_are_kept(client, people, provider):
    known_as(provider, people.editor, name="Tên Thật", amr=["mfa"])
    go(client, provider)
    assert SocialAccount.objects.get().extra_data == {}


def test_without_a_provider_there_is_no_button_and_no_way(client, people):
    assert "Hoặc" not in client.get("/tai-khoan/dang-nhap/").content.decode()
    assert client.post(TO).status_code == 404
    assert client.get(FROM).status_code == 404


def test_with_a_provider_the_button_stands_below_the_form(client, people, provider):
    page = client.get("/tai-khoan/dang-nhap/").content.decode()
    assert "Đăng nhập bằng tài khoản của Thành phố" in page
    assert client.get(TO).status_code == 405


def test_the_rules_read_claims_of_the_standard_shape_only():
    assert shows_second_factor({"amr": ["otp"]}, methods=["otp"], contexts=[])
    assert not shows_second_factor({"acr": ["x"]}, methods=[], contexts=["x"])
    assert verified_email({"mail": 5, "email_verified": True}, "mail") == ""


def test_who_turns_back_there_is_told_so(client, people, provider):
    there = parse_qs(urlsplit(client.post(TO)["Location"]).query)
    response = client.get(FROM, {"error": "access_denied", "state": there["state"][0]}, follow=True)
    assert "thôi đăng nhập" in response.content.decode()


def test_nothing_of_the_provider_is_called_past_the_list_of_allowed_hosts(client, people, provider, settings):
    settings.OUTBOUND_HOSTS = []
    response = client.post(TO)
    assert response.status_code == 503
    assert "không xác nhận được" in response.content.decode()


def test_a_provider_inside_is_called_only_when_the_settings_say_so(client, people, provider, settings):
    settings.OUTBOUND_INSIDE = []
    assert client.post(TO).status_code == 503


def test_a_provider_with_a_certificate_of_a_stranger_is_not_believed(client, people, provider, settings):
    settings.OUTBOUND_CA_FILE = ""
    assert client.post(TO).status_code == 503


def test_the_provider_gone_between_there_and_back_lets_nobody_in(client, people, provider, settings):
    there = parse_qs(urlsplit(client.post(TO)["Location"]).query)
    settings.OUTBOUND_HOSTS = []
    response = client.get(FROM, {"code": "c", "state": there["state"][0]})
    assert response.status_code in {401, 503}
    assert not is_signed_in(client)


def test_the_settings_are_checked_for_a_provider_that_nobody_may_call(settings):
    settings.OIDC_SERVER_URL = "https://dinh-danh.hanoi.gov.vn/cap-phep"
    assert [error.id for error in provider_may_be_called(None)] == ["accounts.E002"]
    settings.OUTBOUND_HOSTS = ["dinh-danh.hanoi.gov.vn"]
    assert provider_may_be_called(None) == []


def test_the_agency_of_the_claims_is_noted(client, people, provider, settings):
    AgencyFactory(code="so-mot")
    settings.IDENTITY_CLAIMS = settings.IDENTITY_CLAIMS | {"agency": "department"}
    known_as(provider, people.editor, amr=["mfa"], department="so-mot")
    go(client, provider)
    people.editor.refresh_from_db()
    assert people.editor.agency.code == "so-mot"


def test_a_closed_agency_of_the_claims_is_told_after_signing_in(client, people, site_tree, provider, settings):
    AgencyFactory(name="Sở Cũ", code="so-cu", valid_until=date(2025, 7, 1))
    settings.IDENTITY_CLAIMS = settings.IDENTITY_CLAIMS | {"agency": "department"}
    known_as(provider, people.editor, amr=["mfa"], department="so-cu")
    go(client, provider)
    assert "Sở Cũ" in client.get(ADMIN).content.decode()
    people.editor.refresh_from_db()
    assert people.editor.agency is None


def test_an_agency_that_is_not_mapped_is_not_looked_at(client, people, provider):
    known_as(provider, people.editor, amr=["mfa"], department="so-mot", agency="so-mot")
    AgencyFactory(code="so-mot")
    go(client, provider)
    people.editor.refresh_from_db()
    assert people.editor.agency is None


def test_a_person_of_the_provider_without_factor_sets_none_up_without_the_code(client, people, site_tree, provider):
    known_as(provider, people.editor)
    go(client, provider)
    assert client.get(reverse("mfa_activate_totp"))["Location"] == reverse("enrol_second_factor")
