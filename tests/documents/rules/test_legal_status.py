"""A document's status follows from its dates and from what other documents did to it (R4.1-1)."""

from datetime import date

import pytest

from documents.enums import LegalStatus, RelationKind
from documents.rules.status import (
    Act,
    Override,
    Suspension,
    Validity,
    date_problems,
    override_problems,
    status_on,
)

DAY = date(2026, 7, 1)
BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 2)
START = date(2026, 1, 1)
REASON = "Theo thông báo của Sở Tư pháp"


@pytest.mark.parametrize(
    ("effective", "status"),
    [(BEFORE, LegalStatus.IN_FORCE), (DAY, LegalStatus.IN_FORCE), (AFTER, LegalStatus.NOT_YET)],
)
def test_a_document_applies_from_its_effective_day_on(effective: date, status: LegalStatus) -> None:
    assert status_on(DAY, Validity(effective=effective)) is status


@pytest.mark.parametrize(
    ("expires", "status"),
    [(BEFORE, LegalStatus.EXPIRED), (DAY, LegalStatus.EXPIRED), (AFTER, LegalStatus.IN_FORCE)],
)
def test_a_document_no_longer_applies_on_the_day_it_expires(expires: date, status: LegalStatus) -> None:
    assert status_on(DAY, Validity(effective=START, expires=expires)) is status


def test_without_an_effective_day_the_status_is_unknown_until_a_known_end() -> None:
    assert status_on(DAY, Validity()) is LegalStatus.UNKNOWN
    assert status_on(DAY, Validity(expires=AFTER)) is LegalStatus.UNKNOWN
    assert status_on(DAY, Validity(expires=DAY)) is LegalStatus.EXPIRED


@pytest.mark.parametrize("kind", [RelationKind.REPLACES, RelationKind.REPEALS])
@pytest.mark.parametrize(
    ("day", "whole", "status"),
    [
        (DAY, True, LegalStatus.EXPIRED),
        (DAY, False, LegalStatus.PARTLY_EXPIRED),
        (AFTER, True, LegalStatus.IN_FORCE),
        (None, True, LegalStatus.UNKNOWN),
        (None, False, LegalStatus.UNKNOWN),
    ],
)
def test_replacing_and_repealing_end_a_document_on_the_day_they_take_effect(
    kind: RelationKind, day: date | None, whole: bool, status: LegalStatus
) -> None:
    assert status_on(DAY, Validity(effective=START, acts=(Act(kind, day, whole),))) is status


@pytest.mark.parametrize(
    ("day", "status"),
    [(DAY, LegalStatus.PARTLY_EXPIRED), (AFTER, LegalStatus.IN_FORCE), (None, LegalStatus.UNKNOWN)],
)
def test_an_amended_document_has_partly_expired(day: date | None, status: LegalStatus) -> None:
    assert status_on(DAY, Validity(effective=START, acts=(Act(RelationKind.AMENDS, day),))) is status


@pytest.mark.parametrize(
    "kind", [RelationKind.BASIS, RelationKind.GUIDES, RelationKind.CORRECTS, RelationKind.CONSOLIDATES]
)
@pytest.mark.parametrize("day", [DAY, None])
def test_other_relations_change_nothing(kind: RelationKind, day: date | None) -> None:
    assert status_on(DAY, Validity(effective=START, acts=(Act(kind, day),))) is LegalStatus.IN_FORCE


def test_an_undated_amendment_adds_nothing_to_a_known_one() -> None:
    acts = (Act(RelationKind.AMENDS, BEFORE), Act(RelationKind.AMENDS, None))
    assert status_on(DAY, Validity(effective=START, acts=acts)) is LegalStatus.PARTLY_EXPIRED


@pytest.mark.parametrize(
    ("since", "until", "status"),
    [
        (DAY, None, LegalStatus.SUSPENDED),
        (DAY, AFTER, LegalStatus.SUSPENDED),
        (BEFORE, DAY, LegalStatus.IN_FORCE),
        (AFTER, None, LegalStatus.IN_FORCE),
    ],
)
def test_a_suspension_ends_before_its_last_bound(since: date, until: date | None, status: LegalStatus) -> None:
    validity = Validity(effective=START, suspensions=(Suspension(since, until),))
    assert status_on(DAY, validity) is status


def test_an_expired_document_is_not_suspended() -> None:
    validity = Validity(effective=START, expires=DAY, suspensions=(Suspension(START),))
    assert status_on(DAY, validity) is LegalStatus.EXPIRED


def test_a_status_set_by_hand_stands_only_with_its_reason() -> None:
    by_hand = Override(LegalStatus.SUSPENDED, REASON)
    assert status_on(DAY, Validity(effective=START, override=by_hand)) is LegalStatus.SUSPENDED
    without_reason = Override(LegalStatus.SUSPENDED, "  ")
    assert status_on(DAY, Validity(effective=START, override=without_reason)) is LegalStatus.IN_FORCE


@pytest.mark.parametrize(
    ("status", "reason", "expected"),
    [
        (LegalStatus.EXPIRED, REASON, ""),
        (None, "", ""),
        (LegalStatus.EXPIRED, " \n ", "Hãy ghi lý do"),
        (LegalStatus.EXPIRED, "vì thế", "ít nhất 10 ký tự"),
        (None, REASON, "chưa chọn tình trạng"),
    ],
)
def test_status_and_reason_go_together(status: LegalStatus | None, reason: str, expected: str) -> None:
    found = override_problems(status, reason)
    assert bool(found) == bool(expected)
    assert expected in "".join(found)


@pytest.mark.parametrize(
    ("issued", "effective", "expires", "message"),
    [
        (DAY, BEFORE, None, "Ngày có hiệu lực 30/06/2026 trước ngày ban hành 01/07/2026."),
        (None, DAY, DAY, "Ngày hết hiệu lực 01/07/2026 phải sau ngày có hiệu lực 01/07/2026."),
        (DAY, None, BEFORE, "Ngày hết hiệu lực 30/06/2026 phải sau ngày ban hành 01/07/2026."),
    ],
)
def test_dates_in_the_wrong_order_are_named(
    issued: date | None, effective: date | None, expires: date | None, message: str
) -> None:
    (problem,) = date_problems(issued, effective, expires, today=AFTER)
    assert problem.message == message
    assert problem.field == ("expires" if expires else "effective")


@pytest.mark.parametrize("dates", [(BEFORE, DAY, AFTER), (DAY, DAY, None), (None, None, None), (None, DAY, None)])
def test_dates_in_order_or_unknown_are_fine(dates: tuple[date | None, date | None, date | None]) -> None:
    assert date_problems(*dates, today=DAY) == ()


def test_a_retroactive_document_may_apply_before_it_was_issued() -> None:
    assert date_problems(DAY, BEFORE, None, retroactive=True, today=DAY) == ()


def test_a_document_issued_in_the_future_is_a_problem() -> None:
    (problem,) = date_problems(AFTER, None, None, today=DAY)
    assert (problem.field, problem.message) == ("issued", "Ngày ban hành 02/07/2026 ở trong tương lai.")
