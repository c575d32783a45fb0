"""The security officer closes and opens accounts, resets factors and hands out codes, of people below (RX-8)."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import EnrolmentCode, Membership, User
from accounts.services import authority
from core.enums import AuditAct
from core.lib import clock, dates
from core.models import AuditEvent
from tests.factories import UserFactory
from tests.people import PASSWORD
from tests.sign_in import give_app, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_now", "site_tree")]

ACTS = ["reset_second_factor", "issue_enrolment_code", "change_account_state"]


def act(actor, name, person):
    return signed_in(actor).post(reverse(name, args=(person.pk,)))


def is_refused(response):
    return response.status_code in {403, 404} or (response.status_code == 302 and response["Location"] == "/quan-tri/")


def test_the_security_officer_closes_an_account_below_and_opens_it_again(people):
    act(people.security_officer, "change_account_state", people.editor)
    people.editor.refresh_from_db()
    assert not people.editor.is_active
    act(people.security_officer, "change_account_state", people.editor)
    people.editor.refresh_from_db()
    assert people.editor.is_active
    acts = AuditEvent.objects.filter(subject_id=str(people.editor.pk), actor_id=people.security_officer.pk)
    assert {AuditAct.ACCOUNT_CLOSED, AuditAct.ACCOUNT_REOPENED} <= set(acts.values_list("act", flat=True))


def test_the_code_is_shown_once_and_kept_out_of_caches(people):
    response = act(people.security_officer, "issue_enrolment_code", people.editor)
    assert "no-store" in response["Cache-Control"]
    assert response.context["code"] in response.content.decode()
    assert EnrolmentCode.objects.get().issued_by == people.security_officer


def test_a_reset_shows_the_new_code(people):
    give_app(people.editor)
    response = act(people.security_officer, "reset_second_factor", people.editor)
    assert response.context["code"] in response.content.decode()


def test_who_has_a_factor_gets_no_second_way_in(people):
    give_app(people.editor)
    response = act(people.security_officer, "issue_enrolment_code", people.editor)
    assert response["Location"] == reverse("wagtailusers_users:index")
    assert not EnrolmentCode.objects.exists()


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("person", ["security_officer", "auditor", "standing_body", "leader"])
def test_nobody_of_the_own_level_or_above_is_touched_and_not_oneself(name, person, people):
    assert is_refused(act(people.security_officer, name, getattr(people, person)))
    assert User.objects.get(pk=getattr(people, person).pk).is_active
    assert not EnrolmentCode.objects.exists()


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("actor", ["standing_body", "leader", "approver", "auditor", "operator", "city_office"])
def test_no_other_role_guards_accounts(name, actor, people):
    assert is_refused(act(getattr(people, actor), name, people.collaborator))
    assert User.objects.get(pk=people.collaborator.pk).is_active


@pytest.mark.parametrize("name", ACTS)
def test_looking_at_the_page_changes_nothing(name, people):
    response = signed_in(people.security_officer).get(reverse(name, args=(people.editor.pk,)))
    assert response.status_code == 200
    assert User.objects.get(pk=people.editor.pk).is_active
    assert not EnrolmentCode.objects.exists()


def test_a_guard_sets_no_password_and_no_address(people):
    """Whoever could do both, and reset the factor, could act as anybody below."""
    data = {"username": "editor", "email": "khac@example.vn", "full_name": "Khác", "is_active": "on"}
    data |= {"password1": "mot mat khau moi 2026", "password2": "mot mat khau moi 2026"}
    address = reverse("wagtailusers_users:edit", args=(people.editor.pk,))
    assert is_refused(signed_in(people.security_officer).post(address, data))
    people.editor.refresh_from_db()
    assert people.editor.check_password(PASSWORD)
    assert people.editor.email == "editor@example.vn"


def test_the_list_offers_what_a_guard_does(people):
    page = signed_in(people.security_officer).get(reverse("wagtailusers_users:index")).content.decode()
    assert reverse("change_account_state", args=(people.editor.pk,)) in page
    assert reverse("issue_enrolment_code", args=(people.editor.pk,)) in page
    for person in (people.auditor, people.leader, people.security_officer):
        assert reverse("change_account_state", args=(person.pk,)) not in page
    auditors = signed_in(people.auditor).get(reverse("wagtailusers_users:index")).content.decode()
    assert reverse("change_account_state", args=(people.editor.pk,)) not in auditors


def test_levels_of_the_list_are_those_of_the_acts(people):
    day = dates.local_date(clock.now())
    people.collaborator.user_permissions.add(Permission.objects.first())
    people.finance.is_superuser = True
    people.finance.save()
    Membership.objects.filter(user=people.editor).update(valid_until=day)
    listed = authority.with_levels(User.objects.all(), day=day)
    assert {one.pk: authority.listed_level(one) for one in listed} == {
        one.pk: authority.guarded_level(one, day=day) for one in User.objects.all()
    }


def test_the_list_asks_the_same_however_long_it_is(people, django_assert_max_num_queries):
    guard, address = signed_in(people.security_officer), reverse("wagtailusers_users:index")
    guard.get(address)
    with CaptureQueriesContext(connection) as few:
        guard.get(address)
    UserFactory.create_batch(5)
    with django_assert_max_num_queries(len(few)):
        guard.get(address)


def test_only_the_security_officer_guards_accounts(people):
    groups = Permission.objects.get(codename="guard_user").group_set.all()
    assert [group.role.code for group in groups] == ["security-officer"]
