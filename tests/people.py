"""The cast: one invented person for each role, always the same, so that tests read like stories."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.enums import RoleCode
from accounts.models import Membership, Role, User
from accounts.services.role_seeding import seed_roles
from editorial.models import BoardSeat
from editorial.rules.board import ROLE_OF_POSITION
from home.models import HomePage
from tests.factories import AgencyFactory

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
    """Make an account for everybody of the cast; seed the roles on the home page where the ground has none."""
    if not Role.objects.exists():
        seed_roles(home)
    roles = {role.code: role for role in Role.objects.select_related("group")}
    password = make_password(PASSWORD)
    users = User.objects.bulk_create(
        User(
            username=person.username,
            email=f"{person.username}@example.vn",
            full_name=person.full_name,
            password=password,
        )
        for person in CAST
    )
    held = [(user, roles[person.role]) for user, person in zip(users, CAST, strict=True)]
    Membership.objects.bulk_create(Membership(user=user, role=role, kept_elsewhere=role.by_seat) for user, role in held)
    User.groups.through.objects.bulk_create(
        User.groups.through(user_id=user.pk, group_id=role.group_id) for user, role in held
    )
    return People({user.username: user for user in users})


def give_role(user: User, role: Role, **values: Any) -> Membership:
    """Give a person a role and its rights; one of the Board counts as given by a seat."""
    held = Membership.objects.create(user=user, role=role, kept_elsewhere=role.by_seat, **values)
    user.groups.add(role.group)
    return held


def take_seat(held: Membership) -> BoardSeat:
    """Let a membership of the Board be given by a seat since January 2026, as the database asks of who approves."""
    position = next(place for place, role in ROLE_OF_POSITION.items() if role == held.role.code)
    days = {"decided_on": date(2025, 12, 30), "valid_from": date(2026, 1, 1)}
    seat: BoardSeat = BoardSeat.objects.create(
        user=held.user, position=position, agency=AgencyFactory(), decision_number="15/QĐ", membership=held, **days
    )
    return seat
