"""The register of the Board in the admin: who appoints, who looks, and nobody deletes (R3.8-1)."""

from datetime import date

import pytest
from django.urls import NoReverseMatch, reverse

from accounts.enums import RoleCode
from accounts.models import Agency, Role
from accounts.services.agency_seeding import seed_agencies
from core.enums import Category
from core.models import AuditEvent
from editorial.enums import AbsenceReason, BoardPosition
from editorial.models import BoardSeat
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_now")]

INDEX, ADD = "board:index", "board:add"


def form(user, agency, /, **other):
    return {
        "user": user.pk,
        "position": BoardPosition.MEMBER,
        "agency": agency.pk,
        "rank": "1",
        "scope": [Category.RESULTS, Category.MODELS],
        "decision_number": "15/QĐ-UBND",
        "decided_on": "30/12/2025",
        "valid_from": "01/01/2026",
        "valid_until": "",
        "absences-TOTAL_FORMS": "0",
        "absences-INITIAL_FORMS": "0",
        "absences-MIN_NUM_FORMS": "0",
        "absences-MAX_NUM_FORMS": "1000",
        **other,
    }


def roles(user):
    return set(Role.objects.filter(group__user=user).values_list("code", flat=True))


def is_refused(response):
    return response.status_code in {403, 404} or (response.status_code == 302 and "quan-tri" in response["Location"])


def test_the_standing_body_appoints_and_rights_follow(people, home_affairs, client_of):
    newcomer = UserFactory()
    client_of(people.standing_body).post(reverse(ADD), form(newcomer, home_affairs))
    seat = BoardSeat.objects.get()
    assert (seat.user, seat.scope) == (newcomer, [Category.RESULTS, Category.MODELS])
    assert roles(newcomer) == {RoleCode.EDITOR}
    assert AuditEvent.objects.filter(act="board.seat_given", actor_id=people.standing_body.pk).count() == 1


def test_nobody_appoints_himself(people, home_affairs, client_of):
    data = form(people.standing_body, home_affairs, position=BoardPosition.CHAIR)
    response = client_of(people.standing_body).post(reverse(ADD), data)
    assert "Không ai tự đưa mình vào Ban Biên tập" in response.content.decode()
    assert not BoardSeat.objects.exists()


def test_the_standing_body_does_not_appoint_a_leader(people, home_affairs, client_of):
    data = form(UserFactory(), home_affairs, position=BoardPosition.CHAIR)
    response = client_of(people.standing_body).post(reverse(ADD), data)
    assert "bậc thấp hơn" in response.content.decode()
    assert not BoardSeat.objects.exists()


def test_a_decision_is_compulsory_and_what_was_typed_stays(people, home_affairs, client_of):
    data = form(UserFactory(), home_affairs, decision_number="", rank="7")
    response = client_of(people.standing_body).post(reverse(ADD), data)
    content = response.content.decode()
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"decision_number"}
    assert 'value="7"' in content


def test_a_closed_agency_is_refused_and_its_successor_named(people, client_of):
    seed_agencies()
    closed = Agency.objects.get(code="so-giao-thong-van-tai-cu")
    response = client_of(people.standing_body).post(reverse(ADD), form(UserFactory(), closed))
    assert "Sở Xây dựng" in response.content.decode()


def test_ending_a_term_ends_the_rights(seated, people, home_affairs, client_of):
    seat = seated()
    data = form(seat.user, home_affairs, valid_until="23/11/2026")
    client_of(people.standing_body).post(reverse("board:edit", args=[seat.pk]), data)
    seat.refresh_from_db()
    assert seat.valid_until == date(2026, 11, 23)
    assert roles(seat.user) == set()


def test_a_seat_does_not_pass_to_another_person_or_position(seated, people, home_affairs, client_of):
    seat = seated()
    data = form(UserFactory(), home_affairs, position=BoardPosition.CHAIR)
    client_of(people.standing_body).post(reverse("board:edit", args=[seat.pk]), data)
    kept = BoardSeat.objects.get()
    assert (kept.user, kept.position) == (seat.user, BoardPosition.MEMBER)


