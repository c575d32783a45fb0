"""The library is filtered by number, level, kind, year, field and state (R4.1-2)."""

import unicodedata
from datetime import date

import pytest

from core.models import PublishedItem
from documents.enums import DocumentType, ReformField, RelationKind
from documents.models import DocumentRelation
from tests.conftest import FROZEN_NOW
from tests.factories import LegalDocumentPageFactory
from tests.scenes import once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelved")]

LIST = "/van-ban/"
TODAY = date(2026, 11, 23)
NOTHING = "Không có mục nào khớp với bộ lọc"


def titles(response) -> list[str]:
    return [item.title for item in response.context["items"]]


def found(client, **query: str) -> set[str]:
    response = client.get(LIST, query)
    assert response.status_code == 200
    return set(titles(response))


def two_documents():
    """Publish two documents that differ in everything."""
    LegalDocumentPageFactory(
        title="Của Thành phố",
        number="043/2025/QĐ-UBND",
        issued_on=date(2025, 3, 1),
        effective_on=date(2025, 4, 1),
        field=ReformField.PROCEDURES,
    )
    LegalDocumentPageFactory(
        central=True,
        title="Của Trung ương",
        number="430/2026/NĐ-CP",
        document_type=DocumentType.DECREE,
        issued_on=date(2026, 3, 1),
        effective_on=date(2027, 1, 1),
        field=ReformField.DIGITAL,
    )


shelved = once(two_documents, now=FROZEN_NOW)


@pytest.fixture
def library(shelved, frozen_now):
    """Let the clock stand still in front of the two documents."""


CITY_FILTERS = {
    "so": "43/2025",
    "cap": "thanh-pho",
    "loai": "quyet-dinh",
    "nam": "2025",
    "linh_vuc": "thu-tuc-hanh-chinh",
    "tinh_trang": "con-hieu-luc",
}


@pytest.mark.parametrize("name", CITY_FILTERS)
def test_each_filter_works_alone(library, client, name):
    assert found(client) == {"Của Thành phố", "Của Trung ương"}
    assert found(client, **{name: CITY_FILTERS[name]}) == {"Của Thành phố"}


def test_filters_work_together(library, client):
    assert found(client, **CITY_FILTERS) == {"Của Thành phố"}
    assert found(client, **(CITY_FILTERS | {"cap": "trung-uong"})) == set()


def test_a_filter_that_leaves_nothing_says_so_and_offers_all(library, client):
    content = client.get(LIST, {"nam": "1999"}).content.decode()
    assert NOTHING in content
    assert "Bỏ lọc, xem tất cả" in content


@pytest.mark.parametrize(
    "typed",
    [
        "043/2025/QĐ-UBND",
        "43/2025/qd-ubnd",
        " 0043 / 2025 / QĐ - UBND ",
        "Số: 43/2025/QĐ–UBND",
        unicodedata.normalize("NFD", "43/2025/QĐ-UBND"),
        "43/2025",
        "043",
    ],
)
def test_a_number_is_found_however_it_is_typed(library, client, typed):
    assert "Của Thành phố" in found(client, so=typed)


@pytest.mark.parametrize("typed", ["43/2026", "///", "%", "_", "\\", "' OR 1=1 --", "💡"])
def test_what_is_no_number_of_the_library_finds_nothing(library, client, typed):
    assert found(client, so=typed) == set()


@pytest.mark.parametrize(
    ("status", "kind", "whole"),
    [("het-hieu-luc-toan-bo", RelationKind.REPLACES, True), ("het-hieu-luc-mot-phan", RelationKind.AMENDS, True)],
)
def test_the_state_counts_what_other_documents_do(library, client, status, kind, whole):
    page = LegalDocumentPageFactory(title="Bị tác động", effective_on=date(2026, 11, 10))
    LegalDocumentPageFactory(relations=[DocumentRelation(target=page, kind=kind, whole=whole, from_day=TODAY)])
    assert found(client, tinh_trang=status) == {"Bị tác động"}


def test_a_document_without_date_stands_in_no_year(library, client):
    LegalDocumentPageFactory(title="Chưa rõ ngày", issued_on=None)
    year = PublishedItem.objects.get(title="Chưa rõ ngày").listed_at.year
    assert "Chưa rõ ngày" not in found(client, nam=str(year))


def test_the_count_says_how_many_passed(library, client):
    assert client.get(LIST).context["count_label"] == ""
    assert client.get(LIST, {"cap": "thanh-pho"}).context["count_label"] == "1 mục"


def test_the_count_stops_at_its_bound(library, client, monkeypatch):
    monkeypatch.setattr("home.models.sections.MOST_COUNTED", 1)
    LegalDocumentPageFactory()
    assert client.get(LIST, {"cap": "thanh-pho"}).context["count_label"] == "Hơn 1 mục"


def test_an_error_is_shown_what_was_typed_is_kept_and_the_other_filters_work(library, client):
    response = client.get(LIST, {"nam": "mười", "cap": "trung-uong"})
    content = response.content.decode()
    assert 'value="mười"' in content
    assert "Có chỗ cần sửa" in content
    assert titles(response) == ["Của Trung ương"]


@pytest.mark.parametrize("query", [{}, CITY_FILTERS, CITY_FILTERS | {"xep": "so"}, {"nam": "x"}])
def test_a_list_of_documents_costs_six_queries_at_most(library, client, query, django_assert_max_num_queries):
    client.get(LIST)
    with django_assert_max_num_queries(6):
        client.get(LIST, query)
