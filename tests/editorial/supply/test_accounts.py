"""With an account: recognised in the form, own entries and those of the agency without codes, nobody else's."""

import pytest
from django.test import Client

from accounts.models import Membership
from editorial.models import Entry
from tests.editorial.supply.conftest import EVENT_STEPS, ROOT, Supplier
from tests.factories import AgencyFactory
from tests.sign_in import signed_in


@pytest.fixture
def agency(people):
    """Give the agency officer of the cast an agency."""
    found = AgencyFactory(name="UBND phường Hoàn Kiếm")
    Membership.objects.filter(user=people.agency_officer).update(agency=found)
    return found


@pytest.fixture
def officer(people, agency, client_of):
    return Supplier(client_of(people.agency_officer))


def test_an_officer_is_recognised_and_sends_for_the_agency(officer, people, agency):
    officer.fill_in(ban_la_ai={"role": str(agency.pk)}, nguoi_gui=None)
    entry = officer.send()
    assert (entry.sender, entry.agency, entry.sender_name) == (people.agency_officer, agency, "")


def test_a_collaborator_sends_in_the_own_name(people, client_of):
    supplier = Supplier(client_of(people.collaborator))
    supplier.fill_in(ban_la_ai={"role": "ban-than"}, nguoi_gui=None)
    entry = supplier.send()
    assert (entry.sender, entry.agency) == (people.collaborator, None)
    assert entry.title in supplier.client.get(f"{ROOT}cua-toi/").content.decode()


def test_who_signed_in_reads_the_own_name_and_need_not_type_it(people, client_of):
    supplier = Supplier(client_of(people.collaborator))
    name = str(people.collaborator)
    first = supplier.client.get(f"{ROOT}gui/ban-la-ai/")
    assert name in first.content.decode()
    assert first.context["form"]["role"].value() == "ban-than"
    supplier.fill_in(ban_la_ai={"role": "ban-than"}, nguoi_gui=None, tep=None, cam_ket=None)
    form = supplier.client.get(f"{ROOT}gui/tep/").context["form"]
    assert form["author"].value() == name
    supplier.step("tep", {"author": ""})
    assert supplier.client.get(f"{ROOT}gui/tep/").context["form"]["author"].value() == ""
    supplier.step("cam-ket")
    check = supplier.client.get(f"{ROOT}gui/kiem-tra/").content.decode()
    assert f"<dd>{name}</dd>" in check


def test_without_an_account_no_name_is_filled_in(supplier):
    supplier.fill_in(tep=None, cam_ket=None)
    assert not supplier.client.get(f"{ROOT}gui/tep/").context["form"]["author"].value()


def test_nobody_speaks_for_a_foreign_agency(officer):
    foreign = AgencyFactory(name="UBND xã khác")
    assert officer.step("ban-la-ai", {"role": str(foreign.pk)}).status_code == 422


def test_an_officer_sees_what_the_agency_sent_and_nothing_else(officer, agency, sent, supplier, handed_in):
    mine, theirs = handed_in(agency=agency, title="Của phường"), handed_in(title="Của sở khác")
    text = officer.client.get(f"{ROOT}cua-toi/").content.decode()
    assert "Của phường" in text
    assert "Của sở khác" not in text
    assert officer.client.get(f"{ROOT}cua-toi/{mine.pk}/").status_code == 200
    assert officer.client.get(f"{ROOT}cua-toi/{theirs.pk}/").status_code == 404
    assert officer.client.post(f"{ROOT}cua-toi/{theirs.pk}/rut/").status_code == 404


def test_an_ended_role_shows_the_agency_no_longer(officer, people, agency, handed_in):
    mine = handed_in(agency=agency)
    Membership.objects.filter(user=people.agency_officer).update(valid_until="2026-11-23")
    assert officer.client.get(f"{ROOT}cua-toi/{mine.pk}/").status_code == 404


def test_an_editor_does_not_see_entries_on_the_supplier_side(people, client_of, handed_in):
    entry = handed_in()
    assert client_of(people.editor).get(f"{ROOT}cua-toi/{entry.pk}/").status_code == 404


def test_without_signing_in_the_list_leads_to_the_sign_in(db):
    answer = Client().get(f"{ROOT}cua-toi/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/tai-khoan/dang-nhap/")


def test_the_account_withdraws_and_the_chain_names_it(officer, agency, handed_in, people):
    entry = handed_in(agency=agency)
    officer.post(f"{ROOT}cua-toi/{entry.pk}/rut/")
    entry.refresh_from_db()
    assert entry.state == "withdrawn"


def test_when_the_session_ends_nothing_typed_is_lost_and_nobody_else_reads_it(officer, people, agency):
    officer.fill_in(ban_la_ai={"role": str(agency.pk)}, nguoi_gui=None, noi_dung=None, tep=None, cam_ket=None)
    hidden = officer.hidden(f"{ROOT}gui/noi-dung/")
    officer.client.cookies.pop("sessionid")
    answer = officer.client.post(f"{ROOT}gui/noi-dung/", hidden | EVENT_STEPS["noi-dung"])
    assert answer.status_code == 302
    asked = officer.client.get(f"{ROOT}gui/noi-dung/")
    assert asked.headers["Location"].startswith("/tai-khoan/dang-nhap/")
    again = signed_in(people.agency_officer)
    again.cookies["supply-draft"] = officer.client.cookies["supply-draft"].value
    assert "Mười thủ tục" in again.get(f"{ROOT}gui/noi-dung/").content.decode()


def test_a_draft_of_one_account_is_not_shown_to_another(officer, agency, client_of, people):
    officer.fill_in(ban_la_ai={"role": str(agency.pk)}, nguoi_gui=None, cam_ket=None)
    other = client_of(people.collaborator)
    other.cookies["supply-draft"] = officer.client.cookies["supply-draft"].value
    assert other.get(f"{ROOT}gui/noi-dung/").headers["Location"] == f"{ROOT}gui/ban-la-ai/"


def test_the_list_is_paged_and_takes_few_queries(officer, agency, handed_in, django_assert_max_num_queries):
    entries = [handed_in(agency=agency, title=f"Bài {number}") for number in range(22)]
    officer.client.get(f"{ROOT}cua-toi/")
    with django_assert_max_num_queries(8):
        text = officer.client.get(f"{ROOT}cua-toi/").content.decode()
    assert "Bài 21" in text
    assert "Bài 1<" not in text
    assert "Bài 1<" in officer.client.get(f"{ROOT}cua-toi/?truoc={entries[2].pk}").content.decode()
    for odd in ("x", "-1", "9" * 30, "²"):
        assert officer.client.get(f"{ROOT}cua-toi/", {"truoc": odd}).status_code == 200
    assert Entry.objects.count() == 22
