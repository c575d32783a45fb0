"""One query finds what an address shows and whether the frame of the last answer still holds."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from core.enums import Category
from core.models import PublishedItem, SiteIdentity
from core.services.changes import set_up
from home.models import Frame
from home.services.frame import rebuild_frame
from home.services.lookup import current_frame, item_and_frame
from tests.factories import ResultPageFactory, stored_section

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

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


def test_a_changed_frame_costs_no_second_query(django_assert_num_queries) -> None:
    page = ResultPageFactory()
    item_and_frame(page.public_path)
    Frame.objects.update(data={"tree": [], "identity": {"name": "Tên khác"}})
    with django_assert_num_queries(1):
        _item, frame = item_and_frame(page.public_path)
        assert frame.identity.name == "Tên khác"


def test_the_frame_alone_costs_one_query_and_follows_every_change(django_assert_num_queries) -> None:
    for name in ("Tên một", "Tên hai"):
        Frame.objects.update_or_create(
            pk=Frame.SINGLETON, defaults={"data": {"identity": {"name": name}}, "built_at": NOW}
        )
        for _again in range(2):
            with django_assert_num_queries(1):
                assert current_frame().identity.name == name


def test_a_frame_that_was_never_built_is_built() -> None:
    page = ResultPageFactory()
    Frame.objects.all().delete()
    _item, frame = item_and_frame(page.public_path)
    assert stored_section(Category.RESULTS).pk in frame.by_id
    Frame.objects.all().delete()
    assert stored_section(Category.RESULTS).pk in current_frame().by_id


def test_a_changed_frame_shows_in_the_next_look_up() -> None:
    page = ResultPageFactory()
    item_and_frame(page.public_path)
    identity = SiteIdentity.load()
    identity.name = "Tên mới"
    with set_up("thử"):
        identity.save()
    rebuild_frame()
    _item, frame = item_and_frame(page.public_path)
    assert frame.identity.name == "Tên mới"


def test_the_footer_follows_the_frame(client: Client) -> None:
    page = ResultPageFactory()
    assert "Sở Nội vụ mới" not in client.get(page.public_path).content.decode()
    identity = SiteIdentity.load()
    identity.managing_body = "Sở Nội vụ mới"
    with set_up("thử"):
        identity.save()
    assert "Sở Nội vụ mới" in client.get(page.public_path).content.decode()
