"""The register of public items follows Wagtail's pages (docs/decisions/0003)."""

import pytest
from django.test import Client

from core.enums import Category
from core.models import PublishedItem
from core.services import register
from news.models import ResultPage
from portal.content.pages import publish
from tests.factories import ResultPageFactory, SectionPageFactory, stored_section
from tests.structure import move

pytestmark = pytest.mark.django_db


def item_of(page: ResultPage) -> PublishedItem | None:
    return PublishedItem.objects.filter(page_id=page.pk).first()


def test_publishing_writes_a_row_with_address_category_and_sections() -> None:
    page = ResultPageFactory(title="Đề án 06 tại phường Đống Đa")
    item = item_of(page)
    section = stored_section(Category.RESULTS)
    assert item.path == page.public_path
    assert item.path.endswith("/de-an-06-tai-phuong-dong-da/")
    assert item.category == Category.RESULTS
    assert section.pk in (item.level1_id, item.level2_id)
    assert item.title == page.title


def test_a_draft_has_no_row_and_no_address(client: Client) -> None:
    page = ResultPageFactory(published=False)
    assert item_of(page) is None
    assert client.get(page.public_path).status_code == 404


def test_unpublishing_takes_the_row_and_the_address(client: Client) -> None:
    page = ResultPageFactory()
    assert client.get(page.public_path).status_code == 200
    page.unpublish()
    assert item_of(page) is None
    assert client.get(page.public_path).status_code == 410


def test_an_unpublished_change_of_a_live_page_stays_out(client: Client) -> None:
    page = ResultPageFactory(title="Bản đã đăng")
    page.title = "Bản nháp mới"
    page.save_revision()
    assert item_of(page).title == "Bản đã đăng"
    assert "Bản nháp mới" not in client.get(page.public_path).content.decode()


def test_a_page_under_a_view_restriction_is_not_public(client: Client) -> None:
    page = ResultPageFactory()
    page.view_restrictions.create(restriction_type="login")
    register.register(page)
    assert item_of(page) is None
    assert client.get(page.public_path).status_code == 404


def test_a_renamed_section_takes_the_addresses_below_it_along(django_capture_on_commit_callbacks) -> None:
    page = ResultPageFactory()
    section = stored_section(Category.RESULTS)
    with django_capture_on_commit_callbacks(execute=True):
        section.slug = "ket-qua-moi"
        publish(section)
    item = item_of(page)
    assert "/ket-qua-moi/" in item.path
    page.refresh_from_db()
    assert item.path == page.public_path


def test_a_moved_page_gets_its_new_sections(django_capture_on_commit_callbacks) -> None:
    page = ResultPageFactory()
    other = SectionPageFactory(title="Cấp xã", parent=stored_section(Category.RESULTS))
    with django_capture_on_commit_callbacks(execute=True):
        move(page, other, "last-child")
    item = item_of(page)
    assert other.pk in (item.level2_id, item.level3_id)
    assert item.path.startswith(other.public_path)


def test_registering_twice_leaves_one_row() -> None:
    page = ResultPageFactory()
    register.register(page)
    register.register(page)
    assert PublishedItem.objects.filter(page_id=page.pk).count() == 1


@pytest.mark.parametrize("level", [1, 2])
def test_a_section_lists_what_is_filed_below_it(level: int) -> None:
    page = ResultPageFactory()
    item = item_of(page)
    section_id = (item.level1_id, item.level2_id)[level - 1]
    if section_id is not None:
        assert item in PublishedItem.objects.listed().in_section(section_id, level)


def test_rebuilding_mends_rows_that_are_missing_changed_or_left_over() -> None:
    kept, lost = ResultPageFactory(title="Giữ"), ResultPageFactory(title="Mất")
    gone = ResultPageFactory(title="Đã gỡ")
    PublishedItem.objects.filter(page_id=lost.pk).delete()
    PublishedItem.objects.filter(page_id=kept.pk).update(title="Sai")
    type(gone).objects.filter(pk=gone.pk).update(live=False)

    assert register.rebuild(dry_run=True).missing == 1
    assert item_of(lost) is None

    found = register.rebuild()
    assert (found.missing, found.surplus) == (1, 1)
    assert item_of(lost).title == "Mất"
    assert item_of(kept).title == "Giữ"
    assert item_of(gone) is None
    again = register.rebuild()
    assert (again.missing, again.surplus) == (0, 0)
