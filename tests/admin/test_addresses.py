"""The last part of an address comes from the title, Vietnamese letters and all, and is never an obstacle."""

import pytest
from django.test import Client

from core.enums import Category
from documents.models import LegalDocumentPage
from home.models import StandardPage
from tests.admin.forms import add_address, edit_address, messages_of, read_form, save
from tests.conftest import SiteTree
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


def new_slug(admin: Client, site_tree: SiteTree, **values: str) -> str:
    response = save(admin, add_address(site_tree.home, StandardPage), **values)
    assert response.status_code == 302
    return StandardPage.objects.latest("pk").slug


def test_an_empty_address_follows_the_title(admin: Client, site_tree: SiteTree) -> None:
    assert new_slug(admin, site_tree, title="Đường dây nóng đo lường") == "duong-day-nong-do-luong"


def test_a_second_page_of_the_same_title_gets_an_address_of_its_own(admin: Client, site_tree: SiteTree) -> None:
    new_slug(admin, site_tree, title="Đo lường")
    assert new_slug(admin, site_tree, title="Đo lường") == "do-luong-2"


def test_a_title_of_symbols_still_gets_an_address(admin: Client, site_tree: SiteTree) -> None:
    assert new_slug(admin, site_tree, title="!!! ***") == "trang"


def test_a_typed_address_loses_its_accents_instead_of_being_refused(admin: Client, site_tree: SiteTree) -> None:
    assert new_slug(admin, site_tree, title="Kế hoạch", slug="Đường Dây Nóng") == "duong-day-nong"


def test_a_typed_address_that_is_taken_is_refused_at_the_field(admin: Client, site_tree: SiteTree) -> None:
    StandardPageFactory(title="Liên hệ", slug="lien-he")
    response = save(admin, add_address(site_tree.home, StandardPage), title="Khác", slug="liên hệ")
    assert response.status_code == 200
    assert "slug" in response.context["form"].errors


def test_a_title_that_is_too_long_is_refused_with_what_was_typed_kept(admin: Client, site_tree: SiteTree) -> None:
    response = save(admin, add_address(site_tree.home, StandardPage), title="Đ" * 256, summary="Tóm tắt đã gõ")
    assert response.status_code == 200
    assert "title" in response.context["form"].errors
    assert "Tóm tắt đã gõ" in response.content.decode()


def test_the_address_of_a_draft_follows_the_title_while_it_is_saved_by_itself(
    admin: Client, site_tree: SiteTree
) -> None:
    section = site_tree.sections[Category.DOCUMENTS]
    address = admin.get(add_address(section, LegalDocumentPage), follow=True).redirect_chain[-1][0]
    form = read_form(admin, address)
    form["title"] = "Quyết định v"
    answer = admin.post(address, form, headers={"accept": "application/json"}).json()
    assert answer["success"]
    form["title"] = "Quyết định về đo lường"
    assert admin.post(answer["url"], form, headers={"accept": "application/json"}).json()["success"]
    page = LegalDocumentPage.objects.get(pk=answer["pk"])
    assert page.get_latest_revision_as_object().slug == "quyet-dinh-ve-do-luong"


def test_the_address_stays_when_only_the_title_changes(admin: Client, site_tree: SiteTree) -> None:
    page = StandardPageFactory(title="Liên hệ")
    save(admin, edit_address(page), title="Liên hệ với chúng tôi", publish=True)
    page.refresh_from_db()
    assert (page.title, page.slug) == ("Liên hệ với chúng tôi", "lien-he")


def test_the_help_at_the_address_is_vietnamese(admin: Client, site_tree: SiteTree) -> None:
    content = admin.get(add_address(site_tree.home, StandardPage)).content.decode()
    assert "Để trống thì lấy theo tiêu đề" in content
    assert "http://domain.com" not in content


def test_no_script_changes_the_address_while_the_title_is_typed(admin: Client, site_tree: SiteTree) -> None:
    content = admin.get(add_address(site_tree.home, StandardPage)).content.decode()
    assert "w-slug" not in content
    assert "w-sync" not in content


def test_saving_says_so_in_vietnamese(admin: Client, site_tree: SiteTree) -> None:
    response = save(admin, add_address(site_tree.home, StandardPage), title="Kế hoạch")
    assert "Đã tạo trang" in messages_of(response)
