"""Nobody reaches the admin without a second factor (R9.4-1)."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories import StandardPageFactory
from tests.people import PASSWORD
from tests.sign_in import (
    ADMIN,
    ENROLMENT,
    SECOND_STEP,
    SIGN_IN,
    code_at,
    confirm,
    enrol,
    give_app,
    recovery_code,
    signed_in,
    type_password,
)

pytestmark = pytest.mark.django_db


def is_inside(client: Client) -> bool:
    return client.get(ADMIN).status_code == 200


def test_password_and_code_lead_into_the_admin(client, people, site_tree, frozen_now):
    give_app(people.editor)
    first = type_password(client, people.editor)
    assert first["Location"] == SECOND_STEP
    second = client.post(SECOND_STEP, {"code": code_at(frozen_now)})
    assert second["Location"] == ADMIN
    assert is_inside(client)


def test_between_the_steps_nobody_is_signed_in(client, people, site_tree, frozen_now):
    give_app(people.editor)
    type_password(client, people.editor)
    assert "_auth_user_id" not in client.session
    assert client.get(ADMIN)["Location"].startswith(SIGN_IN)


def test_a_wrong_code_does_not_let_in(client, people, site_tree, frozen_now):
    give_app(people.editor)
    type_password(client, people.editor)
    response = client.post(SECOND_STEP, {"code": "000000"})
    assert "Mã không đúng" in response.content.decode()
    assert not is_inside(client)


def test_a_code_is_good_for_one_time(client, people, site_tree, frozen_now):
    give_app(people.editor)
    for _ in range(2):
        browser = Client()
        type_password(browser, people.editor)
        browser.post(SECOND_STEP, {"code": code_at(frozen_now)})
    assert not is_inside(browser)


def test_a_code_used_in_another_process_is_known_there(client, people, site_tree, frozen_now):
    give_app(people.editor)
    browser = Client()
    type_password(browser, people.editor)
    browser.post(SECOND_STEP, {"code": code_at(frozen_now)})
    cache.clear()
    type_password(client, people.editor)
    client.post(SECOND_STEP, {"code": code_at(frozen_now)})
    assert not is_inside(client)


def test_a_recovery_code_lets_in_once(people, site_tree, frozen_now):
    give_app(people.editor)
    code = recovery_code(people.editor)
    browsers = [Client(), Client()]
    for browser in browsers:
        type_password(browser, people.editor)
        browser.post(SECOND_STEP, {"code": code})
    assert [is_inside(browser) for browser in browsers] == [True, False]


def test_a_deep_link_survives_both_steps(client, people, site_tree, frozen_now):
    give_app(people.editor)
    wanted = reverse("wagtailadmin_account")
    assert client.get(wanted)["Location"] == f"{SIGN_IN}?next={wanted}"
    type_password(client, people.editor, next=wanted)
    assert client.post(SECOND_STEP, {"code": code_at(frozen_now)})["Location"] == wanted


def test_the_way_back_never_leads_to_another_site(client, people, site_tree, frozen_now):
    give_app(people.editor)
    type_password(client, people.editor, next="https://example.com/")
    assert client.post(SECOND_STEP, {"code": code_at(frozen_now)})["Location"] == ADMIN


def test_without_a_factor_the_password_leads_to_setting_one_up(client, people, site_tree):
    type_password(client, people.editor)
    response = client.get(ADMIN)
    assert response["Location"] == f"{reverse('second_factor')}?next=%2Fquan-tri%2F"
    assert client.get(response["Location"])["Location"] == ENROLMENT
    enrol(client, people.editor)
    assert "Thiết lập bước xác thực thứ hai" in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/quan-tri/",
        "/quan-tri/pages/",
        "/quan-tri/account/",
        "/quan-tri/users/",
        "/quan-tri/api/main/pages/",
        "/quan-tri/images/",
        "/quan-tri/documents/",
        "/quan-tri/reports/site-history/",
        "/quan-tri/snippets/",
    ],
)
@pytest.mark.parametrize("headers", [{}, {"X-Requested-With": "XMLHttpRequest"}], ids=["page", "script"])
def test_with_the_password_alone_every_address_of_the_admin_is_closed(client, people, site_tree, address, headers):
    type_password(client, people.editor)
    assert client.get(address, headers=headers).status_code in {302, 403}
    assert client.post(address, headers=headers).status_code in {302, 403}


def test_with_the_password_alone_drafts_and_previews_are_closed(client, people, site_tree):
    draft = StandardPageFactory(published=False)
    type_password(client, people.editor)
    address = reverse("wagtailadmin_pages:view_draft", args=(draft.pk,))
    assert client.get(address).status_code == 302


def test_with_the_password_alone_the_public_pages_know_nobody(client, people, site_tree):
    type_password(client, people.editor)
    assert not client.get("/").context["request"].user.is_authenticated


def test_setting_up_an_app_opens_the_admin_and_shows_the_recovery_codes_once(client, people, site_tree, frozen_now):
    type_password(client, people.editor)
    client.get(f"{reverse('second_factor')}?next=/quan-tri/pages/")
    enrol(client, people.editor)
    page = client.get(reverse("mfa_activate_totp"))
    assert "<svg" in page.content.decode()
    assert "data:image" not in page.content.decode()
    secret = client.session["mfa.totp.secret"]
    done = client.post(reverse("mfa_activate_totp"), {"code": code_at(frozen_now, secret)})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(done["Location"]).content.decode()
    assert recovery_code(people.editor) in codes
    assert "/quan-tri/pages/" in codes
    assert is_inside(client)
    assert recovery_code(people.editor) not in client.get(done["Location"]).content.decode()


def test_a_wrong_first_code_sets_nothing_up(client, people, site_tree):
    type_password(client, people.editor)
    enrol(client, people.editor)
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": "12345x"})
    assert not Authenticator.objects.exists()
    assert not is_inside(client)


def test_each_step_gives_the_session_another_id(client, people, site_tree, frozen_now):
    give_app(people.editor)
    client.get(SIGN_IN)
    ids = [client.session.session_key]
    type_password(client, people.editor)
    ids.append(client.session.session_key)
    client.post(SECOND_STEP, {"code": code_at(frozen_now)})
    ids.append(client.session.session_key)
    assert len(set(ids)) == 3


@pytest.mark.parametrize(
    "path", ["login/", "dang-nhap/", "password_reset/", "password_reset/done/", "password_reset/confirm/MQ/abc-123/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_own_ways_in_lead_to_ours(client, people, path, method):
    response = getattr(client, method)(f"{ADMIN}{path}", {"username": "editor", "password": PASSWORD})
    assert response["Location"].startswith(SIGN_IN)
    assert "_auth_user_id" not in client.session


def test_somebody_without_rights_in_the_admin_lands_on_the_own_account(people, site_tree):
    browser = signed_in(people.collaborator)
    response = browser.get(ADMIN, follow=True)
    assert response.redirect_chain[-1][0] == reverse("mfa_index")
    assert response.status_code == 200


def test_a_factor_of_somebody_else_in_the_session_counts_for_nothing(client, people, site_tree):
    client.force_login(people.editor)
    confirm(client, people.approver)
    assert not is_inside(client)


def test_nobody_can_sign_up(client):
    assert client.get("/tai-khoan/dang-ky/").status_code == 404


def test_a_demo_account_gets_in_with_one_step_where_the_settings_say_so(client, people, site_tree, settings):
    settings.DEMO_SKIPS_SECOND_FACTOR = True
    people.editor.is_demo = True
    people.editor.save()
    type_password(client, people.editor)
    assert is_inside(client)


def test_a_demo_account_that_set_up_a_factor_is_asked_for_it(client, people, site_tree, settings):
    settings.DEMO_SKIPS_SECOND_FACTOR = True
    people.editor.is_demo = True
    people.editor.save()
    give_app(people.editor)
    assert type_password(client, people.editor)["Location"] == SECOND_STEP


def test_a_demo_account_does_not_exist_without_the_setting(client, people, site_tree, settings):
    del settings.DEMO_SIGN_INS
    people.editor.is_demo = True
    people.editor.save()
    assert type_password(client, people.editor)["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_a_session_of_a_demo_account_ends_with_the_setting(client, people, site_tree, settings):
    settings.DEMO_SKIPS_SECOND_FACTOR = True
    people.editor.is_demo = True
    people.editor.save()
    type_password(client, people.editor)
    settings.DEMO_SKIPS_SECOND_FACTOR = False
    assert not is_inside(client)
