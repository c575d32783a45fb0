"""The front page shows what is new in each category; plain pages and articles say when they were changed."""

import json
from datetime import UTC, datetime

import pytest
import time_machine

from core.enums import Category
from core.lib.dates import short_datetime
from portal.content.pages import publish
from tests.factories import (
    LegalDocumentPageFactory,
    ModelPageFactory,
    ResultPageFactory,
    StandardPageFactory,
    stored_home,
    stored_section,
)

pytestmark = pytest.mark.django_db


def with_blocks(*blocks: tuple[str, int]) -> None:
    home = stored_home()
    home.body = json.dumps(
        [
            {"type": "newest", "value": {"heading": f"Khối {place}", "category": category, "number": number}}
            for place, (category, number) in enumerate(blocks)
        ]
    )
    publish(home)


def block_of(client, place: int) -> str:
    content = client.get("/").content.decode()
    return content.partition(f"Khối {place}")[2].partition("Khối ")[0]


def test_each_block_shows_the_newest_of_its_category(client):
    for number in range(3):
        ResultPageFactory(title=f"Kết quả {number}")
    LegalDocumentPageFactory(title="Quyết định mới")
    ModelPageFactory(title="Mô hình")
    with_blocks((Category.RESULTS, 2), (Category.DOCUMENTS, 3))
    assert [f"Kết quả {number}" in block_of(client, 0) for number in range(3)] == [False, True, True]
    assert "Quyết định mới" in block_of(client, 1)
    assert "Mô hình" not in client.get("/").content.decode()


def test_two_blocks_of_one_category_each_show_their_own_number(client):
    for number in range(3):
        ResultPageFactory(title=f"Kết quả {number}")
    with_blocks((Category.RESULTS, 3), (Category.RESULTS, 1))
    assert block_of(client, 0).count("Kết quả ") == 3
    assert block_of(client, 1).count("Kết quả ") == 1


def test_a_block_leads_to_its_section(client):
    section = stored_section(Category.RESULTS)
    with_blocks((Category.RESULTS, 2))
    assert f'<a href="{section.public_path}">Khối 0</a>' in client.get("/").content.decode()


def test_a_category_without_items_says_so(client):
    stored_section(Category.RESULTS)
    with_blocks((Category.RESULTS, 2))
    assert "Chưa có" in block_of(client, 0)


def test_search_stands_first(client):
    stored_home()
    assert 'action="/tim-kiem/"' in client.get("/").content.decode().partition("<h1>")[2].partition("home-blocks")[0]


def test_where_information_is_supplied_is_linked_without_an_edit(client):
    stored_home()
    assert (
        'href="/cung-cap-thong-tin/"' in client.get("/").content.decode().partition("<h1>")[2].partition("</main>")[0]
    )


def test_the_front_page_costs_five_queries_at_most(client, django_assert_max_num_queries):
    for factory in (ResultPageFactory, LegalDocumentPageFactory, ModelPageFactory):
        factory()
    with_blocks(*((category, 4) for category in Category))
    client.get("/")
    with django_assert_max_num_queries(5):
        client.get("/")


def test_a_page_says_when_it_was_first_published_and_last_changed(client):
    first, last = (datetime(2026, 11, day, 18, 30, tzinfo=UTC) for day in (1, 20))
    with time_machine.travel(first, tick=False):
        page = StandardPageFactory()
    assert "Cập nhật lần cuối" not in client.get(page.public_path).content.decode()
    with time_machine.travel(last, tick=False):
        page.summary = "Đã sửa"
        publish(page)
    content = client.get(page.public_path).content.decode().replace("\u00a0", " ")
    assert f"Đăng lần đầu {short_datetime(first)}. Cập nhật lần cuối {short_datetime(last)}." in content
    assert short_datetime(first) == "01:30 02/11/2026"


def test_related_items_are_the_newest_of_the_same_section_without_the_page_itself(client):
    page = ResultPageFactory(title="Bài này")
    others = [ResultPageFactory(title=f"Bài bên cạnh {number}") for number in range(5)]
    ModelPageFactory(title="Mục khác")
    related = client.get(page.public_path).content.decode().partition("Cùng chuyên mục")[2].partition("</section>")[0]
    assert [other.title in related for other in others] == [False, True, True, True, True]
    assert "Bài này" not in related
    assert "Mục khác" not in related


def test_an_only_page_has_no_related_items(client):
    assert "Cùng chuyên mục" not in client.get(ResultPageFactory().public_path).content.decode()


def test_a_plain_page_costs_four_queries_at_most(client, django_assert_max_num_queries):
    page = StandardPageFactory()
    client.get(page.public_path)
    with django_assert_max_num_queries(4):
        client.get(page.public_path)
