"""One demo sign-in for each role that has an account, with generated passwords kept in a file outside git."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.enums import RoleCode
from accounts.models import Agency, Membership, Role, User
from accounts.services.memberships import apply_memberships
from core.lib import clock, dates, text
from editorial.enums import BoardPosition
from editorial.models import BoardSeat
from editorial.services.board import keep_seat

ADMINISTRATOR = "quan-tri"
ADMINISTRATOR_NAME = "Quản trị hệ thống"
WITHOUT_SIGN_IN = {RoleCode.PUBLIC}
HOME_AFFAIRS = "so-noi-vu"
BOARD = {
    BoardPosition.CHAIR: RoleCode.LEADER,
    BoardPosition.SECRETARY: RoleCode.STANDING_BODY,
    BoardPosition.APPROVER: RoleCode.APPROVER,
    BoardPosition.MEMBER: RoleCode.EDITOR,
}
DECISION = "000/QĐ-UBND (minh họa)"
AGENCY_OF_ROLE = {
    RoleCode.AGENCY_OFFICER: "phuong-hoan-kiem",
    RoleCode.FINANCE: HOME_AFFAIRS,
    RoleCode.CITY_OFFICE: "van-phong-ubnd",
    RoleCode.OPERATOR: "van-phong-ubnd",
}
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that reads like something else
GROUPS, GROUP_LENGTH = 4, 4
SEPARATOR = ", "


@dataclass(frozen=True)
class SignIn:
    """One line of the file."""

    role_name: str
    username: str
    password: str

    def __str__(self) -> str:
        return SEPARATOR.join((self.role_name, self.username, self.password))


def new_password() -> str:
    """Return a random password of four groups of four characters (79 bits)."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def read_sign_ins(file: Path) -> dict[str, SignIn]:
    """Return the sign-ins of the file by user name; none when there is no file."""
    if not file.exists():
        return {}
    fields = (line.rsplit(SEPARATOR, 2) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return {one[1]: SignIn(*one) for one in fields}


@transaction.atomic
def keep_sign_ins() -> list[SignIn]:
    """Make the administrator and one person for each role that has an account, and return their sign-ins.

    Passwords stand in ``settings.DEMO_SIGN_INS`` (mode 0600) and stay the same on later runs. When the
    file and the database do not belong together, the file wins: everybody gets the password it says.
    """
    file = Path(settings.DEMO_SIGN_INS)
    known = read_sign_ins(file)
    people = {user.username: user for user in User.objects.filter(is_demo=True)}
    belongs = _belong_together(known, people)
    sign_ins = []
    for username, role in _wanted():
        name = role.name if role else ADMINISTRATOR_NAME
        sign_in = SignIn(name, username, known[username].password if username in known else new_password())
        if username not in people or username not in known or not belongs:
            _person(sign_in, role, people.get(username))
        sign_ins.append(sign_in)
    _seat_the_board()
    apply_memberships(day=dates.local_date(clock.now()))
    _write(file, sign_ins)
    return sign_ins


def _wanted() -> list[tuple[str, Role | None]]:
    roles = Role.objects.exclude(code__in=WITHOUT_SIGN_IN)
    return [(ADMINISTRATOR, None), *((text.slugify(role.name), role) for role in roles)]


def _belong_together(known: dict[str, SignIn], people: dict[str, User]) -> bool:
    """Try one password for all: checking each would take seconds."""
    if ADMINISTRATOR not in known or ADMINISTRATOR not in people:
        return False
    return people[ADMINISTRATOR].check_password(known[ADMINISTRATOR].password)


def _person(sign_in: SignIn, role: Role | None, user: User | None) -> None:
    if user is None:
        user = User(username=sign_in.username, full_name=f"{sign_in.role_name} (minh họa)", is_demo=True)
        user.email = f"{sign_in.username}@example.invalid"
        user.is_superuser = user.is_staff = role is None
    user.set_password(sign_in.password)
    user.save()
    if role and not role.by_seat:
        agency = Agency.objects.filter(code=AGENCY_OF_ROLE.get(RoleCode(role.code), "")).first()
        Membership.objects.get_or_create(user=user, role=role, agency=agency, valid_from=None)


def _seat_the_board() -> None:
    """Appoint whoever plays a part on the Board and holds no seat yet."""
    now = clock.now()
    administrator = User.objects.get(username=ADMINISTRATOR)
    first = dates.local_date(now).replace(month=1, day=1)
    for position, code in BOARD.items():
        person = User.objects.get(username=text.slugify(Role.objects.get(code=code).name))
        if not BoardSeat.objects.filter(user=person).exists():
            seat = BoardSeat(
                user=person,
                position=position,
                agency=Agency.objects.get(code=HOME_AFFAIRS),
                decision_number=DECISION,
                decided_on=first,
                valid_from=first,
            )
            keep_seat(seat, actor=administrator, now=now)


def _write(file: Path, sign_ins: list[SignIn]) -> None:
    content = "".join(f"{sign_in}\n" for sign_in in sign_ins)
    if file.exists() and file.read_text(encoding="utf-8") == content:
        file.chmod(0o600)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(content)
    fresh.replace(file)
