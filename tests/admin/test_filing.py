"""Dated pages stand under the year page of their section, however they got there (decision 15)."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from core.enums import Category
from documents.models import LegalDocumentPage
from home.models import SectionPage, YearPage
from news.models import ResultPage
from tests.admin.forms import add_address, save
from tests.conftest import SiteTree
from tests.factories import ResultPageFactory, SectionPageFactory
from tests.people import People, take_seat
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(site_tree: SiteTree) -> SectionPage:
    return SectionPageFactory(parent=site_tree.sections[Category.RESULTS], title="Sở ngành")


def stands_in(page: Page, section: Page) -> bool:
    parent = Page.objects.get(pk=page.pk).get_parent().specific
    return isinstance(parent, YearPage) and parent.get_parent().pk == section.pk


def test_a_new_page_lands_under_the_year(admin: Client, site_tree: SiteTree, frozen_now: object) -> None:
    section = site_tree.sections[Category.RESULTS]
    save(admin, add_address(section, ResultPage), title="Kết quả")
    page = ResultPage.objects.get()
    assert stands_in(page, section)
    assert page.get_parent().slug == "2026"


def test_a_moved_page_lands_under_the_year_of_its_date(admin: Client, people: People, other: SectionPage) -> None:
    page = ResultPageFactory()
    address = reverse("wagtailadmin_pages:move_confirm", args=(page.pk, other.pk))
    admin.post(address, {"reason": "Đúng chỗ hơn"})
    take_seat(people.approver.memberships.get())
    signed_in(people.approver).post(address, {"approve": "yes"})
    assert stands_in(page, other)


def test_pages_moved_together_land_under_the_year(admin: Client, other: SectionPage) -> None:
    pages = ResultPageFactory(published=False), ResultPageFactory(published=False)
    query = "&".join(f"id={page.pk}" for page in pages)
    admin.post(
        reverse("wagtail_bulk_action", args=("wagtailcore", "page", "move")) + f"?{query}",
        {"chooser": other.pk, "move_applicable": "on"},
    )
    assert [stands_in(page, other) for page in pages] == [True, True]


def test_a_copied_page_lands_under_the_year(admin: Client, other: SectionPage) -> None:
    page = ResultPageFactory()
    admin.post(
        reverse("wagtailadmin_pages:copy", args=(page.pk,)),
        {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": other.pk},
    )
    assert stands_in(ResultPage.objects.get(slug="ban-sao"), other)


def test_a_page_whose_address_is_taken_stays_below_the_section_with_a_word(admin: Client, other: SectionPage) -> None:
    ResultPageFactory(parent=other, slug="ket-qua")
    page = ResultPageFactory(slug="ket-qua", published=False)
    response = admin.post(reverse("wagtailadmin_pages:move_confirm", args=(page.pk, other.pk)), follow=True)
    assert "đã có trang cùng địa chỉ" in response.content.decode()
    assert Page.objects.get(pk=page.pk).get_parent().pk == other.pk


def test_year_pages_are_not_offered(admin: Client, site_tree: SiteTree) -> None:
    section = site_tree.sections[Category.RESULTS]
    assert admin.get(add_address(section, YearPage)).status_code == 302
    offered = admin.get(reverse("wagtailadmin_pages:add_subpage", args=(section.pk,))).context["page_types"]
    assert "yearpage" not in [model for _, _, model, _ in offered]


def test_a_section_offers_only_the_pages_of_its_category(admin: Client, site_tree: SiteTree) -> None:
    section = site_tree.sections[Category.RESULTS]
    offered = admin.get(reverse("wagtailadmin_pages:add_subpage", args=(section.pk,))).context["page_types"]
    assert {model for _, _, model, _ in offered} == {"resultpage", "sectionpage"}


def test_a_page_cannot_move_to_another_category(admin: Client, site_tree: SiteTree) -> None:
    page = ResultPageFactory(published=False)
    leaders = site_tree.sections[Category.LEADERS]
    response = admin.post(reverse("wagtailadmin_pages:move_confirm", args=(page.pk, leaders.pk)), follow=True)
    assert "không chứa được loại trang này" in response.content.decode()
    assert stands_in(page, site_tree.sections[Category.RESULTS])


def test_a_page_needs_a_section_with_a_category(site_tree: SiteTree) -> None:
    assert not LegalDocumentPage.can_create_at(SectionPageFactory(title="Mục không có chuyên mục chính"))
