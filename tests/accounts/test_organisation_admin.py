"""The menu group "Tổ chức": who sees, finds, changes and exports what."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import AgencyKind, RoleCode
from accounts.models import Agency, Leader, Membership, Role, User
from accounts.services.agency_seeding import seed_agencies
from accounts.services.authority import acting_level
from accounts.services.memberships import apply_memberships
from news.models import ResultPage
from tests.approving import let_happen
from tests.factories import AgencyFactory, LeaderFactory, ResultPageFactory, UserFactory

LISTS = ("agencies", "leaders", "memberships", "roles")
CHANGING = ("add", "edit", "delete")


@pytest.fixture
def rows(people):
    """One row of each list, by the list's name."""
    return {
        "agencies": AgencyFactory(name="Sở Thử nghiệm", code="so-thu-nghiem"),
        "leaders": LeaderFactory(),
        "memberships": Membership.objects.get(user=people.editor),
        "roles": Role.objects.get(code=RoleCode.EDITOR),
    }


def address(name, view, rows):
    return reverse(f"{name}:{view}", args=[] if view in {"index", "add"} else [rows[name].pk])


def is_refused(response):
    return response.status_code in {403, 404} or (response.status_code == 302 and "quan-tri" in response["Location"])


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("view", ["index", "inspect"])
def test_the_auditor_looks_at_every_list(name, view, rows, people, client_of):
    assert client_of(people.auditor).get(address(name, view, rows)).status_code == 200


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("view", CHANGING)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_auditor_changes_nothing(name, view, method, rows, people, client_of):
    response = getattr(client_of(people.auditor), method)(address(name, view, rows))

    assert is_refused(response)
    assert type(rows[name]).objects.filter(pk=rows[name].pk).exists()


@pytest.mark.parametrize("view", CHANGING)
def test_roles_are_read_only_even_for_a_superuser(view, rows, client_of):
    response = client_of(UserFactory(superuser=True)).post(address("roles", view, rows), {"name": "Khác"})

    assert is_refused(response)
    assert Role.objects.get(code=RoleCode.EDITOR).name == "Biên tập viên"


@pytest.mark.parametrize("name", ["memberships", "roles"])
def test_an_editor_sees_neither_memberships_nor_roles(name, rows, people, client_of):
    assert is_refused(client_of(people.editor).get(address(name, "index", rows)))


@pytest.mark.parametrize("name", LISTS)
def test_a_reader_is_asked_to_sign_in(name, rows, client):
    assert reverse("account_login") in client.get(address(name, "index", rows))["Location"]


def listed(client, **query):
    response = client.get(reverse("agencies:index"), query)
    assert response.status_code == 200
    return [agency.name for agency in response.context["object_list"]]


def test_agencies_stand_in_vietnamese_order_and_are_found_without_accents(people, client_of):
    for name in ("Phường Ô Chợ Dừa", "Phường Đống Đa", "Phường Dương Nội", "Phường On"):
        AgencyFactory(name=name, kind=AgencyKind.WARD)
    client = client_of(people.auditor)

    assert listed(client) == ["Phường Dương Nội", "Phường Đống Đa", "Phường On", "Phường Ô Chợ Dừa"]
    assert listed(client, q="dong da") == ["Phường Đống Đa"]
    assert listed(client, q="ĐỐNG") == ["Phường Đống Đa"]
    assert listed(client, q="không có") == []


def test_agencies_are_filtered_by_kind_and_by_whether_they_still_exist(people, client_of, frozen_now):
    AgencyFactory(name="Quận Cũ", kind=AgencyKind.DISTRICT, valid_until=date(2026, 11, 23))
    AgencyFactory(name="Sở Còn", valid_until=date(2026, 11, 24))
    client = client_of(people.auditor)

    assert listed(client, state="dang-hoat-dong") == ["Sở Còn"]
    assert listed(client, state="da-ket-thuc") == ["Quận Cũ"]
    assert listed(client, kind="huyen") == ["Quận Cũ"]


