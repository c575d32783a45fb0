"""Rights follow the register of the Board and end on the same day (Article 3.8, R3.8-1)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.enums import RoleCode
from accounts.models import Membership, Role
from accounts.services.memberships import apply_memberships
from core.enums import AuditAct
from core.models import AuditEvent
from editorial.enums import BoardPosition
from editorial.models import BoardAbsence, BoardSeat
from editorial.services.board import acting_seat, keep_seat, seat_holders
from tests.conftest import FROZEN_NOW
from tests.factories import AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def roles(user):
    return set(Role.objects.filter(group__user=user).values_list("code", flat=True))


def test_a_seat_gives_the_rights_of_its_position_at_once(seated):
    assert roles(seated(BoardPosition.APPROVER).user) == {RoleCode.APPROVER}


def test_a_seat_that_begins_later_gives_nothing_yet(seated):
    seat = seated(BoardPosition.CHAIR, valid_from=TODAY + timedelta(days=1))
    assert roles(seat.user) == set()


def test_the_daily_job_gives_the_rights_on_the_first_day(seated):
    seat = seated(BoardPosition.CHAIR, valid_from=TODAY + timedelta(days=1))
    apply_memberships(day=TODAY + timedelta(days=1))
    assert roles(seat.user) == {RoleCode.LEADER}


def test_a_term_that_is_ended_takes_the_rights_the_same_day(seated, administrator):
    seat = seated(BoardPosition.APPROVER)
    seat.valid_until = TODAY
    keep_seat(seat, actor=administrator, now=FROZEN_NOW)
    assert roles(seat.user) == set()


def test_on_the_last_day_of_the_term_the_rights_are_still_there(seated):
    assert roles(seated(BoardPosition.APPROVER, valid_until=TODAY + timedelta(days=1)).user) == {RoleCode.APPROVER}


def test_somebody_may_hold_several_seats_and_loses_only_the_rights_of_one(seated, administrator):
    person = UserFactory()
    seated(BoardPosition.MEMBER, user=person)
    second = seated(BoardPosition.APPROVER, user=person)
    assert roles(person) == {RoleCode.EDITOR, RoleCode.APPROVER}
    second.valid_until = TODAY
    keep_seat(second, actor=administrator, now=FROZEN_NOW)
    assert roles(person) == {RoleCode.EDITOR}


def test_a_seat_takes_over_the_same_assignment_made_by_hand(seated, home_affairs):
    person = UserFactory()
    role = Role.objects.get(code=RoleCode.EDITOR)
    by_hand = Membership.objects.create(user=person, role=role, agency=home_affairs, valid_from=date(2026, 1, 1))
    assert seated(user=person).membership == by_hand


def test_a_second_seat_with_the_same_rights_from_the_same_day_is_refused(seated):
    person = UserFactory()
    seated(BoardPosition.CHAIR, user=person)
    with pytest.raises(ValidationError, match="đã giữ một chức danh"), transaction.atomic():
        seated(BoardPosition.DEPUTY, user=person)


def test_an_agency_that_changes_moves_the_assignment_along(seated, administrator):
    seat = seated()
    seat.agency = AgencyFactory()
    keep_seat(seat, actor=administrator, now=FROZEN_NOW)
    assert Membership.objects.get(user=seat.user).agency == seat.agency


def test_every_change_stands_in_the_audit_chain(seated, administrator):
    seat = seated(BoardPosition.SECRETARY)
    seat.valid_until = date(2027, 1, 1)
    keep_seat(seat, actor=administrator, now=FROZEN_NOW)
    acts = AuditEvent.objects.filter(subject_type="editorial.boardseat", subject_id=str(seat.pk)).order_by("pk")
    assert [event.act for event in acts] == [AuditAct.BOARD_SEAT_GIVEN, AuditAct.BOARD_SEAT_CHANGED]
    assert [event.detail["valid_until"] for event in acts] == [None, "2027-01-01"]
    assert all(event.actor_id == administrator.pk for event in acts)


def test_when_the_audit_chain_refuses_nobody_is_appointed(seated, monkeypatch):
    def refuse(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("core.services.audit.record", refuse)
    person = UserFactory()
    with pytest.raises(RuntimeError):
        seated(user=person)
    assert roles(person) == set()
    assert not Membership.objects.filter(user=person).exists()


def test_a_term_cannot_end_before_it_begins(seated):
    with pytest.raises(IntegrityError), transaction.atomic():
        seated(valid_until=date(2025, 12, 31))


def test_seats_are_found_by_day(seated):
    former = seated(valid_until=date(2026, 6, 1))
    present = seated()
    assert seat_holders(date(2026, 5, 31)) == [former, present]
    assert seat_holders(TODAY) == [present]


def test_somebody_present_acts_for_himself(seated):
    chair = seated(BoardPosition.CHAIR)
    seated(BoardPosition.DEPUTY)
    assert acting_seat(chair, day=TODAY) == chair


def test_while_the_chair_is_away_the_deputy_acts_and_not_a_day_longer(seated):
    chair, deputy = seated(BoardPosition.CHAIR), seated(BoardPosition.DEPUTY)
    BoardAbsence.objects.create(seat=chair, valid_from=TODAY, valid_until=TODAY + timedelta(days=2))
    assert [acting_seat(chair, day=TODAY + timedelta(days=n)) for n in (-1, 0, 1, 2)] == [chair, deputy, deputy, chair]


def test_for_a_seat_whose_term_is_over_somebody_stands_in(seated):
    former, deputy = seated(BoardPosition.CHAIR, valid_until=TODAY), seated(BoardPosition.DEPUTY)
    assert acting_seat(former, day=TODAY) == deputy


def test_nobody_appoints_somebody_of_the_own_level_or_above(people, seated):
    seat = seated(BoardPosition.MEMBER)
    promoted = BoardSeat(
        user=seat.user,
        position=BoardPosition.CHAIR,
        agency=seat.agency,
        decision_number="1",
        decided_on=TODAY,
        valid_from=TODAY,
    )
    for actor in (people.standing_body, people.leader):
        with pytest.raises(PermissionDenied), transaction.atomic():
            keep_seat(promoted, actor=actor, now=FROZEN_NOW)
    assert roles(seat.user) == {RoleCode.EDITOR}
