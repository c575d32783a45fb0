"""The library is filtered by number, level, kind, year, field and state, and sorted by date or number (R4.1-2)."""

import re
import unicodedata
from datetime import date

import pytest

from core.models import PublishedItem
from core.rules.paging import PAGE_SIZE
from documents.enums import DocumentType, ReformField, RelationKind
from documents.models import DocumentRelation
from documents.rules.paging import NumberCursor, parse_number_cursor
from tests.factories import LegalDocumentPageFactory

pytestmark = pytest.mark.django_db

LIST = "/van-ban/"
TODAY = date(2026, 11, 23)
NOTHING = "Không có mục nào khớp với bộ lọc"


def titles(response) -> list[str]:
    return [item.title for item in response.context["items"]]


def found(client, **query: str) -> set[str]:
    response = client.get(LIST, query)
    assert response.status_code == 200
    return set(titles(response))


@pytest.fixture
def library(frozen_now):
    """Two documents that differ in everything."""
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


def test_a_document_without_date_stands_in_no_year(client):
    LegalDocumentPageFactory(title="Chưa rõ ngày", issued_on=None)
    year = PublishedItem.objects.get(title="Chưa rõ ngày").listed_at.year
    assert found(client, nam=str(year)) == set()


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


def numbered(*numbers: str) -> None:
    for number in numbers:
        LegalDocumentPageFactory(title=number or "không số", number=number)


def test_sorting_by_number_counts_as_people_do(client):
    numbered("100/2026/QĐ-UBND", "9/2026/QĐ-UBND", "", "010/2026/QĐ-UBND", "10/2025/QĐ-UBND", "80-NQ/TW")
    assert titles(client.get(LIST, {"xep": "so"})) == [
        "9/2026/QĐ-UBND",
        "10/2025/QĐ-UBND",
        "010/2026/QĐ-UBND",
        "80-NQ/TW",
        "100/2026/QĐ-UBND",
        "không số",
    ]


def test_walking_a_list_sorted_by_number_shows_every_document_once_in_both_directions(client, monkeypatch):
    monkeypatch.setattr("documents.querysets.page_by_number.__defaults__", (2,))
    numbered("3/2026/KH-UBND", "1/2026/KH-UBND", "1/2026/KH-UBND", "2/2026/KH-UBND", "12/2026/KH-UBND", "", "")
    walked, response = [], client.get(LIST, {"xep": "so"})
    assert response.context["newer_url"] == ""
    while True:
        walked += [item.page_id for item in response.context["items"]]
        assert len(walked) <= 7
        if not response.context["older_url"]:
            break
        response = client.get(LIST + response.context["older_url"])
    assert len(set(walked)) == 7
    back = [item.page_id for item in response.context["items"]]
    while response.context["newer_url"]:
        response = client.get(LIST + response.context["newer_url"])
        back = [item.page_id for item in response.context["items"]] + back
    assert back == walked


def test_pages_sorted_by_number_are_not_called_newer_and_older(client):
    for _ in range(PAGE_SIZE + 1):
        LegalDocumentPageFactory()
    content = client.get(LIST, {"xep": "so"}).content.decode()
    assert re.search(r'rel="next"[^>]*>Trang sau', content)
    assert re.search(r'rel="next"[^>]*>Cũ hơn', client.get(LIST).content.decode())


@pytest.mark.parametrize("order", ["00000043/2026/qdubnd", "~", "", "cong van~~"])
def test_a_cursor_of_a_number_reads_back_what_it_was(order):
    cursor = NumberCursor(order, 17)
    assert parse_number_cursor(str(cursor)) == cursor


@pytest.mark.parametrize(
    "raw", [None, "", "~", "a~", "17", "a~b", "a~-1", "\x00~1", "a\u202e~1", "a~" + "9" * 20, "a" * 200]
)
def test_a_broken_cursor_of_a_number_is_none(raw):
    assert parse_number_cursor(raw) is None


@pytest.mark.parametrize("query", [{}, CITY_FILTERS, CITY_FILTERS | {"xep": "so"}, {"nam": "x"}])
def test_a_list_of_documents_costs_six_queries_at_most(library, client, query, django_assert_max_num_queries):
    client.get(LIST)
    with django_assert_max_num_queries(6):
        client.get(LIST, query)
