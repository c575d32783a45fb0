"""The inbox in the admin: the counter's form, the list, one entry, its acts (R6.1a-2, R6.2-1, R6.2-2, R3.9-1)."""

from datetime import timedelta

import pytest
from django.urls import NoReverseMatch, reverse

from core.enums import Category
from core.viewsets import BoundedPaginator
from editorial.enums import BoardPosition, EntryState
from editorial.models import Entry
from editorial.services import refusals, routing
from tests.conftest import FROZEN_NOW
from tests.factories import AgencyFactory, ResultPageFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_now")]

INDEX = "inbox:index"
SECRET = "Phương án bảo vệ mục tiêu Ba Vì"


def form(agency, /, **other):
    return {
        "agency": agency.pk,
        "sender_name": "",
        "sender_contact": "",
        "title": "Tin mới",
        "number": "",
        "body": "Nội dung tin",
        "declared_category": Category.RESULTS,
        "starts_at": "22/11/2026 08:00",
        "ends_at": "22/11/2026 10:00",
        "issued_on": "",
        "agreed_until": "",
        "resubmission_of": "",
        "statement": "on",
        **other,
    }


def is_refused(response):
    return response.status_code in {403, 404} or (response.status_code == 302 and "quan-tri" in response["Location"])


def titles(client, **query):
    response = client.get(reverse(INDEX), query)
    assert response.status_code == 200
    return [entry.title for entry in response.context["object_list"]]


def detail(entry):
    return reverse("inbox:inspect", args=[entry.pk])


def act(client, entry, name, **values):
    return client.post(reverse("inbox:act", args=[entry.pk, name]), values)


def state(entry):
    entry.refresh_from_db()
    return entry.state


@pytest.fixture
def secret(in_processing, people):
    entry = in_processing(title=SECRET, body=SECRET)
    refusals.propose(entry, grounds=[3], reasoning=SECRET, actor=people.editor, now=FROZEN_NOW)
    return entry


def test_an_entry_is_taken_in_at_the_counter(people, home_affairs, client_of):
    response = client_of(people.editor).post(reverse("inbox:add"), form(home_affairs))
    entry = Entry.objects.get()
    assert response["Location"] == detail(entry)
    assert (entry.channel, entry.recorded_by, entry.seconds_late) == ("office", people.editor, 0)


def test_a_channel_or_time_from_the_browser_is_not_believed(people, home_affairs, client_of):
    data = form(home_affairs, channel="email", received_at="01/01/2026 00:00", state="refused")
    client_of(people.editor).post(reverse("inbox:add"), data)
    entry = Entry.objects.get()
    assert (entry.channel, entry.received_at, entry.state) == ("office", FROZEN_NOW, EntryState.RECEIVED)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"statement": ""}, "statement", "phải cam kết"),
        ({"agency": ""}, "agency", "họ tên người gửi"),
        ({"title": ""}, "title", ""),
        ({"starts_at": ""}, "starts_at", "bắt đầu"),
        ({"ends_at": "21/11/2026 10:00"}, "ends_at", "sau thời điểm bắt đầu"),
        ({"issued_on": "24/11/2026"}, "issued_on", "không thể sau ngày tiếp nhận"),
        ({"issued_on": "hôm qua"}, "issued_on", ""),
    ],
)
def test_bad_input_is_told_at_its_field_and_what_was_typed_stays(wrong, field, words, people, home_affairs, client_of):
    response = client_of(people.editor).post(reverse("inbox:add"), form(home_affairs, **wrong))
    errors = response.context["form"].errors
    assert list(errors) == [field]
    assert words in errors[field][0]
    assert "Nội dung tin" in response.content.decode()
    assert not Entry.objects.exists()


def test_a_closed_agency_is_not_offered(people, client_of):
    response = client_of(people.editor).post(reverse("inbox:add"), form(AgencyFactory(closed=True)))
    assert list(response.context["form"].errors) == ["agency"]


def test_the_list_is_searched_without_accents_by_word_number_agency_and_code(people, handed_in, client_of):
    wanted = handed_in(title="Đề án 06 ở Hoàn Kiếm", number="043/2025/QĐ-UBND")
    handed_in(title="Tin khác", body="Khác", agency=AgencyFactory(name="Sở Y tế"))
    client = client_of(people.auditor)
    for typed in ("de an 06", "ĐỀ ÁN", "43/2025/qd-ubnd", "so noi vu de an", wanted.code, wanted.code.lower()):
        assert titles(client, q=typed) == ["Đề án 06 ở Hoàn Kiếm"], typed
    assert titles(client, q="không có gì") == []


def test_the_list_is_filtered_by_state_punctuality_agency_and_day(people, handed_in, client_of):
    other = AgencyFactory()
    handed_in(title="Đúng hạn")
    old = FROZEN_NOW - timedelta(days=9)
    handed_in(title="Muộn", starts_at=old, ends_at=old, agency=other)
    handed_in(title="Thiếu", starts_at=None, ends_at=None, now=FROZEN_NOW - timedelta(days=3))
    client = client_of(people.auditor)
    assert titles(client, punctuality="muon") == ["Muộn"]
    assert titles(client, punctuality="thieu-ngay") == ["Thiếu"]
    assert titles(client, agency=other.pk) == ["Muộn"]
    assert titles(client, state="refused") == []
    assert titles(client, received_at_from="2026-11-20", received_at_to="2026-11-20") == ["Thiếu"]


