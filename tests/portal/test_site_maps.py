"""Site maps name every public address exactly once, however many there are (RX-5)."""

from datetime import timedelta

import pytest
import time_machine
from lxml import etree

from core.lib import clock
from portal import sitemaps
from portal.content.pages import publish
from tests.factories import LegalDocumentPageFactory, ResultPageFactory, StandardPageFactory
from tests.portal.conftest import paths

SCREENS = {"/cung-cap-thong-tin/"}
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def locations(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return [entry.text for entry in etree.fromstring(response.content).iter(LOC)]


def all_addresses(client):
    parts = locations(client, "/sitemap.xml")
    return [address for part in parts for address in locations(client, part.removeprefix("https://localhost"))]


@pytest.mark.parametrize("size", [1, 3, 5000])
def test_the_parts_hold_every_public_address_once(db, client, monkeypatch, size):
    monkeypatch.setattr(sitemaps, "PART_SIZE", size)
    for n in range(4):
        ResultPageFactory(title=f"Tin {n}")
    LegalDocumentPageFactory()
    ResultPageFactory(title="Nháp", published=False)
    found = all_addresses(client)
    assert len(found) == len(set(found))
    assert set(found) == {f"https://localhost{path}" for path in paths() | SCREENS}


def test_a_publication_changes_one_part(db, client, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART_SIZE", 2)
    pages = [ResultPageFactory(title=f"Tin {n}") for n in range(4)]
    addresses = [part.removeprefix("https://localhost") for part in locations(client, "/sitemap.xml")]
    before = {address: client.get(address)["ETag"] for address in addresses}
    pages[0].title = "Tin sửa"
    with time_machine.travel(clock.now() + timedelta(minutes=1)):
        publish(pages[0])
    changed = [address for address in addresses if client.get(address)["ETag"] != before[address]]
    assert changed == [f"/sitemap-{pages[0].pk // 2}.xml"]


@pytest.mark.parametrize("part", ["999999", "99999999999999999999"])
def test_a_part_that_does_not_exist_is_not_found(db, client, part):
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_a_site_map_takes_one_query(db, client, django_assert_max_num_queries):
    page = ResultPageFactory()
    for address in ("/sitemap.xml", f"/sitemap-{page.pk // sitemaps.PART_SIZE}.xml"):
        with django_assert_max_num_queries(1):
            assert client.get(address).status_code == 200


def test_robots_are_kept_from_admin_and_search_and_shown_the_site_map(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /quan-tri/" in lines
    assert "Disallow: /tim-kiem/" in lines
    assert "Sitemap: https://localhost/sitemap.xml" in lines


def test_the_site_map_page_shows_sections_and_plain_pages(db, client, django_assert_max_num_queries):
    page = ResultPageFactory()
    StandardPageFactory(title="Điều khoản sử dụng", slug="dieu-khoan")
    with django_assert_max_num_queries(1):
        content = client.get("/so-do-trang/").content.decode()
    assert 'href="/tin-tuc/ket-qua/"' in content
    assert 'href="/dieu-khoan/"' in content
    assert 'href="/cung-cap-thong-tin/"' in content
    assert page.title not in content


def test_every_screen_in_the_site_map_is_there_for_everybody(db, client):
    for address in locations(client, "/sitemap-bieu-mau.xml"):
        answer = client.get(address.removeprefix("https://localhost"))
        assert answer.status_code == 200
        assert "noindex" not in answer.content.decode()