def test_an_absence_is_noted_on_the_seat(seated, people, home_affairs, client_of):
    seat = seated()
    absence = {
        "absences-TOTAL_FORMS": "1",
        "absences-0-valid_from": "23/11/2026",
        "absences-0-valid_until": "25/11/2026",
        "absences-0-reason": AbsenceReason.DUTY,
        "absences-0-id": "",
    }
    client = client_of(people.standing_body)
    client.post(reverse("board:edit", args=[seat.pk]), form(seat.user, home_affairs, **absence))
    assert seat.absences.get().reason == AbsenceReason.DUTY
    assert "đang vắng mặt" in client.get(reverse(INDEX)).content.decode()


@pytest.mark.parametrize(
    ("term", "found"), [("duong-nhiem", "Bà Nay"), ("da-het", "Ông Xưa"), ("chua-bat-dau", "Cô Mai")]
)
def test_the_list_is_filtered_by_term(term, found, seated, people, client_of):
    seated(user=UserFactory(full_name="Ông Xưa"), valid_until=date(2026, 11, 23))
    seated(user=UserFactory(full_name="Bà Nay"))
    seated(user=UserFactory(full_name="Cô Mai"), valid_from=date(2026, 11, 24))
    listed = client_of(people.auditor).get(reverse(INDEX), {"term": term}).context["object_list"]
    assert [seat.user.full_name for seat in listed] == [found]


def test_the_list_is_filtered_by_category_and_keeps_those_who_look_after_all(seated, people, client_of):
    seated(user=UserFactory(full_name="Một"), scope=[Category.RESULTS])
    seated(user=UserFactory(full_name="Hai"))
    seated(user=UserFactory(full_name="Ba"), scope=[Category.MODELS])
    listed = client_of(people.auditor).get(reverse(INDEX), {"category": Category.MODELS}).context["object_list"]
    assert {seat.user.full_name for seat in listed} == {"Hai", "Ba"}


def test_leaders_stand_first(seated, people, client_of):
    for position in (BoardPosition.APPROVER, BoardPosition.DEPUTY, BoardPosition.MEMBER, BoardPosition.CHAIR):
        seated(position)
    listed = client_of(people.auditor).get(reverse(INDEX)).context["object_list"]
    assert [seat.position for seat in listed] == ["chair", "deputy", "approver", "member"]


def test_the_list_takes_the_same_queries_however_long_it_is(seated, people, client_of, django_assert_max_num_queries):
    for _number in range(12):
        seated()
    client = client_of(people.auditor)
    with django_assert_max_num_queries(15):
        client.get(reverse(INDEX))


@pytest.mark.parametrize("view", ["edit", "history", "inspect"])
def test_around_a_seat_everything_opens_for_the_standing_body(view, seated, people, client_of):
    assert client_of(people.standing_body).get(reverse(f"board:{view}", args=[seated().pk])).status_code == 200


@pytest.mark.parametrize("name", ["editor", "approver", "auditor"])
def test_others_of_the_house_look_and_change_nothing(name, seated, people, client_of):
    client, seat = client_of(getattr(people, name)), seated()
    assert client.get(reverse(INDEX)).status_code == 200
    assert is_refused(client.get(reverse(ADD)))
    assert is_refused(client.post(reverse("board:edit", args=[seat.pk]), {}))


@pytest.mark.parametrize("name", ["agency_officer", "finance", "operator", "city_office"])
def test_who_has_no_business_with_the_board_does_not_see_it(name, people, client_of):
    assert is_refused(client_of(getattr(people, name)).get(reverse(INDEX)))


def test_there_is_no_address_for_deletion():
    with pytest.raises(NoReverseMatch):
        reverse("board:delete", args=[1])


def test_no_reason_of_an_absence_is_written_in_free_words(seated, people, home_affairs, client_of):
    absence = {
        "absences-TOTAL_FORMS": "1",
        "absences-0-valid_from": "23/11/2026",
        "absences-0-valid_until": "25/11/2026",
        "absences-0-reason": "nằm viện",
        "absences-0-id": "",
    }
    seat = seated()
    client_of(people.standing_body).post(
        reverse("board:edit", args=[seat.pk]), form(seat.user, home_affairs, **absence)
    )
    assert not seat.absences.exists()


def test_the_membership_of_a_seat_leads_to_the_seat(seated, client_of):
    seat = seated()
    client = client_of(UserFactory(superuser=True))
    page = client.get(reverse("memberships:edit", args=[seat.membership_id]), follow=True).content.decode()
    assert reverse("board:inspect", args=[seat.pk]) in page
    assert "chỉ xem được ở đây" in page
