"""The first second factor takes a code that was handed over: one, hashed, for some days, once (R9.4-1)."""

import itertools
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import EnrolmentCode
from accounts.rules.enrolment import LETTERS, Issued, digest_of, is_right, new_code
from accounts.services import enrolment, sessions
from accounts.services.accounts import reset_second_factor
from core.enums import AuditAct
from core.models import AuditEvent, Notification
from tests.conftest import FROZEN_NOW
from tests.people import PASSWORD
from tests.sign_in import ADMIN, code_at, give_app, type_password

pytestmark = pytest.mark.django_db

FORM = "/tai-khoan/bao-mat/ma-thiet-lap/"
SETTING_UP = ["mfa_activate_totp", "mfa_add_webauthn"]


@pytest.fixture
def clock_hand():
    with time_machine.travel(FROZEN_NOW, tick=False) as traveller:
        yield traveller


def set_up_app(client):
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    return client.post(reverse("mfa_activate_totp"), {"code": code_at(FROZEN_NOW, secret)})


def test_password_code_and_app_lead_into_the_admin(client, people, site_tree, clock_hand):
    code = enrolment.issue(people.editor, actor=None, now=FROZEN_NOW)
    type_password(client, people.editor)
    assert client.get(reverse("second_factor"))["Location"] == FORM
    assert client.post(FORM, {"code": code})["Location"] == reverse("second_factor")
    set_up_app(client)
    assert client.get(ADMIN).status_code == 200
    acts = AuditEvent.objects.filter(subject_id=str(people.editor.pk)).values_list("act", flat=True)
    assert {AuditAct.ENROLMENT_CODE_ISSUED, AuditAct.ENROLMENT_CODE_USED} <= set(acts)


def test_the_form_carries_what_django_asks_of_a_form(people, site_tree, clock_hand):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.editor)
    session = client.session
    sessions.begin(session, people.editor, now=FROZEN_NOW)
    session.save()
    form = client.get(FORM).content.decode().partition(f'action="{FORM}"')[2].partition("</form>")[0]
    token = form.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    assert client.post(FORM, {"code": "SAI", "csrfmiddlewaretoken": token}).status_code == 200


@pytest.mark.parametrize("name", SETTING_UP)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_password_alone_sets_nothing_up_by_any_deep_link(name, method, client, people, clock_hand):
    type_password(client, people.editor)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert getattr(client, method)(reverse(name), {"code": "123456"})["Location"] == FORM
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("name", ["mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_index"])
def test_no_other_page_of_devices_opens_before_the_code(name, client, people, clock_hand):
    type_password(client, people.editor)
    assert client.get(reverse(name)).status_code == 302
    client.post(reverse(name))
    assert not Authenticator.objects.exists()


def test_a_code_is_good_for_one_time(client, people, clock_hand):
    code = enrolment.issue(people.editor, actor=None, now=FROZEN_NOW)
    assert enrolment.redeem(people.editor, code, now=FROZEN_NOW)
    type_password(client, people.editor)
    page = client.post(FORM, {"code": code}).content.decode()
    assert "đã dùng hoặc đã hết hạn" in page
    assert client.get(reverse("mfa_activate_totp"))["Location"] == FORM


def test_a_code_ends(people, settings):
    code = enrolment.issue(people.editor, actor=None, now=FROZEN_NOW)
    end = FROZEN_NOW + settings.ENROLMENT_CODE_VALID
    assert not enrolment.redeem(people.editor, code, now=end)
    assert enrolment.redeem(people.editor, code, now=end - timedelta(seconds=1))


def test_a_new_code_makes_the_old_one_worthless(people):
    old = enrolment.issue(people.editor, actor=None, now=FROZEN_NOW)
    new = enrolment.issue(people.editor, actor=None, now=FROZEN_NOW)
    assert not enrolment.redeem(people.editor, old, now=FROZEN_NOW)
    assert enrolment.redeem(people.editor, new, now=FROZEN_NOW)


def test_the_code_of_somebody_else_opens_nothing(people):
    code = enrolment.issue(people.editor, actor=None, now=FROZEN_NOW)
    enrolment.issue(people.approver, actor=None, now=FROZEN_NOW)
    assert not enrolment.redeem(people.approver, code, now=FROZEN_NOW)


