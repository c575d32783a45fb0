"""Who only hands in sees what is public and what is his own: no draft, no picture, no report on others (RX-8)."""

from dataclasses import dataclass

import pytest
from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from accounts.models import User
from core.models import PortalDocument, PortalImage
from core.services.changes import set_up
from core.services.sight import pages_seen_by, sees_everything
from news.models import ResultPage
from tests.access.walk import PLACE, patterns
from tests.factories import ResultPageFactory, StandardPageFactory, UserFactory, stored_home
from tests.people import People, hire
from tests.scenes import once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("scene")]

FOREIGN, OWN, PUBLIC = "Ban nhap cua nguoi khac", "Ban nhap cua toi", "Tin da dang"
LISTS = [
    "/quan-tri/pages/{parent}/",
    "/quan-tri/pages/{parent}/results/",
    "/quan-tri/pages/search/?q=ban",
    "/quan-tri/pages/search/results/?q=ban",
    "/quan-tri/results/",
    "/quan-tri/results/results/",
    "/quan-tri/choose-page/{parent}/",
    "/quan-tri/choose-page/search/?q=ban",
    "/quan-tri/api/main/pages/?descendant_of={parent}",
    "/quan-tri/api/main/pages/?child_of={parent}&for_explorer=1",
    "/quan-tri/",
]
SEES_OWN = [address for address in LISTS if address != "/quan-tri/"]


@dataclass(frozen=True)
class Scene:
    """Of each kind: something of somebody else, something of the agency officer, something public."""

    people: People
    pages: list[ResultPage]
    pictures: list[PortalImage]
    files: list[PortalDocument]


def lay_out():
    people = hire(stored_home())
    officer = people.agency_officer
    owned = (
        {"title": "cua nguoi khac", "uploaded_by_user": UserFactory()},
        {"title": "cua toi", "uploaded_by_user": officer},
        {"title": "da dang", "is_public": True},
    )
    pages = [
        ResultPageFactory(title=FOREIGN, published=False, owner=UserFactory()),
        ResultPageFactory(title=OWN, published=False, owner=officer),
        ResultPageFactory(title=PUBLIC),
    ]
    pictures, files = [], []
    with set_up("thử"):
        for kind in owned:
            picture = {**kind, "title": f"Anh {kind['title']}", "description": "Bộ phận một cửa"}
            pictures.append(PortalImage.objects.create(file=get_test_image_file(), **picture))
            file = {**kind, "title": f"Tep {kind['title']}"}
            files.append(PortalDocument.objects.create(file=ContentFile(b"Noi dung", "tep.txt"), **file))
    return Scene(people, pages, pictures, files)


scene = once(lay_out)


@pytest.fixture
def people(scene):
    return scene.people


@pytest.fixture
def pages(scene):
    return scene.pages


@pytest.fixture
def pictures(scene):
    return scene.pictures


@pytest.fixture
def files(scene):
    return scene.files


def shown(client, address, parent):
    return client.get(address.format(parent=parent.pk)).content.decode()


@pytest.mark.parametrize("address", LISTS)
def test_no_list_shows_drafts_of_others_to_an_agency_officer(address, pages, people, client_of):
    text = shown(client_of(people.agency_officer), address, pages[0].get_parent())
    assert FOREIGN not in text
    assert address not in SEES_OWN or OWN in text


@pytest.mark.parametrize("address", SEES_OWN)
@pytest.mark.parametrize("name", ["editor", "approver", "leader", "standing_body"])
def test_the_board_sees_them_all(name, address, pages, people, client_of):
    text = shown(client_of(getattr(people, name)), address, pages[0].get_parent())
    assert FOREIGN in text
    assert OWN in text


@pytest.mark.parametrize("address", LISTS)
def test_no_list_shows_drafts_of_others_to_the_city_office(address, pages, people, client_of):
    assert FOREIGN not in shown(client_of(people.city_office), address, pages[0].get_parent())


def test_the_city_office_sees_the_structure_it_decides_on_and_an_agency_officer_does_not(people):
    hidden = StandardPageFactory(title="Trang chua dang", published=False, owner=UserFactory())
    found = Page.objects.filter(pk=hidden.pk)
    assert pages_seen_by(User.objects.get(pk=people.city_office.pk), found).exists()
    assert not pages_seen_by(User.objects.get(pk=people.agency_officer.pk), found).exists()


@pytest.mark.parametrize("name", ["finance", "operator", "auditor", "security_officer", "data_protection_officer"])
@pytest.mark.parametrize("address", ["/quan-tri/choose-page/{parent}/", "/quan-tri/choose-page/search/?q=ban"])
def test_choosers_show_no_draft_to_the_rest_of_the_house(name, address, pages, people, client_of):
    text = shown(client_of(getattr(people, name)), address, pages[0].get_parent())
    assert FOREIGN not in text
    assert OWN not in text


PAGE_PLACES = {"page_id", "parent_page_id", "page_to_move_id", "page_pk", "pk"}


