"""The cast: one invented person for each role, always the same, so that tests read like stories."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from accounts.enums import RoleCode
from accounts.models import Membership, Role, User
from accounts.services.role_seeding import seed_roles
from home.models import HomePage

PASSWORD = "mật khẩu chỉ để thử"


@dataclass(frozen=True)
class Person:
    """Someone of the cast before the account exists."""

    username: str
    full_name: str
    role: RoleCode


CAST = (
    Person("collaborator", "Đỗ Thị Lan", RoleCode.COLLABORATOR),
    Person("agency_officer", "Nguyễn Văn Hòa", RoleCode.AGENCY_OFFICER),
    Person("standing_body", "Trần Thị Ngọc Ánh", RoleCode.STANDING_BODY),
    Person("editor", "Phạm Minh Đức", RoleCode.EDITOR),
    Person("approver", "Lê Thu Hường", RoleCode.APPROVER),
    Person("leader", "Vũ Quang Ý", RoleCode.LEADER),
    Person("finance", "Bùi Thị Yến", RoleCode.FINANCE),
    Person("city_office", "Hoàng Đăng Khoa", RoleCode.CITY_OFFICE),
    Person("operator", "Ngô Bá Thước", RoleCode.OPERATOR),
    Person("security_officer", "Đặng Tuấn Kiệt", RoleCode.SECURITY_OFFICER),
    Person("data_protection_officer", "Tạ Bích Ngân", RoleCode.DATA_PROTECTION_OFFICER),
    Person("auditor", "Lý Thế Uy", RoleCode.AUDITOR),
)


class People:
    """The cast with accounts and rights: ``people.editor``, ``people.approver`` and so on."""

    def __init__(self, users: dict[str, User]) -> None:
        self._users = users

    def __getattr__(self, username: str) -> User:
        try:
            return self._users[username]
        except KeyError as error:
            raise AttributeError(f"Nobody of the cast is called {username}") from error

    def __iter__(self) -> Iterator[User]:
        return iter(self._users.values())


def hire(home: HomePage) -> People:
    """Seed the roles on the home page and make an account for everybody of the cast."""
    seed_roles(home)
    roles = {role.code: role for role in Role.objects.select_related("group")}
    return People({person.username: _account(person, roles[person.role]) for person in CAST})


def _account(person: Person, role: Role) -> User:
    user = User.objects.create_user(person.username, f"{person.username}@example.vn", PASSWORD)
    user.full_name = person.full_name
    user.save()
    give_role(user, role)
    return user


def give_role(user: User, role: Role, **values: Any) -> Membership:
    """Give a person a role and its rights; one of the Board counts as given by a seat."""
    held = Membership.objects.create(user=user, role=role, kept_elsewhere=role.by_seat, **values)
    user.groups.add(role.group)
    return held
