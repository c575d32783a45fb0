"""Who and what these tests are about."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import Agency, User
from core.enums import Category
from editorial.enums import BoardPosition, Channel, EntryKind
from editorial.models import BoardSeat, Entry
from editorial.rules.statement import CURRENT
from editorial.services.board import keep_seat
from editorial.services.intake import receive
from editorial.services.sorting import sort, take
from editorial.services.workflow_seeding import seed_workflow
from tests.conftest import FROZEN_NOW
from tests.editorial.approving import edited
from tests.factories import AgencyFactory, ResultPageFactory, UserFactory
from tests.people import People

Seating = Callable[..., BoardSeat]


@pytest.fixture
def home_affairs(db: None) -> Agency:
    """Return the department that is the Board's standing body."""
    return AgencyFactory(name="Sở Nội vụ", code="so-noi-vu", email="noivu@example.vn")


@pytest.fixture
def administrator(db: None) -> User:
    """Return who appoints the leaders, since nobody appoints equals."""
    return UserFactory(superuser=True)


@pytest.fixture
def seated(people: People, home_affairs: Agency, administrator: User) -> Seating:
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
        return keep_seat(BoardSeat(position=position, **known | values), actor=administrator, now=now)

    return seat


@pytest.fixture
def handed_in(people: People, home_affairs: Agency) -> Callable[..., Entry]:
    """Return a function that takes in an entry at the counter, in time unless told otherwise."""

    def hand_in(**values: Any) -> Entry:
        now, files = values.pop("now", FROZEN_NOW), values.pop("files", ())
        known = {
            "channel": Channel.OFFICE,
            "agency": home_affairs,
            "title": "Phường Hoàn Kiếm cắt giảm thời gian giải quyết thủ tục",
            "body": "Từ tháng 11, mười thủ tục được trả kết quả trong ngày.",
            "declared_category": Category.RESULTS,
            "starts_at": now - timedelta(hours=5),
            "ends_at": now - timedelta(hours=2),
            "statement_version": CURRENT,
        }
        return receive(Entry(**known | values), files=files, actor=people.editor, now=now)

    return hand_in


@pytest.fixture
def in_processing(handed_in: Callable[..., Entry], people: People) -> Callable[..., Entry]:
    """Return a function that takes in an entry and begins to process it."""
    return lambda **values: take(handed_in(**values), actor=people.editor, now=values.get("now", FROZEN_NOW))


@pytest.fixture
def sorted_out(in_processing: Callable[..., Entry], people: People) -> Callable[..., Entry]:
    """Return a function that takes in an entry and makes clear what it is."""

    def sort_out(**values: Any) -> Entry:
        entry = in_processing(**values)
        found = {
            "kind": EntryKind.NEWS,
            "category": Category.RESULTS,
            "origin": "UBND phường Hoàn Kiếm",
            "content": "Rút ngắn thời gian",
            "purpose": "Đăng tải",
        }
        kept = {name: getattr(entry, name) for name in ("starts_at", "ends_at", "issued_on")}
        return sort(entry, found | kept, actor=people.editor, now=values.get("now", FROZEN_NOW))

    return sort_out


@pytest.fixture
def board(seated, people):
    """Seat the approver and the leader, and give the tree the Board's workflow."""
    seed_workflow()
    return {
        "approver": seated(BoardPosition.APPROVER, user=people.approver),
        "leader": seated(BoardPosition.CHAIR, user=people.leader),
    }


@pytest.fixture
def draft(board, people):
    """Return a draft that the editor wrote."""
    page = ResultPageFactory(title="Kết quả quý IV", published=False)
    edited(page, people.editor, title="Kết quả quý IV năm 2026")
    return page