def test_the_list_of_agencies_takes_the_same_queries_however_long_it_is(
    people, client_of, django_assert_max_num_queries
):
    seed_agencies()
    client = client_of(people.auditor)

    with django_assert_max_num_queries(24):
        listed(client)


def test_a_used_agency_is_not_deleted_and_the_refusal_says_why(rows, client_of):
    ResultPageFactory(agency=rows["agencies"])
    client = client_of(UserFactory(superuser=True))

    response = client.post(address("agencies", "delete", rows), follow=True)

    assert "đang được sử dụng nên không xóa được" in response.content.decode()
    assert Agency.objects.filter(code="so-thu-nghiem").exists()
    assert ResultPage.objects.get().agency == rows["agencies"]


def test_an_agency_nobody_uses_may_be_deleted_by_the_superuser(rows, client_of):
    let_happen(client_of(UserFactory(superuser=True)).post(address("agencies", "delete", rows)))

    assert not Agency.objects.filter(code="so-thu-nghiem").exists()


def test_an_export_never_starts_a_formula(people, client_of):
    AgencyFactory(name="=HYPERLINK(1)", code="x")

    response = client_of(people.auditor).get(reverse("agencies:index"), {"export": "csv"})
    text = b"".join(response.streaming_content).decode()

    assert ",'=HYPERLINK(1)," in text
    assert "co-quan-don-vi.csv" in response["Content-Disposition"]


def membership_form(user, role, **other):
    return {"user": user.pk, "role": role.pk, "agency": "", "valid_from": "", "valid_until": "", **other}


def test_the_standing_body_gives_a_role_and_its_rights_follow_at_once(people, client_of):
    newcomer, officer = UserFactory(), Role.objects.get(code=RoleCode.AGENCY_OFFICER)

    client_of(people.standing_body).post(reverse("memberships:add"), membership_form(newcomer, officer))

    assert list(newcomer.groups.all()) == [officer.group]


@pytest.mark.parametrize("code", [RoleCode.STANDING_BODY, RoleCode.EDITOR, RoleCode.APPROVER, RoleCode.LEADER], ids=str)
def test_nobody_gives_a_role_of_the_board_by_hand(code, db, people, client_of):
    newcomer, role = UserFactory(), Role.objects.get(code=code)

    response = client_of(UserFactory(superuser=True)).post(reverse("memberships:add"), membership_form(newcomer, role))

    assert "nhờ giữ chức danh trong Ban Biên tập" in response.content.decode()
    assert not Membership.objects.filter(user=newcomer).exists()


def test_a_role_of_the_board_that_no_seat_gives_gives_no_rights(people):
    newcomer, role = UserFactory(), Role.objects.get(code=RoleCode.APPROVER)
    held = Membership.objects.create(user=newcomer, role=role)

    apply_memberships(day=date(2026, 11, 23), users=[newcomer])

    assert not newcomer.groups.exists()
    assert not held.is_valid_on(date(2026, 11, 23))
    assert acting_level(newcomer, day=date(2026, 11, 23)) == 0