@pytest.mark.parametrize("query", [{}, {"q": "hoan kiem"}, {"state": "received", "punctuality": "dung-han"}])
def test_the_list_takes_at_most_15_queries(query, people, handed_in, client_of, django_assert_max_num_queries):
    for _number in range(12):
        handed_in()
    client = client_of(people.editor)
    with django_assert_max_num_queries(15):
        assert len(titles(client, **query)) == 12


def test_a_list_of_years_is_counted_up_to_a_bound_and_says_so(people, handed_in, client_of, monkeypatch):
    for number in range(4):
        handed_in(title=f"Hoàn Kiếm {number}")
    client = client_of(people.editor)
    assert "4 tin, bài gửi đến" in client.get(reverse(INDEX)).text
    monkeypatch.setattr(BoundedPaginator, "most", 3)
    page = client.get(reverse(INDEX))
    assert "Hơn 3 tin, bài gửi đến; lọc hoặc tìm để thấy phần còn lại" in page.text
    assert len(page.context["object_list"]) == 3
    assert len(titles(client, q="hoan kiem 2")) == 1


def test_one_entry_takes_a_bounded_number_of_queries(
    people, sorted_out, seated, client_of, django_assert_max_num_queries
):
    entry = sorted_out()
    for _number in range(5):
        routing.send(
            entry, seat=seated(), note="", due_at=FROZEN_NOW + timedelta(days=1), actor=people.editor, now=FROZEN_NOW
        )
    client = client_of(people.editor)
    with django_assert_max_num_queries(33):
        assert client.get(detail(entry)).status_code == 200


def test_an_entry_walks_from_the_counter_to_a_desk_and_back(people, handed_in, seated, client_of):
    entry, seat = handed_in(), seated(BoardPosition.MEMBER, user=people.editor)
    client = client_of(people.editor)
    act(client, entry, "nhan-xu-ly")
    sort = {"kind": "news", "category": "ket-qua", "origin": "Phường", "content": "Tin", "purpose": "Đăng"}
    act(client, entry, "phan-loai", **sort, starts_at="", ends_at="", issued_on="")
    act(client, entry, "chuyen", seat=seat.pk, agency="", note="Xem", due_at="30/11/2026 17:00")
    assert state(entry) == EntryState.ROUTED
    page = client.get(detail(entry)).content.decode()
    assert "Xác nhận đã nhận việc" in page
    act(client, entry, "da-nhan", route=entry.routes.get().pk)
    act(client, entry, "tra-loi", route=entry.routes.get().pk, outcome="done", answer="Đăng được")
    assert state(entry) == EntryState.PROCESSING
    assert "Đăng được" in client.get(detail(entry)).content.decode()


def test_what_is_missing_from_sorting_is_told_and_the_note_stays(people, in_processing, seated, client_of):
    entry = in_processing()
    response = act(
        client_of(people.editor),
        entry,
        "chuyen",
        seat=seated().pk,
        agency="",
        note="Ghi chú dài",
        due_at="30/11/2026 17:00",
    )
    page = response.content.decode()
    assert "còn thiếu phân loại" in page
    assert "Ghi chú dài" in page


def test_a_refusal_without_a_ground_is_impossible(people, in_processing, client_of):
    entry = in_processing()
    response = act(client_of(people.editor), entry, "de-nghi-tu-choi", reasoning="Chỉ có lời")
    assert list(response.context["form"].errors) == ["grounds"]
    assert state(entry) == EntryState.PROCESSING


def test_ground_7_takes_the_address_of_a_public_page(people, in_processing, site_tree, client_of):
    entry, page = in_processing(), ResultPageFactory()
    client = client_of(people.editor)
    for wrong in ("", "/khong-co/", "http://[", "x" * 3000):
        response = act(client, entry, "de-nghi-tu-choi", grounds=[7], reasoning="Trùng", published_page=wrong)
        assert list(response.context["form"].errors) == ["published_page"]
    address = f"https://localhost{page.public_path}"
    act(client, entry, "de-nghi-tu-choi", grounds=[7], reasoning="Trùng", published_page=address)
    assert entry.refusals.get().published_page_id == page.pk


def test_the_approver_decides_in_the_admin(people, in_processing, client_of):
    entry = in_processing()
    refusals.propose(entry, grounds=[9], reasoning="Ảnh mờ", actor=people.editor, now=FROZEN_NOW)
    act(client_of(people.approver), entry, "quyet-dinh-tu-choi", agree="yes", note="")
    assert state(entry) == EntryState.REFUSED


@pytest.mark.parametrize("name", ["leader", "approver", "auditor", "security_officer"])
@pytest.mark.parametrize("code", ["cho-xac-minh", "phan-loai", "chuyen", "tra-lai"])
def test_an_act_that_is_not_offered_is_not_done(name, code, people, in_processing, client_of):
    entry = in_processing()
    before = (entry.state, entry.kind)
    assert is_refused(act(client_of(getattr(people, name)), entry, code, grounds=[9], reasoning="x"))
    entry.refresh_from_db()
    assert (entry.state, entry.kind) == before


