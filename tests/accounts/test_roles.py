"""Roles are data: thirteen, with exactly the rights of the file (RX-8)."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from accounts.enums import RoleCode
from accounts.models import Role
from accounts.services import role_seeding
from accounts.services.role_seeding import listed_roles, seed_roles
from portal.content.site import prepare_site

CHANGING = ("add_", "change_", "delete_", "publish_", "lock_", "unlock_", "bulk_delete_")


@pytest.fixture
def home(db):
    return prepare_site()


@pytest.fixture
def roles(home):
    return {role.code: role for role in seed_roles(home)}


def page_rights(role):
    return set(role.group.page_permissions.values_list("permission__codename", flat=True))


def model_rights(role):
    return set(role.group.permissions.values_list("codename", flat=True))


def test_the_thirteen_roles_exist_in_their_order(roles):
    assert list(Role.objects.values_list("code", flat=True)) == list(RoleCode.values)
    assert all(role.duties and role.group.name == role.name for role in roles.values())


def test_nobody_holds_the_right_by_which_wagtail_publishes_without_the_board(roles):
    publishers = {code for code, role in roles.items() if "publish_page" in page_rights(role)}

    assert publishers == set()


def test_nobody_may_delete_anything(roles):
    pages = GroupPagePermission.objects.filter(permission__codename__contains="delete")
    media = GroupCollectionPermission.objects.filter(permission__codename__contains="delete")

    assert not pages.exists()
    assert not media.exists()
    assert not Permission.objects.filter(group__role__isnull=False, codename__contains="delete").exists()


def test_the_public_and_collaborators_have_no_rights_in_the_admin(roles):
    for code in (RoleCode.PUBLIC, RoleCode.COLLABORATOR):
        assert model_rights(roles[code]) == page_rights(roles[code]) == set()


def test_everybody_else_enters_the_admin(roles):
    inside = {code for code, role in roles.items() if "access_admin" in model_rights(role)}

    assert inside == set(RoleCode) - {RoleCode.PUBLIC, RoleCode.COLLABORATOR}


def test_the_auditor_only_looks(roles):
    auditor = roles[RoleCode.AUDITOR]

    assert not page_rights(auditor)
    assert not auditor.group.collection_permissions.exists()
    assert not [name for name in model_rights(auditor) if name.startswith(CHANGING)]


def test_nobody_may_make_accounts_or_change_groups(roles):
    """Who may do that could make himself an approver; it stays with the superuser."""
    names = set(Permission.objects.filter(group__role__isnull=False).values_list("codename", flat=True))

    assert names.isdisjoint({"add_user", "change_user", "add_group", "change_group", "add_role", "change_role"})


def test_a_second_run_takes_back_rights_given_by_hand(home, roles):
    editor = roles[RoleCode.EDITOR].group
    publish = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=editor, page=home, permission=publish)
    editor.permissions.add(Permission.objects.get(codename="change_user"))
    before = model_rights(roles[RoleCode.EDITOR]) - {"change_user"}

    again = {role.code: role for role in seed_roles(home)}

    assert page_rights(again[RoleCode.EDITOR]) == {"add_page", "change_page"}
    assert model_rights(again[RoleCode.EDITOR]) == before
    assert Role.objects.count() == 13


def test_rights_are_the_same_after_a_second_run(home, roles):
    def everything():
        return (
            set(GroupPagePermission.objects.values_list("group", "page", "permission")),
            set(GroupCollectionPermission.objects.values_list("group", "collection", "permission")),
            set(Permission.objects.filter(group__isnull=False).values_list("group", "pk")),
        )

    before = everything()
    seed_roles(home)

    assert everything() == before


def test_an_unknown_permission_is_named(home, monkeypatch):
    wrong = role_seeding.RoleRights(code="editor", name="x", duties="", order=1, level=0, models=("core.view_nothing",))
    monkeypatch.setattr(role_seeding, "listed_roles", lambda: [wrong])

    with pytest.raises(LookupError, match=r"core\.view_nothing"):
        seed_roles(home)


def test_the_file_names_each_role_once():
    assert [rights.code for rights in listed_roles()] == list(RoleCode.values)
