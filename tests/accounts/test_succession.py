"""New work goes to open agencies; a closed one offers its successors (R0-3)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Agency
from accounts.rules.succession import Unit, open_units
from accounts.services.agency_seeding import seed_agencies
from accounts.services.succession import open_agency_or_successors, require_open_agency

MERGER = date(2025, 3, 1)
TODAY = date(2026, 11, 23)


def units(*given):
    return {unit.code: unit for unit in given}


def test_an_open_unit_takes_its_own_work():
    assert open_units("a", TODAY, units(Unit("a"))) == ("a",)


def test_a_unit_is_closed_from_its_last_day_on_and_not_before():
    known = units(Unit("a", valid_until=MERGER, successors=("b",)), Unit("b"))

    assert open_units("a", date(2025, 2, 28), known) == ("a",)
    assert open_units("a", MERGER, known) == ("b",)


def test_successors_that_closed_too_are_followed_and_named_once():
    known = units(
        Unit("a", valid_until=MERGER, successors=("b", "c")),
        Unit("b", valid_until=MERGER, successors=("d",)),
        Unit("c", valid_until=MERGER, successors=("d", "e")),
        Unit("d"),
        Unit("e"),
    )

    assert open_units("a", TODAY, known) == ("d", "e")


def test_a_circle_of_closed_units_ends():
    known = units(Unit("a", valid_until=MERGER, successors=("b",)), Unit("b", valid_until=MERGER, successors=("a",)))

    assert open_units("a", TODAY, known) == ()


def test_an_unknown_successor_is_an_error_not_a_silence():
    with pytest.raises(KeyError):
        open_units("a", TODAY, units(Unit("a", valid_until=MERGER, successors=("gone",))))


@pytest.fixture
def agencies(db):
    seed_agencies()
    return Agency.objects.in_bulk(field_name="code")


def test_work_for_a_merged_department_is_refused_and_the_successor_offered(agencies):
    former = agencies["so-giao-thong-van-tai-cu"]

    with pytest.raises(ValidationError, match="Hãy giao cho: Sở Xây dựng") as refusal:
        require_open_agency(former, day=TODAY)

    assert refusal.value.params["successors"] == [agencies["so-xay-dung"]]
    assert open_agency_or_successors(former, day=TODAY) == [agencies["so-xay-dung"]]


def test_work_for_a_former_district_is_refused_without_inventing_a_successor(agencies):
    with pytest.raises(ValidationError, match="chưa có đơn vị kế tiếp"):
        require_open_agency(agencies["quan-dong-da-cu"], day=TODAY)
    assert open_agency_or_successors(agencies["quan-dong-da-cu"], day=TODAY) == []


def test_an_open_agency_takes_work_in_no_query(agencies, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert require_open_agency(agencies["so-noi-vu"], day=TODAY) == agencies["so-noi-vu"]