def addresses_of_a_page():
    """Return every address of the admin that names a page, with the place open."""
    for pattern, name in patterns():
        places = {match["name"] for match in PLACE.finditer(pattern)}
        if name.startswith(("wagtailadmin_pages:", "wagtailadmin_api:pages", "wagtailadmin_choose_page")) and (
            places & PAGE_PLACES
        ):
            yield pattern


@pytest.mark.parametrize("pattern", sorted(addresses_of_a_page()))
def test_no_address_of_a_page_opens_a_draft_of_others(pattern, pages, people, client_of):
    foreign = pages[0]
    known = dict.fromkeys(PAGE_PLACES, foreign.pk) | {"revision_id": foreign.latest_revision_id, "action_name": "copy"}
    address = PLACE.sub(lambda match: str(known.get(match["name"], "1")), pattern)
    for person in (people.agency_officer, people.city_office):
        client = client_of(person)
        client.raise_request_exception = False
        for response in (client.get(address), client.post(address)):
            assert response.status_code == 404
            assert FOREIGN not in response.content.decode()


def test_the_walk_meets_the_addresses_of_a_page():
    found = list(addresses_of_a_page())
    assert len(found) > 30
    for part in ("history", "usage", "copy", "view_draft", "revisions", "privacy", "choose-page", "api/main"):
        assert any(part in pattern for pattern in found)


@pytest.mark.parametrize(
    "address", ["/quan-tri/choose-page/chosen-multiple/?id={pk}", "/quan-tri/bulk/wagtailcore/page/move/?id={pk}"]
)
def test_addresses_that_name_pages_behind_a_question_mark_are_closed_too(address, pages, people, client_of):
    client = client_of(people.agency_officer)
    assert client.get(address.format(pk=pages[0].pk)).status_code == 404
    assert client.get(address.format(pk=pages[1].pk)).status_code == 200


@pytest.mark.parametrize("kind", ["aging-pages", "page-types-usage", "site-history", "workflow", "workflow_tasks"])
def test_reports_on_the_work_of_others_are_not_there(kind, people, client_of):
    address = f"/quan-tri/reports/{kind}/"
    assert client_of(people.agency_officer).get(address).status_code == 404
    assert client_of(people.city_office).get(address).status_code == 404
    assert client_of(people.editor).get(address).status_code == 200
    assert "/quan-tri/reports/" not in client_of(people.agency_officer).get("/quan-tri/").content.decode()


def test_the_chooser_of_pictures_offers_ones_own_and_what_is_public(pictures, people, client_of):
    officer, editor = client_of(people.agency_officer), client_of(people.editor)
    text = officer.get("/quan-tri/images/chooser/").content.decode()
    assert "Anh cua nguoi khac" not in text
    assert "Anh cua toi" in text
    assert "Anh da dang" in text
    assert "Anh cua nguoi khac" in editor.get("/quan-tri/images/chooser/").content.decode()


def test_the_chooser_of_files_offers_ones_own_and_what_is_public(files, people, client_of):
    text = client_of(people.agency_officer).get("/quan-tri/documents/chooser/").content.decode()
    assert "Tep cua nguoi khac" not in text
    assert "Tep cua toi" in text
    assert "Tep da dang" in text


@pytest.mark.parametrize("address", ["chosen/{pk}/", "{pk}/select_format/", "chosen-multiple/?id={pk}"])
def test_a_foreign_picture_is_not_chosen_by_its_number(address, pictures, people, client_of):
    client = client_of(people.agency_officer)
    found = [client.get(f"/quan-tri/images/chooser/{address.format(pk=one.pk)}").status_code for one in pictures]
    assert found == [404, 200, 200]


@pytest.mark.parametrize("address", ["chosen/{pk}/", "chosen-multiple/?id={pk}"])
def test_a_foreign_file_is_not_chosen_by_its_number(address, files, people, client_of):
    client = client_of(people.agency_officer)
    found = [client.get(f"/quan-tri/documents/chooser/{address.format(pk=one.pk)}").status_code for one in files]
    assert found == [404, 200, 200]


def test_a_foreign_picture_is_not_served_either(pictures, people, client_of):
    officer, editor = client_of(people.agency_officer), client_of(people.editor)
    addresses = [f"/media/{one.file.name}" for one in pictures]
    for one in pictures:
        one.file.close()

    def answers(client):
        found = [client.get(address) for address in addresses]
        for response in found:
            b"".join(response.streaming_content if response.streaming else [])
        return [response.status_code for response in found]

    assert answers(officer) == [404, 200, 200]
    assert answers(client_of(people.city_office)) == [404, 404, 200]
    assert answers(editor) == [200, 200, 200]


def test_who_sees_what_costs_nothing_beside_the_permissions_of_a_request(people, django_assert_num_queries):
    for person in (people.editor, people.agency_officer):
        user = User.objects.get(pk=person.pk)
        user.has_perm("wagtailadmin.access_admin")
        with django_assert_num_queries(0):
            sees_everything(user)
