"""Lists are paged by key: every item stands on exactly one page, in both directions."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models import PublishedItem
from core.rules.paging import Cursor, parse_cursor
from tests.factories import ResultPageFactory

INSTANTS = st.datetimes(datetime(1945, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (bounds)


@given(INSTANTS, st.integers(0, 2**63 - 1))
def test_a_cursor_reads_back_what_it_was(instant: datetime, page_id: int) -> None:
    cursor = Cursor(instant, page_id)
    assert parse_cursor(str(cursor)) == cursor


def test_a_cursor_keeps_every_microsecond() -> None:
    instant = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    cursors = [Cursor(instant.replace(microsecond=fraction), 1) for fraction in range(0, 1_000_000, 997)]
    assert [parse_cursor(str(cursor)) for cursor in cursors] == cursors


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        "-",
        "1-",
        "-1",
        "1",
        "a-1",
        "1-b",
        "١-١",
        "9" * 39,
        "9" * 30 + "-1",
        "-" + "9" * 30 + "-1",
        "--1-1",
        "-1-",
        "1--1",
        "1-" + "9" * 25,
        "1-1; DROP",
    ],
)
def test_a_broken_cursor_is_none(raw: str | None) -> None:
    assert parse_cursor(raw) is None


@pytest.mark.django_db
def test_walking_older_then_newer_shows_every_item_once() -> None:
    pages = [ResultPageFactory() for _ in range(7)]
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    PublishedItem.objects.filter(page__in=pages[:4]).update(listed_at=moment)
    listed = PublishedItem.objects.listed()
    expected = [item.page_id for item in listed]

    seen: list[int] = []
    found = listed.page_by_key(None, None, size=3)
    assert found.newer is None
    while True:
        seen += [item.page_id for item in found.items]
        if found.older is None:
            break
        found = listed.page_by_key(str(found.older), None, size=3)
    assert seen == expected

    back = [item.page_id for item in found.items]
    while found.newer is not None:
        found = listed.page_by_key(None, str(found.newer), size=3)
        back = [item.page_id for item in found.items] + back
    assert back == expected


@pytest.mark.django_db
def test_a_page_of_a_list_costs_one_query(django_assert_num_queries) -> None:
    for _ in range(3):
        ResultPageFactory()
    with django_assert_num_queries(1):
        PublishedItem.objects.listed().page_by_key(None, None)


@pytest.mark.django_db
def test_the_newest_of_all_categories_cost_one_query(django_assert_num_queries) -> None:
    ResultPageFactory()
    with django_assert_num_queries(1):
        found = PublishedItem.objects.all().newest_by_category({"ket-qua": 2, "van-ban": 3})
    assert len(found["ket-qua"]) == 1
    assert found["van-ban"] == []