def test_the_code_itself_is_stored_nowhere_and_sent_to_nobody(people):
    code = enrolment.issue(people.editor, actor=None, now=FROZEN_NOW)
    stored = EnrolmentCode.objects.values_list().get()
    events = AuditEvent.objects.values_list("detail", flat=True)
    for form in (code, code.replace("-", "")):
        assert form not in repr(stored) + repr(list(events))
    assert not Notification.objects.exists()


def test_after_the_code_there_is_half_an_hour(client, people, clock_hand):
    code = enrolment.issue(people.editor, actor=None, now=FROZEN_NOW)
    type_password(client, people.editor)
    client.post(FORM, {"code": code})
    clock_hand.move_to(FROZEN_NOW + timedelta(minutes=29))
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    clock_hand.move_to(FROZEN_NOW + timedelta(minutes=30))
    assert client.get(reverse("mfa_activate_totp"))["Location"] == FORM


def test_the_session_gets_another_id(client, people, clock_hand):
    code = enrolment.issue(people.editor, actor=None, now=FROZEN_NOW)
    type_password(client, people.editor)
    before = client.session.session_key
    client.post(FORM, {"code": code})
    assert client.session.session_key != before


def test_guessing_stops_for_a_while(client, people, clock_hand, settings):
    code = enrolment.issue(people.editor, actor=None, now=FROZEN_NOW)
    type_password(client, people.editor)
    answers = [client.post(FORM, {"code": "SAI"}).status_code for _attempt in range(settings.AXES_FAILURE_LIMIT)]
    assert answers[0] == 200
    assert client.post(FORM, {"code": code}).status_code == 429


def test_the_code_does_not_stand_in_for_a_factor_that_exists(client, people, clock_hand):
    code = enrolment.issue(people.editor, actor=None, now=FROZEN_NOW)
    type_password(client, people.editor)
    client.post(FORM, {"code": code})
    give_app(people.editor)
    assert client.get(reverse("mfa_add_webauthn"))["Location"].startswith(reverse("mfa_reauthenticate"))


def test_who_has_a_second_factor_gets_no_code(people):
    give_app(people.editor)
    with pytest.raises(ValidationError):
        enrolment.issue(people.editor, actor=None, now=FROZEN_NOW)


def test_a_reset_gives_a_new_code(people):
    give_app(people.editor)
    code = reset_second_factor(people.editor, actor=None, now=FROZEN_NOW)
    assert enrolment.redeem(people.editor, code, now=FROZEN_NOW)


def test_the_command_at_the_server_says_the_code(people, capsys, clock_hand):
    call_command("reset_second_factor", people.editor.username)
    code = capsys.readouterr().out.rpartition(": ")[2].strip()
    assert enrolment.redeem(people.editor, code, now=FROZEN_NOW)


def test_demo_accounts_of_the_quick_start_need_no_code(client, people, site_tree, settings, clock_hand):
    settings.DEMO_SKIPS_SECOND_FACTOR = False
    people.editor.is_demo = True
    people.editor.save()
    type_password(client, people.editor)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


@pytest.mark.parametrize("name", ["editor", "standing_body", "leader", "auditor"])
def test_who_does_not_guard_accounts_hands_out_no_code(name, people):
    with pytest.raises(PermissionDenied):
        enrolment.issue(people.collaborator, actor=getattr(people, name), now=FROZEN_NOW)


def test_a_code_is_read_however_it_is_typed():
    drawn = iter(LETTERS)
    code = new_code(lambda letters: next(drawn))
    assert code == "01234-56789-ABCDE-FGHJK"
    typed = [" o1234 56789 abcde fghjk", "oi234-56789abcdefghjk", code.lower()]
    assert {digest_of(one, 7) for one in typed} == {digest_of(code, 7)}


def test_the_rule_of_a_right_code():
    issued = Issued(digest_of("A", 1), FROZEN_NOW, is_used=False)
    before = FROZEN_NOW - timedelta(seconds=1)
    assert is_right(issued, "a", 1, now=before)
    assert not is_right(issued, "a", 2, now=before)
    assert not is_right(issued, "b", 1, now=before)
    assert not is_right(issued, "a", 1, now=FROZEN_NOW)
    assert not is_right(Issued(issued.digest, FROZEN_NOW, is_used=True), "a", 1, now=before)


def test_codes_are_drawn_from_all_letters():
    counter = itertools.cycle(range(len(LETTERS)))
    drawn = new_code(lambda letters: letters[next(counter)])
    assert len(drawn.replace("-", "")) == 20
    assert len(set(LETTERS)) == 32
    assert not set("ILOU") & set(LETTERS)
