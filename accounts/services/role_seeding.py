"""Bring roles and their permission groups to what ``accounts/data/roles.toml`` says (RX-8)."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.models import Role
from core.enums import AuditAct
from core.services import audit

ROLES_FILE = Path(__file__).resolve().parent.parent / "data" / "roles.toml"
ADMIN = "wagtailadmin.access_admin"


@dataclass(frozen=True)
class RoleRights:
    """A role of the data file: what it is and what it may do."""

    code: str
    name: str
    duties: str
    order: int
    level: int
    by_seat: bool = False
    admin: bool = False
    pages: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    models: tuple[str, ...] = ()

    @property
    def model_permissions(self) -> tuple[str, ...]:
        """Return the Django permissions of the group, as app label and codename."""
        return (ADMIN, *self.models) if self.admin else self.models

    @property
    def page_permissions(self) -> tuple[str, ...]:
        """Return the permissions on the tree below the home page."""
        return tuple(f"wagtailcore.{action}_page" for action in self.pages)

    @property
    def collection_permissions(self) -> tuple[str, ...]:
        """Return the permissions on every collection of pictures and files."""
        images = (f"wagtailimages.{action}_image" for action in self.images)
        return (*images, *(f"wagtaildocs.{action}_document" for action in self.documents))


def listed_roles(file: Path = ROLES_FILE) -> list[RoleRights]:
    """Return the roles of the data file in their order."""
    lists = ("pages", "images", "documents", "models")
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["role"]
    return [RoleRights(**{**entry, **{key: tuple(entry.get(key, ())) for key in lists}}) for entry in entries]


@transaction.atomic
def seed_roles(root: Page) -> list[Role]:
    """Make every role and group, set exactly the rights of the data file on ``root``, return the roles.

    Raises LookupError when the file names a permission that does not exist.
    """
    listed = listed_roles()
    known = _permissions(listed)
    collection = Collection.get_first_root_node()
    before = _rights_of_groups()
    roles = [_bring_up_to_date(rights, known, root, collection) for rights in listed]
    after = _rights_of_groups()
    for role in roles:
        old, new = before.get(role.group_id, set()), after.get(role.group_id, set())
        if old != new:
            detail = {"role": role.code, "added": sorted(new - old), "removed": sorted(old - new)}
            audit.record(AuditAct.RIGHTS_SEEDED, subject=role, detail=detail)
    return roles


def _rights_of_groups() -> dict[int, set[str]]:
    """Return what each group may do, as text that says where."""
    rights: dict[int, set[str]] = {}
    for group_id, app, name in Group.permissions.through.objects.values_list(
        "group_id", "permission__content_type__app_label", "permission__codename"
    ):
        rights.setdefault(group_id, set()).add(f"{app}.{name}")
    for group_id, name, page_id in GroupPagePermission.objects.values_list(
        "group_id", "permission__codename", "page_id"
    ):
        rights.setdefault(group_id, set()).add(f"{name} / page {page_id}")
    for group_id, name, collection_id in GroupCollectionPermission.objects.values_list(
        "group_id", "permission__codename", "collection_id"
    ):
        rights.setdefault(group_id, set()).add(f"{name} / collection {collection_id}")
    return rights


def _bring_up_to_date(rights: RoleRights, known: dict[str, Permission], root: Page, collection: Collection) -> Role:
    role = Role.objects.select_related("group").filter(code=rights.code).first()
    if role is None:
        role = Role(code=rights.code, group=Group.objects.create(name=rights.name))
    role.name, role.duties = rights.name, rights.duties
    role.order, role.level, role.by_seat = rights.order, rights.level, rights.by_seat
    role.save()
    if role.group.name != rights.name:
        role.group.name = rights.name
        role.group.save()
    role.group.permissions.set([known[name] for name in rights.model_permissions])
    _set_page_permissions(role.group, root, {known[name] for name in rights.page_permissions})
    _set_collection_permissions(role.group, collection, {known[name] for name in rights.collection_permissions})
    return role


def _set_page_permissions(group: Group, root: Page, wanted: set[Permission]) -> None:
    GroupPagePermission.objects.filter(group=group).exclude(page=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _set_collection_permissions(group: Group, collection: Collection, wanted: set[Permission]) -> None:
    stored = GroupCollectionPermission.objects.filter(group=group)
    stored.exclude(collection=collection, permission__in=wanted).delete()
    for permission in wanted:
        stored.get_or_create(group=group, collection=collection, permission=permission)


def _permissions(listed: list[RoleRights]) -> dict[str, Permission]:
    names = {
        name
        for rights in listed
        for name in (*rights.model_permissions, *rights.page_permissions, *rights.collection_permissions)
    }
    condition = Q(pk__in=[])
    for name in names:
        app, codename = name.split(".")
        condition |= Q(content_type__app_label=app, codename=codename)
    found = Permission.objects.filter(condition).select_related("content_type")
    known = {f"{permission.content_type.app_label}.{permission.codename}": permission for permission in found}
    if missing := names - known.keys():
        raise LookupError(f"roles.toml names unknown permissions: {', '.join(sorted(missing))}")
    return known
