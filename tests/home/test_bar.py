"""The bar below the header holds the five main categories themselves, by their short names."""

import pytest
from django.test import Client

from core.enums import Category
from home.services.lookup import current_frame
from portal.content.pages import publish
from tests.conftest import SiteTree
from tests.factories import SectionPageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


def labels() -> list[str]:
    return [item.label for item in current_frame().bar]


def test_the_five_categories_stand_in_the_bar(site_tree: SiteTree) -> None:
    urls = {item.url for item in current_frame().bar}
    assert {site_tree.sections[category].public_path for category in Category} <= urls
    assert "Tin tức" not in labels()


def test_a_short_name_stands_in_the_bar_and_the_title_elsewhere(site_tree: SiteTree, client: Client) -> None:
    section = site_tree.sections[Category.LEADERS]
    section.title, section.menu_title = "Hoạt động của Lãnh đạo Thành phố", "Lãnh đạo Thành phố"
    publish(section)
    assert "Lãnh đạo Thành phố" in labels()
    assert current_frame().by_id[section.pk].title == "Hoạt động của Lãnh đạo Thành phố"


def test_a_section_without_categories_below_it_stands_in_the_bar_itself(site_tree: SiteTree) -> None:
    SectionPageFactory(title="Chuyên đề", show_in_menus=True)
    assert "Chuyên đề" in labels()


def test_a_hidden_section_leaves_the_bar_and_keeps_its_address(site_tree: SiteTree, client: Client) -> None:
    page = StandardPageFactory(title="Trang ẩn", show_in_menus=False)
    assert "Trang ẩn" not in labels()
    assert client.get(page.public_path).status_code == 200
