"""Sections of up to three levels: one for each main category, moved and renamed without losing anything (R2.2b-1)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from core.enums import Category
from core.models import PublishedItem
from documents.models import LegalDocumentPage
from home.models import SectionPage
from home.services.filing import year_page
from news.models import ResultPage
from portal.content.pages import publish
from tests.admin.forms import add_address, save
from tests.factories import (
    LegalDocumentPageFactory,
    ResultPageFactory,
    SectionPageFactory,
    UserFactory,
    stored_home,
    stored_section,
)
from tests.structure import move

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch() -> list[SectionPage]:
    """A mục, a chuyên mục and a chuyên mục thành phần below one another."""
    first = SectionPageFactory(title="Mục")
    second = SectionPageFactory(title="Chuyên mục", parent=first)
    third = SectionPageFactory(title="Chuyên mục thành phần", parent=second)
    return [SectionPage.objects.get(pk=page.pk) for page in (first, second, third)]


def test_the_three_levels_are_counted_below_the_home_page(branch):
    assert [section.section_level for section in branch] == [1, 2, 3]


def test_there_is_no_fourth_level(branch):
    assert SectionPage.can_create_at(branch[1])
    assert not SectionPage.can_create_at(branch[2])


def test_a_section_cannot_move_below_itself(branch):
    first, second, third = branch
    assert not any(first.can_move_to(below) for below in (first, second, third))
    assert not second.can_move_to(third)


def test_a_section_moves_only_where_everything_below_it_still_fits(branch):
    first, second, third = branch
    other = SectionPageFactory(title="Mục khác")
    assert second.can_move_to(other)
    assert third.can_move_to(other)
    assert not first.can_move_to(other)
    assert not second.can_move_to(SectionPageFactory(title="Sâu hơn", parent=other))


@pytest.mark.parametrize("category", Category)
def test_a_main_category_has_one_section(category):
    stored_section(category)
    with pytest.raises(IntegrityError, match="one_section_for_each_main_category"):
        SectionPageFactory(title="Lần hai", main_category=category)


def test_an_editor_is_told_that_a_main_category_has_its_section(client_of, site_tree):
    address = add_address(site_tree.home, SectionPage)
    response = save(client_of(UserFactory(superuser=True)), address, title="Lần hai", main_category="mo-hinh")
    assert "Chuyên mục chính này đã có." in str(response.context["form"].errors)


@pytest.mark.parametrize("changed", ["", Category.RESULTS.value])
def test_the_code_of_a_main_category_is_fixed_while_its_name_may_change(changed):
    section = stored_section(Category.MODELS)
    section.title = "Tên mới"
    publish(section)
    section.main_category = changed
    with pytest.raises(ValidationError) as error:
        section.full_clean()
    assert list(error.value.message_dict) == ["main_category"]
    assert SectionPage.objects.get(main_category=Category.MODELS).title == "Tên mới"


def test_a_copy_of_a_main_section_is_not_one():
    section = stored_section(Category.MODELS)
    copy = section.copy(update_attrs={"title": "Bản sao", "slug": "ban-sao"}, keep_live=False)
    assert SectionPage.objects.get(pk=copy.pk).main_category == ""


def test_sections_below_inherit_the_category():
    section = SectionPageFactory(title="Cấp xã", parent=stored_section(Category.RESULTS))
    page = ResultPageFactory(parent=section)
    assert section.category == Category.RESULTS
    assert page.category == Category.RESULTS
    assert stored_home().category == ""


def test_pages_are_filed_only_below_the_section_of_their_category():
    results, models = stored_section(Category.RESULTS), stored_section(Category.MODELS)
    assert ResultPage.can_create_at(results)
    assert ResultPage.can_create_at(year_page(results, 2026))
    assert not ResultPage.can_create_at(models)
    assert not LegalDocumentPage.can_create_at(results)
    assert not ResultPageFactory().can_move_to(models)


def test_a_year_page_leads_to_the_list_of_its_year(client):
    page = LegalDocumentPageFactory()
    year = page.get_parent().specific
    response = client.get(year.public_path)
    assert response.status_code == 301
    assert response["Location"] == "/van-ban/?nam=2026"
    assert page in [item.page.specific for item in client.get(response["Location"]).context["items"]]


def test_a_renamed_section_answers_at_its_old_address_too(client, django_capture_on_commit_callbacks):
    page = ResultPageFactory()
    section = stored_section(Category.RESULTS)
    old = section.public_path
    with django_capture_on_commit_callbacks(execute=True):
        section.slug = "ket-qua-thuc-hien"
        publish(section)
    assert client.get(old)["Location"].endswith("/tin-tuc/ket-qua-thuc-hien/")
    response = client.get(page.public_path, follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1][0].startswith("/tin-tuc/ket-qua-thuc-hien/2")


def test_a_reordered_section_keeps_its_items(branch):
    first = branch[0]
    page = ResultPageFactory()
    move(first, stored_home(), "first-child")
    assert PublishedItem.objects.get(page_id=page.pk).level1_id == stored_section(Category.RESULTS).get_parent().pk
