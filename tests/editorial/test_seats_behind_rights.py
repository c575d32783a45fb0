"""The database asks for a seat of that day behind every approval, whoever writes the row (R6.3a-1, R3.8-1)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.enums import RoleCode
from accounts.models import Membership, Role
from core.models import Approval
from editorial.enums import BoardPosition
from editorial.models import BoardAbsence, BoardSeat
from tests.editorial.approving import ALL_TICKED, latest
from tests.factories import UserFactory
from tests.people import give_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_now")]

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
INSERT = """
    INSERT INTO core_approval (kind, page_id, revision_id, approver_id, approved_at, answers, content_hash, reason,
        moved_path, target_path)
    VALUES (%s, %s, %s, %s, '2026-11-23 09:00+07', %s, '', %s, '', '')
"""


def seats(**values):
    """Change every seat as no service would: the memberships stay what they were."""

    def change(people):
        BoardSeat.objects.update(**values)

    return change


def away(people):
    seat = BoardSeat.objects.get(user=people.approver)
    BoardAbsence.objects.create(seat=seat, valid_from=TODAY, valid_until=TODAY + DAY)


def without_role(people):
    """Leave the approver with a membership that claims a seat and has none."""
    BoardSeat.objects.filter(user=people.approver).update(user=UserFactory())
    give_role(people.approver, Role.objects.get(code=RoleCode.APPROVER), valid_from=date(2026, 1, 2))


WAYS = {
    "ended today": (seats(valid_until=TODAY), "no right"),
    "ended long ago": (seats(valid_from=date(2024, 1, 1), valid_until=date(2025, 1, 1)), "no right"),
    "begins tomorrow": (seats(valid_from=TODAY + DAY), "no right"),
    "another's seat": (without_role, "no right"),
    "given by no seat": (lambda people: Membership.objects.update(kept_elsewhere=False), "no right"),
    "away today": (away, "away that day"),
}


def approve_raw(page, person, kind="board", reason=""):
    answers = connection.ops.adapt_json_value(ALL_TICKED, None)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT, [kind, page.pk, latest(page).pk, person.pk, answers, reason])


@pytest.mark.parametrize("way", WAYS)
def test_raw_sql_writes_no_approval_without_a_seat_of_that_day(draft, people, way, as_application):
    change, told = WAYS[way]
    change(people)
    with pytest.raises(IntegrityError, match=told):
        approve_raw(draft, people.approver)
    assert not Approval.objects.filter(page=draft).exists()


@pytest.mark.parametrize("until", [None, TODAY + DAY, date(2027, 1, 1)], ids=["open", "last day", "next year"])
def test_with_the_seat_the_same_row_is_taken(draft, people, until, as_application):
    BoardSeat.objects.update(valid_until=until)
    approve_raw(draft, people.approver)
    assert Approval.objects.filter(page=draft, approver_id=people.approver.pk).exists()


def test_a_deputy_stands_in_as_long_as_the_own_seat_lasts(draft, people, seated, as_application):
    away(people)
    deputy = seated(BoardPosition.DEPUTY)
    ended = seated(BoardPosition.DEPUTY, rank=2)
    BoardSeat.objects.filter(pk=ended.pk).update(valid_until=TODAY)
    with pytest.raises(IntegrityError, match="no right"):
        approve_raw(draft, ended.user)
    approve_raw(draft, deputy.user)


@pytest.mark.parametrize("change", [seats(valid_until=TODAY), seats(valid_from=TODAY + DAY)], ids=["over", "to come"])
def test_an_emergency_takes_a_seat_too(draft, people, change, as_application):
    change(people)
    with pytest.raises(IntegrityError, match="no right"):
        approve_raw(draft, people.leader, "emergency", "Bão")


def test_temporary_tables_do_not_stand_in_for_the_register(draft, people, as_application):
    BoardSeat.objects.update(valid_until=TODAY)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE editorial_boardseat AS SELECT * FROM editorial_boardseat")
        cursor.execute("UPDATE pg_temp.editorial_boardseat SET valid_until = NULL")
    with pytest.raises(IntegrityError, match="no right"):
        approve_raw(draft, people.approver)
