"""Public pages: few queries, kept while unchanged, never shared when staff read them."""

import pytest

from core.enums import Category
from tests.factories import (
    CommitteePageFactory,
    LeaderActivityPageFactory,
    LegalDocumentPageFactory,
    ModelPageFactory,
    ResultPageFactory,
    UserFactory,
    stored_home,
    stored_section,
)

FACTORIES = [
    ResultPageFactory,
    CommitteePageFactory,
    LeaderActivityPageFactory,
    ModelPageFactory,
    LegalDocumentPageFactory,
]


def test_the_home_page_takes_five_queries(db, client, django_assert_max_num_queries):
    for factory in FACTORIES:
        factory()
    client.get(stored_home().public_path)
    with django_assert_max_num_queries(5):
        assert client.get("/").status_code == 200


@pytest.mark.parametrize("factory", FACTORIES[:2] + FACTORIES[3:4])
def test_an_article_takes_five_queries(db, client, factory, django_assert_max_num_queries):
    pages = [factory() for _ in range(3)]
    with django_assert_max_num_queries(5):
        assert client.get(pages[0].public_path).status_code == 200


@pytest.mark.parametrize("category", [Category.DOCUMENTS, Category.RESULTS])
def test_a_list_takes_six_queries(db, client, category, django_assert_max_num_queries):
    for _ in range(3):
        ResultPageFactory()
        LegalDocumentPageFactory()
    section = stored_section(category)
    with django_assert_max_num_queries(6):
        assert client.get(section.public_path).status_code == 200


@pytest.mark.parametrize(("address", "queries"), [("/tim-kiem/", 1), ("/tim-kiem/?q=cai+cach+hanh+chinh", 5)])
def test_search_takes_five_queries(db, client, address, queries, django_assert_max_num_queries):
    ResultPageFactory(title="Cải cách hành chính")
    LegalDocumentPageFactory(full_text="Điều 1. Cải cách hành chính\nNội dung.")
    with django_assert_max_num_queries(queries):
        assert client.get(address).status_code == 200


def test_a_lost_address_takes_few_queries(db, client, django_assert_max_num_queries):
    ResultPageFactory(title="Một cửa")
    with django_assert_max_num_queries(5):
        assert client.get("/mot-cua/").status_code == 404


def test_every_item_of_a_list_is_on_exactly_one_page(db, client):
    pages = {ResultPageFactory(title=f"Tin {n}").public_path for n in range(43)}
    address, seen = stored_section(Category.RESULTS).public_path, []
    while address:
        response = client.get(address)
        seen += [item.path for item in response.context["items"]]
        query = response.context["older_url"]
        address = f"{address.partition('?')[0]}{query}" if query else ""
    assert sorted(seen) == sorted(pages)


def test_an_unchanged_page_is_not_sent_twice_and_a_changed_list_is(db, client):
    ResultPageFactory()
    section = stored_section(Category.RESULTS).public_path
    known = {"HTTP_IF_NONE_MATCH": client.get(section)["ETag"]}
    assert client.get(section, **known).status_code == 304
    ResultPageFactory(title="Tin mới")
    assert client.get(section, **known).status_code == 200


def test_what_staff_see_is_kept_nowhere(db, client_of):
    page = ResultPageFactory()
    response = client_of(UserFactory(superuser=True)).get(page.public_path)
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert "ETag" not in response


def test_head_answers_without_a_body(db, client):
    page = ResultPageFactory()
    response = client.head(page.public_path)
    assert (response.status_code, response.content) == (200, b"")


def test_health_answers_while_the_database_does(db, client):
    assert client.get("/suc-khoe/").json() == {"application": "ok", "database": "ok"}
