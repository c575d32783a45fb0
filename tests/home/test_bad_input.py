"""Whatever a reader sends to a page, the answer is the page, an error at its field or "not found", never a failure."""

from urllib.parse import quote

import pytest

from tests.factories import LegalDocumentPageFactory, ResultPageFactory
from tests.scenes import once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("items")]

VALUES = [
    "\x00",
    "\u202e\u2066đảo\u2069",
    "-1",
    "0",
    "9" * 5000,
    "1e308",
    "٢٠٢٦",
    "0001-01-01",
    "9999-12-31",
    "1763000000000000-17",
    "-62135596800000001-1",
    "253402300800000000-1",
    "1-" + "9" * 19,
    "a~1",
    "~",
    "'; DROP TABLE core_publisheditem; --",
    "<script>alert(1)</script>",
    "%",
    "\\",
    "𝟚𝟘𝟚𝟞",
    "a" * 10_000,
]
NAMES = {
    "/van-ban/": ("so", "cap", "loai", "nam", "linh_vuc", "tinh_trang", "xep", "truoc", "sau", "la"),
    "/tin-tuc/ket-qua/": ("don_vi", "nam", "tu_ngay", "den_ngay", "truoc", "sau"),
}


items = once(lambda: [LegalDocumentPageFactory(), ResultPageFactory()])


@pytest.mark.parametrize("address", NAMES)
@pytest.mark.parametrize("value", VALUES, ids=lambda value: ascii(value[:20]))
def test_a_list_takes_any_value_of_any_parameter(items, client, address, value):
    for name in NAMES[address]:
        response = client.get(address, {name: value})
        assert response.status_code == 200, name
        assert "<script>alert(1)" not in response.content.decode()
    everything = client.get(address, dict.fromkeys(NAMES[address], value))
    assert everything.status_code == 200


def test_a_repeated_parameter_counts_once(items, client):
    assert client.get("/van-ban/?nam=2026&nam=x&cap=a&cap=").status_code == 200


def test_both_cursors_at_once_are_no_failure(items, client):
    for order in ("", "so"):
        assert client.get("/van-ban/", {"truoc": "1-1", "sau": "1-1", "xep": order}).status_code == 200


def test_bytes_that_are_no_text_are_no_failure(items, client):
    assert client.get("/van-ban/?so=%ff%fe&nam=%c3%28").status_code == 200


@pytest.mark.parametrize("value", VALUES, ids=lambda value: ascii(value[:20]))
def test_pages_take_no_notice_of_parameters(items, client, value):
    for page in items:
        assert client.get(page.public_path, {"trang": value, value[:50]: "1"}).status_code == 200


@pytest.mark.parametrize("value", VALUES, ids=lambda value: ascii(value[:20]))
def test_an_address_that_is_none_is_not_found(items, client, value):
    for prefix in ("/", "/van-ban/", "/van-ban/2026/"):
        assert client.get(f"{prefix}la-{quote(value[:2000])}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_only_read(items, client, method):
    for address in ("/", "/van-ban/", items[0].public_path):
        assert getattr(client, method)(address).status_code == 405
