"""The library is sorted by date or by number, and walked page by page in either order (R4.1-2)."""

import re

import pytest

from core.rules.paging import PAGE_SIZE
from documents.rules.paging import NumberCursor, parse_number_cursor
from tests.factories import LegalDocumentPageFactory

pytestmark = pytest.mark.django_db

LIST = "/van-ban/"


def titles(response) -> list[str]:
    return [item.title for item in response.context["items"]]


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
