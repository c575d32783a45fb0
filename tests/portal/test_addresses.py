"""Addresses: near misses lead on, lost ones help, one host is the portal's (R2.2a-1)."""

import pytest

from core.enums import Category
from portal.addresses import slug_form
from tests.factories import ResultPageFactory, stored_section

OTHER_HOST = "caicach.hanoi.gov.vn"


@pytest.mark.parametrize(
    ("path", "spelled"),
    [
        ("/Văn-Bản/", "/van-ban/"),
        ("/VAN-BAN", "/van-ban/"),
        ("/tin tức//Ban chỉ đạo/", "/tin-tuc/ban-chi-dao/"),
        ("/", "/"),
        ("/…/", "/"),
    ],
)
def test_an_address_is_spelled_as_slugs(path, spelled):
    assert slug_form(path) == spelled


@pytest.mark.parametrize("path", ["/Văn-Bản/", "/van-ban", "/VAN-BAN/", "/văn bản/", "/van_ban/"])
def test_a_near_miss_leads_to_the_page(db, client, path):
    stored_section(Category.DOCUMENTS)
    response = client.get(path, {"nam": "2026"}, follow=True)
    assert response.redirect_chain[-1] == ("/van-ban/?nam=2026", 301)
    assert response.status_code == 200


def test_a_draft_is_reached_by_no_spelling(db, client):
    page = ResultPageFactory(title="Tin nháp", published=False)
    assert client.get(page.public_path.upper()).status_code == 404


def test_a_lost_address_offers_what_it_may_have_meant(db, client):
    page = ResultPageFactory(title="Một cửa lưu động")
    ResultPageFactory(title="Một cửa cố định")
    response = client.get("/chuyen-muc-cu/một-cửa-lưu-động/")
    assert response.status_code == 404
    assert response.context["guess"] == "mot cua luu dong"
    assert [item.path for item in response.context["guesses"]] == [page.public_path]
    assert page.title in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/%00/", "/%ff%fe/", "/'; DROP TABLE/", "/%E2%80%AE/", f"/{'a' * 5000}/", "/wp-login.php"]
)
def test_odd_addresses_are_not_found(db, client, path):
    assert client.get(path).status_code == 404


@pytest.fixture
def canonical(settings):
    settings.CANONICAL_HOST = "caicachhanhchinh.hanoi.gov.vn"
    settings.ALLOWED_HOSTS = [settings.CANONICAL_HOST, OTHER_HOST]
    settings.MIDDLEWARE = ["portal.middleware.CanonicalHostMiddleware", *settings.MIDDLEWARE]
    return settings.CANONICAL_HOST


def test_another_host_leads_to_the_canonical_one(db, client, canonical):
    response = client.get("/van-ban/?nam=2026", headers={"host": OTHER_HOST})
    assert response.status_code == 301
    assert response["Location"] == f"https://{canonical}/van-ban/?nam=2026"
    assert client.post("/van-ban/", headers={"host": OTHER_HOST}).status_code == 308


def test_the_canonical_host_and_the_probe_are_answered(db, client, canonical):
    assert client.get("/robots.txt", headers={"host": canonical}).status_code == 200
    assert client.get("/suc-khoe/", headers={"host": OTHER_HOST}).status_code == 200


def test_a_foreign_host_is_refused(db, client, canonical):
    assert client.get("/robots.txt", headers={"host": "example.com"}).status_code == 400
