"""Feeds of the portal and of each section: valid, complete with author, source and citation (R3.5-2, R3.6-1, T11)."""

import pytest
from lxml import etree

from core.enums import Category
from tests.factories import AgencyFactory, LegalDocumentPageFactory, ModelPageFactory, ResultPageFactory, stored_section

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CITATION = "Nguồn: Trang thông tin Cải cách hành chính"


@pytest.fixture
def page(db):
    return ModelPageFactory(
        title='Một cửa <lưu động> & "số"',
        summary="Tóm tắt & <b>dấu</b>",
        agency=AgencyFactory(name="Sở Nội vụ"),
        author_name="Nguyễn Văn Ý",
        source_name="Báo Hà Nội mới",
        source_reference="ngày 20/11/2026",
    )


def parsed(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return etree.fromstring(response.content)


def test_rss_gives_title_link_author_source_category_and_citation(page, client):
    (item,) = parsed(client, "/rss/").findall("channel/item")
    link = f"https://localhost{page.public_path}"
    assert item.findtext("title") == page.title
    assert item.findtext("link") == link
    assert item.findtext(f"{DC}creator") == "Nguyễn Văn Ý"
    assert item.findtext(f"{DC}source") == "Báo Hà Nội mới, ngày 20/11/2026"
    assert item.findtext(f"{DC}publisher") == "Sở Nội vụ"
    assert item.findtext(f"{DC}rights") == f"{page.title}. {CITATION}. {link}"
    assert [category.text for category in item.findall("category")] == ["Kinh nghiệm, mô hình", "Sở Nội vụ"]
    description = item.findtext("description")
    assert "Tóm tắt &amp; &lt;b&gt;dấu&lt;/b&gt;" in description
    for words in (CITATION, "Nguyễn Văn Ý", "Báo Hà Nội mới"):
        assert words in description


def test_atom_gives_the_same_with_times_and_a_stable_identifier(page, client):
    feed = parsed(client, "/atom/")
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == page.title
    assert entry.findtext(f"{ATOM}id") == f"tag:localhost,2026:trang-{page.pk}"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Nguyễn Văn Ý"
    assert CITATION in entry.findtext(f"{ATOM}rights")
    assert entry.findtext(f"{DC}source") == "Báo Hà Nội mới, ngày 20/11/2026"
    assert entry.find(f"{ATOM}published") is not None
    assert entry.find(f"{ATOM}updated") is not None
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": "https://localhost/", "self": "https://localhost/atom/"}


def test_a_section_has_its_own_feeds(page, client):
    document = LegalDocumentPageFactory()
    for prefix, path in (("rss", "channel/item/title"), ("atom", f"{ATOM}entry/{ATOM}title")):
        address = f"/{prefix}{stored_section(Category.DOCUMENTS).public_path}"
        assert [title.text for title in parsed(client, address).findall(path)] == [document.title]
    assert parsed(client, "/rss/tin-tuc/").findtext("channel/link") == "https://localhost/tin-tuc/"


def test_an_unknown_section_or_a_page_has_no_feed(page, client):
    assert client.get("/rss/khong-co/").status_code == 404
    assert client.get(f"/rss{page.public_path}").status_code == 404


def test_drafts_and_withdrawn_pages_are_in_no_feed(page, client):
    ResultPageFactory(title="Nháp", published=False)
    page.unpublish()
    for address in ("/rss/", "/atom/", "/rss/tin-tuc/"):
        content = client.get(address).content.decode()
        assert "Nháp" not in content
        assert "Một cửa" not in content


def test_an_empty_feed_is_a_feed(db, client):
    assert parsed(client, "/rss/").findtext("channel/title") == "Cải cách hành chính Hà Nội"


def test_an_unchanged_feed_is_not_sent_twice_and_a_changed_one_is(page, client):
    first = client.get("/rss/")
    known = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    assert client.get("/rss/", **known).status_code == 304
    ResultPageFactory()
    assert client.get("/rss/", **known).status_code == 200
    assert "Last-Modified" in first


def test_feeds_are_made_of_few_queries(page, client, django_assert_max_num_queries):
    for n in range(3):
        ResultPageFactory(title=f"Tin {n}")
    for address, queries in (("/rss/", 1), ("/atom/", 1), ("/rss/tin-tuc/", 2)):
        with django_assert_max_num_queries(queries):
            assert client.get(address).status_code == 200
