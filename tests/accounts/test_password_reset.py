"""A forgotten password is replaced by letter, and the second factor stays (R9.4-1)."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from accounts.services.password_reset import send_letters
from tests.people import PASSWORD
from tests.sign_in import SECOND_STEP, SIGN_IN, give_app, type_password

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "bốn con mèo trên mái nhà"


def ask(client, email: str):
    return client.post(reverse("account_reset_password"), {"email": email})


def address_in(letter) -> str:
    return re.search(r"https?://[^/]+(/\S+)", letter.body)[1]


def test_the_letter_leads_to_a_new_password_and_then_to_the_second_step(client, people, mailoutbox):
    give_app(people.editor)
    assert ask(client, people.editor.email)["Location"] == reverse("account_reset_password_done")
    form = client.get(address_in(mailoutbox[0]), follow=True)
    done = client.post(form.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert done["Location"] == reverse("account_reset_password_from_key_done")
    assert "_auth_user_id" not in client.session
    assert Authenticator.objects.filter(user=people.editor, type="totp").exists()
    assert type_password(client, people.editor, NEW_PASSWORD)["Location"] == SECOND_STEP


def test_a_letter_works_once(client, people, mailoutbox):
    ask(client, people.editor.email)
    address = address_in(mailoutbox[0])
    form = client.get(address, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert "không còn dùng được" in client.get(address, follow=True).content.decode()


def test_an_address_that_nobody_has_gets_the_same_answer_and_no_letter(client, people, mailoutbox):
    known, unknown = ask(client, people.editor.email), ask(client, "khong-co@example.vn")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mailoutbox) == 1


def test_the_subject_names_nobody_and_the_letter_is_vietnamese(client, people, mailoutbox):
    ask(client, people.editor.email)
    assert mailoutbox[0].subject == "Đặt lại mật khẩu"
    assert people.editor.full_name in mailoutbox[0].body


def test_a_closed_account_gets_no_letter(client, people, mailoutbox):
    people.editor.is_active = False
    people.editor.save()
    ask(client, people.editor.email)
    assert send_letters([people.editor.pk]) == 0
    assert mailoutbox == []


def test_a_weak_password_is_refused(client, people, mailoutbox):
    ask(client, people.editor.email)
    form = client.get(address_in(mailoutbox[0]), follow=True)
    response = client.post(form.redirect_chain[-1][0], {"password1": "ngan", "password2": "ngan"})
    assert "14" in response.content.decode()
    people.editor.refresh_from_db()
    assert people.editor.check_password(PASSWORD)


def test_a_closed_account_is_told_so_after_the_right_password_only(client, people):
    people.editor.is_active = False
    people.editor.save()
    assert type_password(client, people.editor)["Location"] == reverse("account_inactive")
    assert client.post(SIGN_IN, {"login": people.editor.username, "password": "sai"}).status_code == 200