@pytest.mark.parametrize("view", ["edit", "delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_another_register_keeps_is_only_looked_at_here(view, method, people, client_of):
    held = Membership.objects.get(user=people.editor)
    client = client_of(UserFactory(superuser=True))
    data = membership_form(people.editor, held.role, valid_until="02/01/2026")

    response = getattr(client, method)(reverse(f"memberships:{view}", args=[held.pk]), data)

    assert response["Location"] == reverse("memberships:inspect", args=[held.pk])
    held.refresh_from_db()
    assert held.valid_until is None


def test_a_role_that_ends_takes_its_rights_along(people, client_of):
    held = Membership.objects.get(user=people.finance)
    data = membership_form(people.finance, held.role, valid_from="01/01/2026", valid_until="02/01/2026")

    client_of(people.standing_body).post(reverse("memberships:edit", args=[held.pk]), data)

    assert not people.finance.groups.exists()


def test_nobody_gives_a_role_to_himself(people, client_of):
    finance = Role.objects.get(code=RoleCode.FINANCE)

    response = client_of(people.standing_body).post(
        reverse("memberships:add"), membership_form(people.standing_body, finance)
    )

    assert "Không ai tự phân công vai trò cho mình" in response.content.decode()
    assert not Membership.objects.filter(user=people.standing_body, role=finance).exists()


def test_nobody_passes_another_ones_role_to_himself(people, client_of):
    held = Membership.objects.get(user=people.finance)

    client_of(people.standing_body).post(
        reverse("memberships:edit", args=[held.pk]), membership_form(people.standing_body, held.role)
    )

    held.refresh_from_db()
    assert held.user == people.finance


def test_a_role_in_a_closed_agency_is_refused_and_the_successor_named(people, client_of):
    seed_agencies()
    closed = Agency.objects.get(code="so-giao-thong-van-tai-cu")
    role = Role.objects.get(code=RoleCode.AGENCY_OFFICER)
    newcomer = UserFactory()

    response = client_of(people.standing_body).post(
        reverse("memberships:add"), membership_form(newcomer, role, agency=closed.pk)
    )

    assert "Sở Xây dựng" in response.content.decode()
    assert not Membership.objects.filter(user=newcomer).exists()


def user_form(**other):
    password = "mot mat khau du dai 2026"
    return {
        "username": "nguoi-moi",
        "email": "moi@example.vn",
        "full_name": "Nguyễn Thị Mới",
        "password1": password,
        "password2": password,
        **other,
    }


def test_a_person_is_added_with_one_field_for_the_whole_name(db, client_of):
    client = client_of(UserFactory(superuser=True))
    form = client.get(reverse("wagtailusers_users:add")).content.decode()

    client.post(reverse("wagtailusers_users:add"), user_form())

    assert 'name="full_name"' in form
    assert 'name="first_name"' not in form
    assert User.objects.get(username="nguoi-moi").get_full_name() == "Nguyễn Thị Mới"


def test_changing_a_person_keeps_the_groups_of_roles(people, client_of):
    data = {"username": "editor", "email": "e@example.vn", "full_name": "Phạm Minh Đức Anh", "is_active": "on"}
    client = client_of(UserFactory(superuser=True))
    url = reverse("wagtailusers_users:edit", args=[people.editor.pk])

    assert "Biên tập viên</label>" not in client.get(url).content.decode()
    client.post(url, data)

    people.editor.refresh_from_db()
    assert people.editor.full_name == "Phạm Minh Đức Anh"
    assert [group.role.code for group in people.editor.groups.all()] == [RoleCode.EDITOR]


def test_people_are_listed_with_their_roles_and_found_by_full_name(people, client_of):
    client = client_of(UserFactory(superuser=True))

    found = client.get(reverse("wagtailusers_users:index"), {"q": "Minh Đức", "ordering": "name"})

    assert [user.username for user in found.context["object_list"]] == ["editor"]
    assert "Biên tập viên" in found.content.decode()


def test_an_editor_manages_no_accounts(people, client_of):
    client = client_of(people.editor)

    assert is_refused(client.get(reverse("wagtailusers_users:index")))
    assert is_refused(client.post(reverse("wagtailusers_users:add"), user_form()))
    assert not User.objects.filter(username="nguoi-moi").exists()


def test_every_leader_is_listed_with_the_title_of_today(people, client_of):
    LeaderFactory(name="Người Mẫu")

    page = client_of(people.auditor).get(reverse("leaders:index")).content.decode()

    assert "Phó Chủ tịch UBND Thành phố" in page
    assert Leader.objects.count() == 1


def test_the_list_of_agencies_shows_days_and_not_how_long_ago(people, client_of):
    AgencyFactory(name="Quận cũ", closed=True)
    content = client_of(people.auditor).get(reverse("agencies:index")).content.decode()
    assert "01/07/2025" in content
    assert "năm trước" not in content
