"""Entries are sorted, routed, returned (Article 6.2, R6.2-1, R6.2-2, R6.2-3, R6.1a-11)."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Membership
from core.enums import AuditAct
from core.models import AuditEvent
from editorial.enums import EntryState, RouteOutcome
from editorial.models import BoardAbsence
from editorial.services import routing, sorting, supplements
from tests.conftest import FROZEN_NOW
from tests.factories import AgencyFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_now")]

NOW = FROZEN_NOW
TODAY = date(2026, 11, 23)
DUE = NOW + timedelta(days=2)


def state(entry):
    entry.refresh_from_db()
    return entry.state


def send(entry, people, **to):
    return routing.send(entry, note="Xem giúp", due_at=to.pop("due_at", DUE), actor=people.editor, now=NOW, **to)


def test_processing_begins_with_a_named_person(handed_in, people):
    entry = sorting.take(handed_in(), actor=people.editor, now=NOW)
    assert entry.state == EntryState.PROCESSING
    assert AuditEvent.objects.get(act=AuditAct.ENTRY_TAKEN).actor_id == people.editor.pk


def test_nobody_takes_what_another_has_taken_meanwhile(handed_in, people):
    entry = handed_in()
    sorting.take(entry, actor=people.editor, now=NOW)
    with pytest.raises(ValidationError, match="Hãy tải lại trang"):
        sorting.take(entry, actor=people.standing_body, now=NOW)


def test_an_entry_that_is_not_sorted_goes_nowhere(in_processing, people, seated):
    entry = in_processing()
    with pytest.raises(ValidationError, match="còn thiếu phân loại, chuyên mục, nguồn gốc, nội dung chính, mục đích"):
        send(entry, people, seat=seated())
    assert state(entry) == EntryState.PROCESSING


def test_sorting_winds_the_clock_anew(sorted_out):
    entry = sorted_out(starts_at=None, ends_at=None)
    assert entry.seconds_late is None


def test_a_right_that_ended_with_yesterday_is_gone_before_the_daily_job(handed_in, people):
    Membership.objects.filter(user=people.editor).update(valid_until=TODAY + timedelta(days=1))
    entry = handed_in()
    Membership.objects.filter(user=people.editor).update(valid_until=TODAY)
    assert people.editor.has_perm("editorial.sort_entry")
    with pytest.raises(PermissionDenied):
        sorting.take(entry, actor=people.editor, now=NOW)


def test_an_administrator_without_a_role_decides_nothing(handed_in):
    with pytest.raises(PermissionDenied):
        sorting.take(handed_in(), actor=UserFactory(superuser=True), now=NOW)


def test_an_entry_with_unclear_origin_is_set_aside_and_comes_back(in_processing, people):
    entry = sorting.set_aside(in_processing(), actor=people.editor, now=NOW)
    assert entry.state == EntryState.VERIFYING
    assert sorting.take(entry, actor=people.editor, now=NOW).state == EntryState.PROCESSING


def test_a_routed_entry_lies_on_the_members_desk_and_the_member_is_told(
    sorted_out, people, seated, django_capture_on_commit_callbacks
):
    entry, seat = sorted_out(), seated()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        route = send(entry, people, seat=seat)
    assert (route.seat, state(entry)) == (seat, EntryState.ROUTED)
    assert [letter.to for letter in mail.outbox] == [[seat.user.email]]
    assert "Hoàn Kiếm" not in mail.outbox[0].subject + mail.outbox[0].body


def test_for_an_absent_member_the_stand_in_gets_it_and_the_route_says_so(sorted_out, people, seated):
    away, other = seated(), seated()
    BoardAbsence.objects.create(seat=away, valid_from=TODAY, valid_until=TODAY + timedelta(days=3))
    route = send(sorted_out(), people, seat=away)
    assert (route.seat, route.meant_for) == (other, away)


def test_when_nobody_stands_in_the_entry_stays(sorted_out, people, seated):
    away = seated()
    BoardAbsence.objects.create(seat=away, valid_from=TODAY, valid_until=TODAY + timedelta(days=3))
    with pytest.raises(ValidationError, match="không có người thay thế"):
        send(sorted_out(), people, seat=away)


def test_an_entry_may_lie_on_several_desks_and_comes_back_from_the_last(sorted_out, people, seated):
    entry, seat, agency = sorted_out(), seated(), AgencyFactory()
    one, two = send(entry, people, seat=seat), send(entry, people, agency=agency)
    routing.close(one, RouteOutcome.DONE, answer="Đăng được", actor=seat.user, now=NOW)
    assert state(entry) == EntryState.ROUTED
    routing.close(two, RouteOutcome.DONE, answer="Xác nhận đúng", actor=people.standing_body, now=NOW)
    assert state(entry) == EntryState.PROCESSING


def test_what_came_to_the_wrong_address_goes_back_with_a_reason(sorted_out, people, seated):
    entry, seat = sorted_out(), seated()
    route = send(entry, people, seat=seat)
    with pytest.raises(ValidationError, match="lý do trả lại"):
        routing.close(route, RouteOutcome.WRONG_ADDRESS, answer="", actor=seat.user, now=NOW)
    routing.close(route, RouteOutcome.WRONG_ADDRESS, answer="Không thuộc chuyên mục", actor=seat.user, now=NOW)
    assert state(entry) == EntryState.PROCESSING


def test_nobody_answers_for_another_ones_desk(sorted_out, people, seated):
    route = send(sorted_out(), people, seat=seated())
    with pytest.raises(PermissionDenied):
        routing.close(route, RouteOutcome.DONE, answer="Xong", actor=people.standing_body, now=NOW)


def test_a_former_member_answers_no_more(sorted_out, people, seated):
    seat = seated(valid_until=TODAY + timedelta(days=1))
    route = send(sorted_out(), people, seat=seat)
    with pytest.raises(PermissionDenied):
        routing.close(route, RouteOutcome.DONE, answer="Xong", actor=seat.user, now=NOW + timedelta(days=1))


def test_a_route_is_recalled_by_who_may_route(sorted_out, people, seated):
    entry = sorted_out()
    route = send(entry, people, seat=seated())
    routing.close(route, RouteOutcome.RECALLED, answer="", actor=people.standing_body, now=NOW)
    assert state(entry) == EntryState.PROCESSING


def test_what_is_closed_is_not_closed_again(sorted_out, people, seated):
    seat = seated()
    route = send(sorted_out(), people, seat=seat)
    routing.close(route, RouteOutcome.DONE, answer="Xong", actor=seat.user, now=NOW)
    with pytest.raises(ValidationError, match="đã kết thúc"):
        routing.close(route, RouteOutcome.DONE, answer="Nữa", actor=seat.user, now=NOW)


def test_the_first_acknowledgement_counts(sorted_out, people, seated):
    seat = seated()
    route = send(sorted_out(), people, seat=seat)
    routing.acknowledge(route, actor=seat.user, now=NOW + timedelta(minutes=5))
    again = routing.acknowledge(route, actor=seat.user, now=NOW + timedelta(hours=5))
    assert again.acknowledged_at == NOW + timedelta(minutes=5)


def test_a_deadline_that_is_over_is_refused(sorted_out, people, seated):
    with pytest.raises(ValidationError, match="Hạn xử lý"):
        send(sorted_out(), people, seat=seated(), due_at=NOW)


def test_a_closed_agency_gets_no_work(sorted_out, people):
    with pytest.raises(ValidationError, match="không hoạt động"):
        send(sorted_out(), people, agency=AgencyFactory(closed=True))


def test_the_supplier_is_asked_by_letter_and_the_ledger_holds_no_content(
    in_processing, people, django_capture_on_commit_callbacks
):
    entry = in_processing()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        supplements.ask(entry, request="Gửi ảnh chụp tại phường", due_on=TODAY, actor=people.editor, now=NOW)
    assert state(entry) == EntryState.RETURNED
    assert "Gửi ảnh chụp tại phường" in mail.outbox[0].body
    assert "23/11/2026" in mail.outbox[0].body


def test_what_the_supplier_adds_stands_beside_what_came_first(in_processing, people):
    entry = in_processing()
    before = entry.body
    supplements.ask(entry, request="Gửi ảnh", due_on=TODAY, actor=people.editor, now=NOW)
    asked = supplements.take_in(entry, answer="Ảnh kèm theo", actor=people.editor, now=NOW + timedelta(days=9))
    assert (asked.answer, state(entry), entry.body) == ("Ảnh kèm theo", EntryState.PROCESSING, before)


def test_a_day_that_is_over_is_no_deadline(in_processing, people):
    with pytest.raises(ValidationError, match="quá khứ"):
        supplements.ask(in_processing(), request="x", due_on=TODAY - timedelta(days=1), actor=people.editor, now=NOW)
