"""Who stands in for whom on the Board when somebody is away (Articles 3.8 and 6.3, R6.3a-4)."""

import pytest

from accounts.enums import RoleCode
from core.enums import Category
from editorial.enums import BoardPosition as Position
from editorial.rules.board import ROLE_OF_POSITION, STAND_INS, Seat, stand_in

CHAIR = Seat(1, person=1, position=Position.CHAIR)
FIRST_DEPUTY = Seat(2, person=2, position=Position.DEPUTY, rank=1)
SECOND_DEPUTY = Seat(3, person=3, position=Position.DEPUTY, rank=2)
STANDING = Seat(4, person=4, position=Position.STANDING)
BOARD = (CHAIR, SECOND_DEPUTY, FIRST_DEPUTY, STANDING)


def approver(number: int, *categories: Category, rank: int = 1) -> Seat:
    return Seat(number, person=number, position=Position.APPROVER, rank=rank, scope=frozenset(categories))


def test_the_first_deputy_stands_in_for_the_chair():
    assert stand_in(CHAIR, BOARD, away={1}) == FIRST_DEPUTY


def test_the_next_in_rank_stands_in_when_the_first_is_away_too():
    assert stand_in(CHAIR, BOARD, away={1, 2}) == SECOND_DEPUTY


def test_the_standing_member_stands_in_for_the_chair_when_no_deputy_is_there():
    assert stand_in(CHAIR, BOARD, away={1, 2, 3}) == STANDING


def test_nobody_is_left_when_all_are_away():
    assert stand_in(CHAIR, BOARD, away={1, 2, 3, 4}) is None


def test_a_deputy_does_not_stand_in_for_himself():
    assert stand_in(FIRST_DEPUTY, BOARD, away=()) == SECOND_DEPUTY


def test_nobody_stands_in_for_himself_by_another_seat():
    second_seat = Seat(9, person=1, position=Position.DEPUTY)
    assert stand_in(CHAIR, (CHAIR, second_seat), away=()) is None


def test_an_approver_of_the_category_goes_before_one_of_another():
    documents, results = approver(10, Category.DOCUMENTS), approver(11, Category.RESULTS, rank=2)
    gone = approver(12, Category.RESULTS)
    assert stand_in(gone, (documents, results, gone), away={12}, category=Category.RESULTS) == results


def test_without_an_approver_of_the_category_a_leader_approves():
    documents, gone = approver(10, Category.DOCUMENTS), approver(12, Category.RESULTS)
    assert stand_in(gone, (documents, FIRST_DEPUTY), away={12}, category=Category.RESULTS) == FIRST_DEPUTY


def test_a_seat_without_categories_looks_after_all():
    assert approver(10).covers(Category.MODELS)
    assert not approver(10, Category.RESULTS).covers(Category.MODELS)


def test_between_equals_the_older_seat_goes_first():
    first, second, gone = approver(20), approver(21), approver(22)
    assert stand_in(gone, (second, first), away={22}) == first


@pytest.mark.parametrize("position", Position)
def test_every_position_has_rights_and_somebody_to_stand_in(position):
    assert ROLE_OF_POSITION[position] in RoleCode
    assert STAND_INS[position]


def test_only_approvers_and_leaders_stand_in_for_an_approver():
    roles = {ROLE_OF_POSITION[position] for position in STAND_INS[Position.APPROVER]}
    assert roles == {RoleCode.APPROVER, RoleCode.LEADER}
