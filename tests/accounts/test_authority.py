"""A user manager raises nobody to the own level, and never acts on oneself, equals or superiors (RX-8, R9.4-1)."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from accounts.enums import RoleCode
from accounts.models import Membership, Role, User
from accounts.rules.authority import ADMINISTRATOR, level_of, may_grant, may_manage
from core.enums import AuditAct
from core.models import AuditEvent
from tests.factories import UserFactory
from tests.people import PASSWORD, give_role
from tests.sign_in import give_app, signed_in

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "bốn con mèo trên mái nhà"


@pytest.fixture
def manager(people) -> User:
    """Somebody of the standing body who may manage users."""
    group = Role.objects.get(code=RoleCode.STANDING_BODY).group
    group.permissions.add(*Permission.objects.filter(codename__in=["add_user", "change_user", "delete_user"]))
    return people.standing_body


def edit_form(person: User, **changes: str) -> dict[str, str]:
    data = {"username": person.username, "email": person.email, "full_name": person.full_name, "is_active": "on"}
    return {key: value for key, value in (data | changes).items() if value}


def edit(actor: User, person: User, **changes: str):
    address = reverse("wagtailusers_users:edit", args=(person.pk,))
    return signed_in(actor).post(address, edit_form(person, **changes))


def membership_form(person: User, role: Role) -> dict[str, object]:
    return {"user": person.pk, "role": role.pk, "agency": "", "valid_from": "", "valid_until": ""}


def test_the_level_is_that_of_the_highest_role():
    assert level_of([10, 70, 40], is_superuser=False) == 70
    assert level_of([], is_superuser=False) == 0
    assert level_of([10], is_superuser=True) == ADMINISTRATOR


@pytest.mark.parametrize(
    ("actor", "person", "same", "expected"),
    [(70, 69, False, True), (70, 70, False, False), (70, 71, False, False), (70, 10, True, False)],
)
def test_only_people_strictly_below_are_managed(actor, person, same, expected):
    assert may_manage(actor, person, same_person=same) is expected


def test_only_roles_strictly_below_are_granted():
    assert may_grant(70, 69)
    assert not may_grant(70, 70)


def test_the_roles_have_levels_after_set_up(people):
    levels = dict(Role.objects.values_list("code", "level"))
    assert levels["editor"] < levels["approver"] < levels["standing-body"] < levels["leader"]


def test_a_manager_changes_somebody_below(manager, people):
    edit(manager, people.editor, full_name="Phạm Minh Đức Anh")
    people.editor.refresh_from_db()
    assert people.editor.full_name == "Phạm Minh Đức Anh"


@pytest.mark.parametrize("name", ["leader", "standing_body"])
def test_a_manager_changes_neither_a_superior_nor_himself(manager, people, name):
    person = getattr(people, name)
    edit(manager, person, full_name="Khác", password1=NEW_PASSWORD, password2=NEW_PASSWORD)
    person.refresh_from_db()
    assert person.full_name != "Khác"
    assert person.check_password(PASSWORD)


def test_a_manager_does_not_open_the_form_of_a_superior(manager, people):
    address = reverse("wagtailusers_users:edit", args=(people.leader.pk,))
    assert signed_in(manager).get(address).status_code == 302


def test_a_manager_does_not_change_an_equal(manager, people):
    equal = UserFactory()
    give_role(equal, Role.objects.get(code=RoleCode.STANDING_BODY))
    edit(manager, equal, full_name="Khác")
    equal.refresh_from_db()
    assert equal.full_name != "Khác"


def test_a_role_granted_for_later_protects_already(manager, people, frozen_now):
    Membership.objects.create(
        user=people.editor, role=Role.objects.get(code=RoleCode.LEADER), valid_from=date(2027, 1, 1)
    )
    edit(manager, people.editor, full_name="Khác")
    people.editor.refresh_from_db()
    assert people.editor.full_name != "Khác"


def test_rights_from_outside_the_roles_protect(manager, people):
    people.editor.groups.add(Group.objects.create(name="Ngoài vai trò"))
    edit(manager, people.editor, full_name="Khác")
    people.editor.refresh_from_db()
    assert people.editor.full_name != "Khác"


def test_a_manager_makes_nobody_an_administrator(manager, people):
    edit(manager, people.editor, is_superuser="on")
    people.editor.refresh_from_db()
    assert not people.editor.is_superuser


def test_a_manager_puts_nobody_into_a_group_of_rights(manager, people):
    powerful = Group.objects.create(name="Mọi quyền")
    edit(manager, people.editor, groups=str(powerful.pk))
    assert powerful not in people.editor.groups.all()


def test_a_new_account_made_by_a_manager_has_no_rights(manager, people):
    powerful = Group.objects.create(name="Mọi quyền")
    data = {
        "username": "nguoi-moi",
        "email": "moi@example.vn",
        "full_name": "Người Mới",
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
        "is_superuser": "on",
        "groups": [str(powerful.pk)],
    }
    signed_in(manager).post(reverse("wagtailusers_users:add"), data)
    made = User.objects.get(username="nguoi-moi")
    assert not made.is_superuser
    assert not made.groups.exists()
    assert AuditEvent.objects.filter(act=AuditAct.ACCOUNT_CREATED, subject_id=str(made.pk)).exists()


def test_an_administrator_may_do_both(people):
    edit(UserFactory(superuser=True), people.editor, is_superuser="on")
    people.editor.refresh_from_db()
    assert people.editor.is_superuser


def test_one_administrator_does_not_change_another(people):
    other = UserFactory(superuser=True)
    edit(UserFactory(superuser=True), other, full_name="Khác")
    other.refresh_from_db()
    assert other.full_name != "Khác"


@pytest.mark.parametrize("level", [70, 80])
def test_a_manager_grants_no_role_of_the_own_level_or_above(manager, people, level):
    role = RoleCode.FINANCE
    Role.objects.filter(code=role).update(level=level)
    data = {
        "user": people.editor.pk,
        "role": Role.objects.get(code=role).pk,
        "agency": "",
        "valid_from": "",
        "valid_until": "",
    }
    response = signed_in(manager).post(reverse("memberships:add"), data)
    assert "vai trò có bậc thấp hơn" in response.content.decode()
    assert not Membership.objects.filter(user=people.editor, role__code=role).exists()


def test_a_manager_grants_a_role_below(manager, people):
    data = {
        "user": people.editor.pk,
        "role": Role.objects.get(code=RoleCode.FINANCE).pk,
        "agency": "",
        "valid_from": "",
        "valid_until": "",
    }
    signed_in(manager).post(reverse("memberships:add"), data)
    assert Membership.objects.filter(user=people.editor, role__code=RoleCode.FINANCE).exists()


def test_a_manager_takes_no_role_from_a_superior(manager, people):
    Role.objects.filter(code=RoleCode.AUDITOR).update(level=80)
    held = Membership.objects.get(user=people.auditor)
    data = membership_form(people.auditor, held.role) | {"valid_until": "2026-11-24"}
    response = signed_in(manager).post(reverse("memberships:edit", args=(held.pk,)), data)
    assert "bằng hoặc cao hơn mình" in response.content.decode()
    held.refresh_from_db()
    assert held.valid_until is None


def test_a_manager_with_the_right_to_delete_deletes_no_role_of_a_superior(manager, people):
    group = Role.objects.get(code=RoleCode.STANDING_BODY).group
    group.permissions.add(Permission.objects.get(codename="delete_membership"))
    Role.objects.filter(code=RoleCode.AUDITOR).update(level=80)
    held = Membership.objects.get(user=people.auditor)
    signed_in(manager).post(reverse("memberships:delete", args=(held.pk,)))
    assert Membership.objects.filter(pk=held.pk).exists()


def bulk(actor: User, action: str, people: list[User], **data: str):
    query = "&".join(f"id={person.pk}" for person in people)
    address = reverse("wagtail_bulk_action", args=("accounts", "user", action))
    return signed_in(actor).post(f"{address}?{query}&next=/quan-tri/users/", data)


def test_in_bulk_only_people_below_are_closed(manager, people):
    bulk(manager, "set_active_state", [people.editor, people.leader, manager], mark_as_active="False")
    active = set(User.objects.filter(is_active=True))
    assert people.editor not in active
    assert {people.leader, manager} <= active
    assert AuditEvent.objects.filter(act=AuditAct.ACCOUNT_CLOSED, subject_id=str(people.editor.pk)).exists()


def test_in_bulk_only_people_below_are_deleted(manager, people):
    superior = UserFactory(superuser=True)
    bulk(manager, "delete", [superior])
    assert User.objects.filter(pk=superior.pk).exists()


@pytest.mark.parametrize("is_superuser", [False, True])
def test_in_bulk_nobody_is_put_into_a_group(manager, people, is_superuser):
    actor = UserFactory(superuser=True) if is_superuser else manager
    group = Role.objects.get(code=RoleCode.LEADER).group
    bulk(actor, "assign_role", [people.editor], role=str(group.pk))
    assert group not in people.editor.groups.all()


@pytest.mark.parametrize("view", ["index", "add", "edit", "delete"])
def test_groups_are_for_administrators_even_with_the_permission(manager, people, view):
    group = Role.objects.get(code=RoleCode.STANDING_BODY).group
    group.permissions.add(*Permission.objects.filter(content_type__model="group"))
    args = (group.pk,) if view in {"edit", "delete"} else ()
    assert signed_in(manager).get(reverse(f"wagtailusers_groups:{view}", args=args)).status_code == 302


def reset(actor: User, person: User):
    return signed_in(actor).post(reverse("reset_second_factor", args=(person.pk,)))


def test_a_manager_resets_the_second_factor_of_somebody_below(manager, people, frozen_now):
    give_app(manager)
    give_app(people.editor)
    browser = signed_in(people.editor)
    reset(manager, people.editor)
    assert not Authenticator.objects.filter(user=people.editor).exists()
    assert AuditEvent.objects.filter(act=AuditAct.FACTOR_RESET, subject_id=str(people.editor.pk)).exists()
    assert browser.get("/quan-tri/").status_code == 200  # a session of a test is not in the list of sessions


@pytest.mark.parametrize("name", ["leader", "standing_body"])
def test_a_manager_resets_neither_a_superior_nor_himself(manager, people, name):
    person = getattr(people, name)
    give_app(person)
    reset(manager, person)
    assert Authenticator.objects.filter(user=person).exists()


def test_an_editor_resets_nobody(people):
    give_app(people.agency_officer)
    reset(people.editor, people.agency_officer)
    assert Authenticator.objects.filter(user=people.agency_officer).exists()


def test_a_new_password_by_a_manager_is_in_the_chain(manager, people):
    edit(manager, people.editor, password1=NEW_PASSWORD, password2=NEW_PASSWORD)
    event = AuditEvent.objects.get(act=AuditAct.PASSWORD_RESET)
    assert (event.actor_id, event.subject_id) == (manager.pk, str(people.editor.pk))
