"""Who and what these tests are about."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.models import Agency
from core.services.seeding import seed_rule_values
from editorial.enums import BoardPosition
from editorial.models import BoardSeat
from editorial.services.board import keep_seat
from tests.conftest import FROZEN_NOW
from tests.factories import AgencyFactory, UserFactory
from tests.people import People

Seating = Callable[..., BoardSeat]


@pytest.fixture
def rule_values(db: None) -> None:
    """Bring in the numbers of the law."""
    seed_rule_values()


@pytest.fixture
def home_affairs(db: None) -> Agency:
    """Return the department that is the Board's standing body."""
    return AgencyFactory(name="Sở Nội vụ", code="so-noi-vu", email="noivu@example.vn")


@pytest.fixture
def seated(people: People, home_affairs: Agency) -> Seating:
    """Return a function that appoints somebody to the Board: since January 2026 unless told otherwise."""

    def seat(position: BoardPosition = BoardPosition.MEMBER, **values: Any) -> BoardSeat:
        known = {
            "user": values.pop("user", None) or UserFactory(),
            "agency": home_affairs,
            "decision_number": "15/QĐ-UBND",
            "decided_on": date(2025, 12, 30),
            "valid_from": date(2026, 1, 1),
        }
        now = values.pop("now", FROZEN_NOW)
        return keep_seat(BoardSeat(position=position, **known | values), actor=people.leader, now=now)

    return seat
