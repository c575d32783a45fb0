"""Open work of a seat whose term is over goes on by rule the same day, recorded (R3.8-1, R6.3a-4)."""

from datetime import date, timedelta

import pytest

from core.enums import AuditAct
from core.models import AuditEvent, Notification
from editorial.enums import BoardPosition, RouteOutcome
from editorial.models import BoardAbsence, Route
from editorial.services import desks, routing
from editorial.services.board import keep_seat
from editorial.tasks import pass_on_desks
from editorial.wagtail_hooks.waiting import waiting_for
from tests.conftest import FROZEN_NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_now")]

TODAY = date(2026, 11, 23)
DUE = FROZEN_NOW + timedelta(days=2)


@pytest.fixture
def on_the_desk(seated, sorted_out, people):
    """Return a function that puts an entry on the desk of a seat."""

    def put(seat):
        return routing.send(sorted_out(), seat=seat, note="Xem", due_at=DUE, actor=people.editor, now=FROZEN_NOW)

    return put


def end(seat, administrator):
    seat.valid_until = TODAY
    return keep_seat(seat, actor=administrator, now=FROZEN_NOW)


def test_ending_a_term_passes_the_open_work_on_the_same_moment(seated, on_the_desk, administrator):
    ended, other = seated(BoardPosition.APPROVER), seated(BoardPosition.APPROVER, rank=2)
    route = on_the_desk(ended)
    end(ended, administrator)
    route.refresh_from_db()
    following = Route.objects.get(closed_at__isnull=True)
    assert (route.outcome, route.closed_at) == (RouteOutcome.PASSED_ON, FROZEN_NOW)
    assert (following.seat, following.meant_for) == (other, ended)
    assert (following.note, following.due_at) == (route.note, route.due_at)


def test_both_halves_are_recorded_and_the_new_holder_gets_a_letter(seated, on_the_desk, administrator):
    ended, other = seated(BoardPosition.APPROVER), seated(BoardPosition.APPROVER, rank=2)
    route = on_the_desk(ended)
    end(ended, administrator)
    acts = AuditEvent.objects.filter(subject_type="editorial.entry", subject_id=str(route.entry_id)).order_by("-pk")
    given, closed = acts[:2]
    assert (given.act, given.detail["seat"]) == (AuditAct.ENTRY_ROUTED, other.pk)
    assert given.detail["meant_for"] == ended.pk
    assert (closed.act, closed.detail["outcome"]) == (AuditAct.ENTRY_ROUTE_CLOSED, RouteOutcome.PASSED_ON)
    assert Notification.objects.filter(user_id=other.user_id, kind="editorial.handed_over").exists()


def test_a_term_that_runs_out_by_itself_is_noticed_by_the_daily_job(seated, on_the_desk, time_machine):
    ended, other = seated(BoardPosition.MEMBER, valid_until=TODAY + timedelta(days=1)), seated(BoardPosition.MEMBER)
    on_the_desk(ended)
    pass_on_desks()
    assert Route.objects.get().seat == ended
    time_machine.move_to(FROZEN_NOW + timedelta(days=1), tick=False)
    pass_on_desks()
    pass_on_desks()
    assert Route.objects.get(closed_at__isnull=True).seat == other
    assert Route.objects.count() == 2


def test_whoever_is_away_gets_nothing(seated, on_the_desk, administrator):
    ended, away = seated(BoardPosition.MEMBER), seated(BoardPosition.MEMBER, rank=2)
    present = seated(BoardPosition.SECRETARY)
    BoardAbsence.objects.create(seat=away, valid_from=TODAY, valid_until=TODAY + timedelta(days=1))
    on_the_desk(ended)
    end(ended, administrator)
    assert Route.objects.get(closed_at__isnull=True).seat == present


def test_what_nobody_can_take_stays_and_is_shown_to_whoever_may_route(seated, on_the_desk, administrator, people):
    ended = seated(BoardPosition.MEMBER)
    route = on_the_desk(ended)
    end(ended, administrator)
    assert desks.pass_on(now=FROZEN_NOW) == desks.PassedOn(moved=0, left=1)
    assert Route.objects.get().closed_at is None
    words = {str(one.what) for one in waiting_for(people.editor, now=FROZEN_NOW) if one.entry == route.entry}
    assert "Người được giao không còn giữ chức danh" in words


def test_work_of_a_seat_that_is_held_stays(seated, on_the_desk, administrator):
    held, ended = seated(BoardPosition.MEMBER), seated(BoardPosition.MEMBER, rank=2)
    route = on_the_desk(held)
    end(ended, administrator)
    route.refresh_from_db()
    assert route.closed_at is None


def test_when_a_row_of_the_chain_is_refused_nothing_moves(seated, on_the_desk, administrator, monkeypatch):
    ended = seated(BoardPosition.MEMBER, valid_until=TODAY + timedelta(days=1))
    seated(BoardPosition.MEMBER)
    on_the_desk(ended)

    def refuse(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("core.services.audit.record", refuse)
    with pytest.raises(RuntimeError):
        desks.pass_on(now=FROZEN_NOW + timedelta(days=1))
    assert Route.objects.get().closed_at is None
