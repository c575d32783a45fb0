"""One query finds what an address shows and whether the frame of the last answer still holds."""

import pytest
from django.test import Client

from core.enums import Category
from core.models import PublishedItem, SiteIdentity
from home.services.frame import rebuild_frame
from home.services.lookup import item_and_frame
from tests.factories import ResultPageFactory, stored_section

pytestmark = pytest.mark.django_db


def test_the_item_at_an_address_comes_with_the_frame() -> None:
    page = ResultPageFactory()
    item, frame = item_and_frame(page.public_path)
    assert item == PublishedItem.objects.get(page_id=page.pk)
    assert stored_section(Category.RESULTS).pk in frame.by_id


def test_an_address_without_a_page_gives_nothing() -> None:
    assert item_and_frame("/khong-co/") is None


def test_a_second_look_up_costs_one_query(django_assert_num_queries) -> None:
    page = ResultPageFactory()
    item_and_frame(page.public_path)
    with django_assert_num_queries(1):
        item, frame = item_and_frame(page.public_path)
        assert frame.by_id
        assert item.title == page.title


def test_a_changed_frame_shows_in_the_next_look_up() -> None:
    page = ResultPageFactory()
    item_and_frame(page.public_path)
    identity = SiteIdentity.load()
    identity.name = "Tên mới"
    identity.save()
    rebuild_frame()
    _item, frame = item_and_frame(page.public_path)
    assert frame.identity.name == "Tên mới"


def test_the_footer_follows_the_frame(client: Client) -> None:
    page = ResultPageFactory()
    assert "Sở Nội vụ mới" not in client.get(page.public_path).content.decode()
    identity = SiteIdentity.load()
    identity.managing_body = "Sở Nội vụ mới"
    identity.save()
    assert "Sở Nội vụ mới" in client.get(page.public_path).content.decode()