@pytest.mark.parametrize("name", ["agency_officer", "finance", "city_office", "operator", "data_protection_officer"])
def test_who_has_no_business_with_the_inbox_does_not_see_it(name, people, handed_in, client_of):
    client, entry = client_of(getattr(people, name)), handed_in()
    for address in (
        reverse(INDEX),
        reverse("inbox:add"),
        detail(entry),
        reverse("inbox:act", args=[entry.pk, "phan-loai"]),
    ):
        assert is_refused(client.get(address))


def test_an_administrator_looks_and_decides_nothing(handed_in, client_of):
    client, entry = client_of(UserFactory(superuser=True)), handed_in()
    assert client.get(detail(entry)).status_code == 200
    assert is_refused(client.get(reverse("inbox:add")))
    act(client, entry, "nhan-xu-ly")
    assert state(entry) == EntryState.RECEIVED


def test_a_made_up_act_or_entry_is_not_found(people, handed_in, client_of):
    client, entry = client_of(people.editor), handed_in()
    assert act(client, entry, "xoa").status_code == 404
    assert client.get(reverse("inbox:inspect", args=[entry.pk + 1])).status_code == 404
    assert client.get(reverse("inbox:act", args=[entry.pk + 1, "phan-loai"])).status_code == 404


@pytest.mark.parametrize("view", ["edit", "delete", "copy", "history"])
def test_there_is_no_address_to_change_or_delete_an_entry(view):
    with pytest.raises(NoReverseMatch):
        reverse(f"inbox:{view}", args=[1])


def test_a_sealed_entry_shows_nothing_in_list_detail_and_exports(secret, people, client_of):
    for person in (people.editor, people.leader, people.security_officer, UserFactory(superuser=True)):
        client = client_of(person)
        pages = [client.get(reverse(INDEX)).content, client.get(detail(secret)).content]
        pages += [client.get(reverse(INDEX), {"q": "ba vi"}).content, client.get("/quan-tri/").content]
        pages += [b"".join(client.get(reverse(INDEX), {"export": kind}).streaming_content) for kind in ("csv",)]
        assert [page for page in pages if "Ba Vì" in page.decode()] == []


def test_there_is_nothing_to_open_where_nothing_is_sealed(handed_in, people, client_of):
    entry = handed_in()
    assert client_of(people.security_officer).post(detail(entry))["Location"] == detail(entry)


def test_only_the_security_officer_opens_the_seal(secret, people, client_of):
    for other in (people.editor, people.leader, UserFactory(superuser=True)):
        assert "Ba Vì" not in client_of(other).post(detail(secret)).content.decode()
    opened = client_of(people.security_officer).post(detail(secret))
    assert SECRET in opened.content.decode()
    assert "no-store" in opened["Cache-Control"]


def test_the_list_of_refused_entries_to_send_again_names_no_sealed_one(secret, people, client_of):
    refusals.decide(secret, agree=True, note="", actor=people.security_officer, now=FROZEN_NOW)
    choices = client_of(people.editor).get(reverse("inbox:add")).context["form"].fields["resubmission_of"].queryset
    assert list(choices) == []


def test_the_first_page_shows_each_person_what_waits(
    people, handed_in, sorted_out, in_processing, seated, secret, client_of
):
    handed_in(title="Cần phân loại")
    desk = seated(BoardPosition.APPROVER, user=people.approver)
    routed = sorted_out(title="Trên bàn")
    due = FROZEN_NOW + timedelta(days=1)
    routing.send(routed, seat=desk, note="", due_at=due, actor=people.editor, now=FROZEN_NOW)
    proposed = in_processing(title="Bị đề nghị")
    refusals.propose(proposed, grounds=[9], reasoning="x", actor=people.editor, now=FROZEN_NOW)
    seen = {
        name: client_of(getattr(people, name)).get("/quan-tri/").content.decode()
        for name in ("editor", "approver", "leader", "security_officer", "auditor")
    }
    found = {
        name: [title for title in ("Cần phân loại", "Trên bàn", "Bị đề nghị", secret.code) if title in page]
        for name, page in seen.items()
    }
    assert found == {
        "editor": ["Cần phân loại"],
        "approver": ["Trên bàn", "Bị đề nghị"],
        "leader": ["Bị đề nghị"],
        "security_officer": [secret.code],
        "auditor": [],
    }


def test_an_entry_that_repeats_another_is_pointed_out(people, handed_in, site_tree, client_of):
    first = handed_in(title="Phường Hoàn Kiếm trả kết quả trong ngày")
    page = ResultPageFactory(title="Phường Hoàn Kiếm trả kết quả ngay trong ngày")
    second = handed_in(title="Phường Hoàn Kiếm trả kết quả trong một ngày", body="Khác hẳn")
    shown = client_of(people.editor).get(detail(second)).content.decode()
    assert "Có thể trùng" in shown
    assert first.code in shown
    assert page.title in shown
