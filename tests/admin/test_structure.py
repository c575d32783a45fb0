"""The tree changes without programming, nothing public is lost, old addresses lead on (R2.2b-1, R2.2c-1, R2.2c-2)."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from core.enums import Category
from editorial.models import StructureChange
from home.models import SectionPage
from tests.admin.forms import add_address, edit_address, messages_of, save
from tests.conftest import SiteTree
from tests.factories import ResultPageFactory, SectionPageFactory
from tests.people import People, take_seat
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


def move(client: Client, page: Page, destination: Page) -> str:
    """Ask for a move, follow to the next screen and return what it says."""
    address = reverse("wagtailadmin_pages:move_confirm", args=(page.pk, destination.pk))
    response = client.post(address, {"reason": "Theo đề nghị của Sở"}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def agree(people: People, page: Page, destination: Page) -> Client:
    """Approve the move that somebody else asked for."""
    take_seat(people.approver.memberships.get())
    approver = signed_in(people.approver)
    address = reverse("wagtailadmin_pages:move_confirm", args=(page.pk, destination.pk))
    assert approver.post(address, {"approve": "yes"}).status_code == 302
    return approver


def renamed(admin: Client, section: SectionPage) -> None:
    response = save(admin, edit_address(section), slug="thuc-hien", main_category=section.main_category, publish=True)
    assert response.status_code == 302


def test_a_renamed_section_answers_at_its_old_address(admin: Client, client: Client, site_tree: SiteTree) -> None:
    section = site_tree.sections[Category.RESULTS]
    renamed(admin, section)
    response = client.get("/tin-tuc/ket-qua/")
    assert (response.status_code, response["Location"]) == (301, "/tin-tuc/thuc-hien/")
    assert client.get("/tin-tuc/thuc-hien/").status_code == 200


def test_pages_below_a_renamed_section_answer_at_their_old_addresses(
    admin: Client, client: Client, site_tree: SiteTree
) -> None:
    page = ResultPageFactory(title="Kết quả quý III")
    year = page.get_parent().slug
    renamed(admin, site_tree.sections[Category.RESULTS])
    new = f"/tin-tuc/thuc-hien/{year}/ket-qua-quy-iii/"
    assert client.get(f"/tin-tuc/ket-qua/{year}/ket-qua-quy-iii/")["Location"] == new
    assert client.get(new).status_code == 200


def test_the_year_page_of_a_renamed_section_answers_at_its_old_address(
    admin: Client, client: Client, site_tree: SiteTree
) -> None:
    year = ResultPageFactory().get_parent().slug
    renamed(admin, site_tree.sections[Category.RESULTS])
    response = client.get(f"/tin-tuc/ket-qua/{year}/", follow=True)
    assert {status for _, status in response.redirect_chain} == {301}
    assert response.redirect_chain[-1][0] == f"/tin-tuc/thuc-hien/?nam={year}"


def test_a_section_renamed_back_answers_without_a_circle(admin: Client, client: Client, site_tree: SiteTree) -> None:
    section = site_tree.sections[Category.RESULTS]
    renamed(admin, section)
    save(admin, edit_address(section), slug="ket-qua", publish=True)
    assert client.get("/tin-tuc/ket-qua/").status_code == 200
    assert client.get("/tin-tuc/thuc-hien/")["Location"] == "/tin-tuc/ket-qua/"


def test_a_moved_section_answers_at_its_old_address(
    admin: Client, client: Client, people: People, site_tree: SiteTree
) -> None:
    section = SectionPageFactory(parent=site_tree.sections[Category.RESULTS], title="Sở ngành")
    page = ResultPageFactory(parent=section, title="Kết quả")
    year = page.get_parent().slug
    move(admin, section, site_tree.home)
    assert client.get("/tin-tuc/ket-qua/so-nganh/").status_code == 200
    agree(people, section, site_tree.home)
    assert client.get("/tin-tuc/ket-qua/so-nganh/")["Location"] == "/so-nganh/"
    assert client.get(f"/tin-tuc/ket-qua/so-nganh/{year}/ket-qua/")["Location"] == f"/so-nganh/{year}/ket-qua/"


def test_the_address_of_a_draft_is_not_given_away(admin: Client, client: Client, site_tree: SiteTree) -> None:
    draft = SectionPageFactory(title="Bí mật", published=False)
    save(admin, edit_address(draft), slug="ten-moi")
    assert not Redirect.objects.exists()
    assert client.get("/bi-mat/").status_code == 404


def test_a_section_cannot_move_into_itself(admin: Client, site_tree: SiteTree) -> None:
    section = site_tree.sections[Category.RESULTS]
    below = SectionPageFactory(parent=section)
    assert "không thể chuyển một trang vào chính nó" in move(admin, section, below)
    section.refresh_from_db()
    assert section.get_parent().slug == "tin-tuc"


def test_a_section_cannot_move_below_the_third_level(admin: Client, site_tree: SiteTree) -> None:
    third = SectionPageFactory(parent=site_tree.sections[Category.RESULTS])
    wanderer = SectionPageFactory(title="Mục khác")
    assert "cây mục chỉ có ba cấp" in move(admin, wanderer, third)
    wanderer.refresh_from_db()
    assert wanderer.section_level == 1


def test_a_section_with_sections_cannot_be_copied_below_the_third_level(admin: Client, site_tree: SiteTree) -> None:
    above = SectionPageFactory(title="Trên")
    SectionPageFactory(parent=above, title="Dưới")
    response = admin.post(
        reverse("wagtailadmin_pages:copy", args=(above.pk,)),
        {
            "new_title": "Bản sao",
            "new_slug": "ban-sao",
            "new_parent_page": site_tree.sections[Category.RESULTS].pk,
            "copy_subpages": "on",
        },
    )
    assert "cây mục chỉ có ba cấp" in messages_of(response)
    assert not Page.objects.filter(slug="ban-sao").exists()


def test_a_main_section_can_be_copied_without_its_category(admin: Client, site_tree: SiteTree) -> None:
    section = site_tree.sections[Category.RESULTS]
    admin.post(
        reverse("wagtailadmin_pages:copy", args=(section.pk,)),
        {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": section.get_parent().pk},
    )
    assert SectionPage.objects.get(slug="ban-sao").main_category == ""


def test_no_section_is_offered_below_the_third_level(admin: Client, site_tree: SiteTree) -> None:
    third = SectionPageFactory(parent=site_tree.sections[Category.RESULTS])
    assert admin.get(add_address(third, SectionPage)).status_code == 302
    assert SectionPage not in [model for model in third.creatable_subpage_models() if model.can_create_at(third)]


def test_the_main_category_of_a_section_is_fixed(admin: Client, site_tree: SiteTree) -> None:
    section = site_tree.sections[Category.RESULTS]
    response = save(admin, edit_address(section), main_category="", publish=True)
    assert "Mã chuyên mục chính là cố định" in response.content.decode()


def test_a_section_can_be_hidden_from_the_menu(admin: Client, client: Client, site_tree: SiteTree) -> None:
    section = SectionPageFactory(title="Mục sẽ ẩn")
    save(admin, edit_address(section), show_in_menus="", publish=True)
    section.refresh_from_db()
    assert not section.show_in_menus
    assert client.get("/muc-se-an/").status_code == 200


def test_who_asks_for_a_move_does_not_approve_it(people: People, site_tree: SiteTree) -> None:
    section = SectionPageFactory(parent=site_tree.sections[Category.RESULTS], title="Sở ngành")
    place = section.url_path
    approver = signed_in(people.approver)
    move(approver, section, site_tree.home)
    address = reverse("wagtailadmin_pages:move_confirm", args=(section.pk, site_tree.home.pk))
    approver.post(address, {"approve": "yes"})
    assert Page.objects.get(pk=section.pk).url_path == place
    assert StructureChange.objects.get().approval is None


def test_a_move_without_a_reason_is_not_even_asked_for(admin: Client, site_tree: SiteTree) -> None:
    section = SectionPageFactory(parent=site_tree.sections[Category.RESULTS], title="Sở ngành")
    address = reverse("wagtailadmin_pages:move_confirm", args=(section.pk, site_tree.home.pk))
    assert "Hãy ghi lý do thay đổi." in admin.post(address, {"reason": " "}).content.decode()
    assert not StructureChange.objects.exists()


def test_an_approved_move_says_who_asked_who_approved_and_why(
    admin: Client, people: People, site_tree: SiteTree
) -> None:
    section = SectionPageFactory(parent=site_tree.sections[Category.RESULTS], title="Sở ngành")
    move(admin, section, site_tree.home)
    agree(people, section, site_tree.home)
    change = StructureChange.objects.get()
    assert (change.address_before, change.address_after) == ("/tin-tuc/ket-qua/so-nganh/", "/so-nganh/")
    assert change.approval.reason == "Theo đề nghị của Sở"
    assert (change.approval.requester_id, change.approval.approver_id) == (change.requested_by_id, people.approver.pk)


def test_a_change_of_a_section_is_recorded_and_can_be_undone(admin: Client, site_tree: SiteTree) -> None:
    section = SectionPageFactory(title="Tên cũ")
    before = section.latest_revision
    save(admin, edit_address(section), title="Tên mới", publish=True)
    assert PageLogEntry.objects.filter(page=section.pk, action="wagtail.rename").exists()
    old = admin.get(reverse("wagtailadmin_pages:revisions_revert", args=(section.pk, before.pk)))
    assert old.context["form"].initial["title"] == "Tên cũ"
    save(admin, edit_address(section), title="Tên cũ", revision=str(before.pk), publish=True)
    section.refresh_from_db()
    assert section.title == "Tên cũ"
