"""Search reads a bounded part of the register: what it leaves out, it says; what is rare, it finds however old."""

from datetime import UTC, datetime, timedelta

import pytest

from core.models import PublishedItem
from portal.search import candidates
from portal.search.rules import Filters, parse_query
from tests.factories import CommitteePageFactory
from tests.scenes import once

pytestmark = pytest.mark.django_db

START = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def small_bounds(monkeypatch):
    sizes = {"PROBED_ITEMS": 4, "MOST_IF_RARE": 0, "FEW_NEWEST": 4, "MANY_NEWEST": 6, "ENOUGH": 3, "ENOUGH_IN_GROUP": 1}
    for name, size in sizes.items():
        monkeypatch.setattr(candidates, name, size)


def ten_minutes():
    summaries = {0: "Bàn về nhuận bút đặc biệt", 1: "Bàn về kinh phí", 3: "Bàn về nhuận bút", 8: "Bàn về kinh phí"}
    for day in range(10):
        title, starts_at = f"Phiên họp {day}", START + timedelta(days=day)
        CommitteePageFactory(title=title, starts_at=starts_at, summary=summaries.get(day, ""))


minutes = once(ten_minutes)


def found(typed, filters=None):
    result = candidates.find_candidates(parse_query(typed), filters or Filters())
    return len(result.ranked), result.total, result.is_capped


def test_of_common_words_the_newest_are_enough(minutes, small_bounds):
    number, total, is_capped = found("phiên họp")
    assert is_capped
    assert 3 <= number <= 5
    assert total == number


def test_rare_words_are_found_however_old(minutes, small_bounds):
    assert found("đặc biệt") == (1, 1, False)
    assert found("nhuận bút") == (2, 2, False)
    assert found('"họp 0"') == (1, 1, False)


def test_words_that_the_newest_items_lack_are_looked_for_everywhere_at_once(
    minutes, small_bounds, django_assert_num_queries
):
    with django_assert_num_queries(2):
        found("nhuận bút")


def test_words_that_are_new_now_and_then_are_found_however_old(minutes, small_bounds, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert found("kinh phí") == (2, 2, False)


def test_without_bounds_the_count_is_exact(minutes):
    assert found("phiên họp") == (10, 10, False)


def test_an_old_title_is_found_among_common_words(minutes, small_bounds):
    number, _total, is_capped = found("phiên họp 0")
    assert (number, is_capped) == (1, False)


def test_a_year_has_its_own_newest_items(minutes, small_bounds):
    assert found("phiên họp", Filters(year=2025)) == (0, 0, False)
    assert found("phiên họp", Filters(year=2026))[2]


def test_the_newest_items_are_judged_without_sections_and_year_pages(minutes, small_bounds):
    tree = PublishedItem.objects.filter(is_listed=False).update(listed_at=START + timedelta(days=30))
    assert tree >= candidates.PROBED_ITEMS
    assert candidates.newest_window("'phien' & 'hop'", Filters()).is_small
