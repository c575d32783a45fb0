"""A section lists what is filed in it and below it, newest first, page by page, by agency and time (R2.1-2)."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from core.enums import Category
from core.models import PublishedItem
from core.rules.paging import PAGE_SIZE
from documents.page_forms import DocumentFilterForm
from home.page_forms import NewsFilterForm, filter_form
from news.models import ResultPage
from tests.factories import (
    AgencyFactory,
    LeaderActivityPageFactory,
    LegalDocumentPageFactory,
    ModelPageFactory,
    ResultPageFactory,
    SectionPageFactory,
    stored_section,
)

pytestmark = pytest.mark.django_db

RESULTS = "/tin-tuc/ket-qua/"


def titles(client, address: str, **query: str) -> list[str]:
    response = client.get(address, query)
    assert response.status_code == 200
    return [item.title for item in response.context["items"]]


def listed_at(page: ResultPage, *moment: int) -> None:
    PublishedItem.objects.filter(page_id=page.pk).update(listed_at=datetime(*moment, tzinfo=UTC))


def links(content: str, heading: str) -> dict[str, str]:
    """Return label and address of the links in the block under a heading."""
    block = content.partition(f">{heading}</h2>")[2].partition("</nav>")[0]
    found = re.findall(r'<a href="([^"]+)"[^>]*><span>([^<]+)</span>', block)
    return {label: address for address, label in found}


def test_a_section_lists_its_own_items_and_those_of_the_sections_below():
    """Each level finds what is in it, whatever else the portal has."""
    below = SectionPageFactory(title="Cấp xã", parent=stored_section(Category.RESULTS))
    inside, above = ResultPageFactory(parent=below), ResultPageFactory()
    ModelPageFactory()
    listed = PublishedItem.objects.listed()
    found = {
        section.title: set(listed.in_section(section.pk, section.section_level).values_list("page_id", flat=True))
        for section in (below, stored_section(Category.RESULTS))
    }
    assert found == {"Cấp xã": {inside.pk}, str(Category.RESULTS.label): {inside.pk, above.pk}}


def test_a_list_shows_nothing_of_other_sections_and_no_drafts(client):
    ResultPageFactory(title="Của mục này")
    ResultPageFactory(title="Bản nháp", published=False)
    ModelPageFactory(title="Của mục khác")
    assert titles(client, RESULTS) == ["Của mục này"]
    assert set(titles(client, "/tin-tuc/")) == {"Của mục này", "Của mục khác"}


def test_the_newest_stands_first(client):
    start = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
    for day in (2, 0, 1):
        LeaderActivityPageFactory(title=f"Ngày {day}", starts_at=start + timedelta(days=day))
    assert titles(client, "/tin-tuc/lanh-dao/") == ["Ngày 2", "Ngày 1", "Ngày 0"]


def test_walking_the_older_links_shows_every_item_once_and_newer_leads_back(client):
    agency = AgencyFactory(code="so-noi-vu")
    pages = [ResultPageFactory(agency=agency) for _ in range(2 * PAGE_SIZE + 3)]
    same_moment = [page.pk for page in pages[: PAGE_SIZE + 5]]
    PublishedItem.objects.filter(page__in=same_moment).update(listed_at=datetime(2026, 1, 5, tzinfo=UTC))
    ResultPageFactory()
    response, walked = client.get(RESULTS, {"don_vi": "so-noi-vu"}), []
    assert response.context["newer_url"] == ""
    while True:
        walked += [item.page_id for item in response.context["items"]]
        if not response.context["older_url"]:
            break
        assert "don_vi=so-noi-vu" in response.context["older_url"]
        (address,) = re.findall(r'rel="next" href="([^"]+)"', response.content.decode())
        response = client.get(RESULTS + address.replace("&amp;", "&"))
    assert sorted(walked) == sorted(page.pk for page in pages)
    back = [item.page_id for item in response.context["items"]]
    while response.context["newer_url"]:
        response = client.get(RESULTS + response.context["newer_url"])
        back = [item.page_id for item in response.context["items"]] + back
    assert back == walked


def test_an_empty_section_says_so(client):
    stored_section(Category.RESULTS)
    content = client.get(RESULTS).content.decode()
    assert "Chưa có nội dung nào được đăng ở mục này" in content
    assert 'href="/so-do-trang/"' in content


def test_news_are_filtered_by_agency(client):
    ResultPageFactory(title="Của Sở", agency=AgencyFactory(code="so-noi-vu"))
    ResultPageFactory(title="Của xã", agency=AgencyFactory(code="xa-ba-vi"))
    assert titles(client, RESULTS, don_vi="so-noi-vu") == ["Của Sở"]


def test_a_period_holds_its_first_and_its_last_day_in_hanoi(client):
    moments = {
        "trước": (2026, 6, 30, 16, 59),
        "đầu": (2026, 6, 30, 17, 0),
        "cuối": (2026, 7, 31, 16, 59),
        "sau": (2026, 7, 31, 17, 0),
    }
    for title, moment in moments.items():
        listed_at(ResultPageFactory(title=title), *moment)
    assert set(titles(client, RESULTS, tu_ngay="2026-07-01", den_ngay="2026-07-31")) == {"đầu", "cuối"}
    assert set(titles(client, RESULTS, tu_ngay="01/07/2026", den_ngay="31/07/2026")) == {"đầu", "cuối"}


def test_a_year_begins_at_midnight_in_hanoi(client):
    listed_at(ResultPageFactory(title="cuối năm"), 2025, 12, 31, 16, 59)
    listed_at(ResultPageFactory(title="đầu năm"), 2025, 12, 31, 17, 0)
    assert titles(client, RESULTS, nam="2026") == ["đầu năm"]
    assert titles(client, RESULTS, nam="2025") == ["cuối năm"]


@pytest.mark.parametrize(
    ("query", "field", "shown"),
    [
        ({"nam": "1800"}, "nam", 'value="1800"'),
        ({"nam": "hai nghìn"}, "nam", 'value="hai nghìn"'),
        ({"tu_ngay": "2026-02-31"}, "tu_ngay", 'value="2026-02-31"'),
        ({"tu_ngay": "2026-02-02", "den_ngay": "2026-02-01"}, "den_ngay", 'value="2026-02-01"'),
        ({"tu_ngay": "0001-01-01"}, "tu_ngay", 'value="0001-01-01"'),
        ({"den_ngay": "9999-12-31"}, "den_ngay", 'value="9999-12-31"'),
        ({"don_vi": "khong-co"}, "don_vi", "khong-co"),
    ],
)
def test_a_wrong_value_is_told_at_its_field_and_stays_typed(client, query, field, shown):
    ResultPageFactory(title="Mục")
    response = client.get(RESULTS, query)
    content = response.content.decode()
    assert list(response.context["filter_form"].errors) == [field]
    assert "Có chỗ cần sửa" in content
    assert shown in content
    if field != "den_ngay" or "tu_ngay" not in query:
        assert [item.title for item in response.context["items"]] == ["Mục"]


def test_each_section_has_the_filters_of_its_category():
    assert isinstance(filter_form(Category.DOCUMENTS, {}), DocumentFilterForm)
    assert {type(filter_form(category, {})) for category in ("", *Category) if category != Category.DOCUMENTS} == {
        NewsFilterForm
    }


def test_the_years_of_a_section_lead_to_lists_that_are_not_empty(client, frozen_now):
    LegalDocumentPageFactory(title="Cũ", issued_on=date(1963, 5, 1))
    LegalDocumentPageFactory(title="Cuối năm", issued_on=date(2025, 12, 31))
    LegalDocumentPageFactory(title="Chưa rõ ngày", issued_on=None)
    LegalDocumentPageFactory(title="Nháp", issued_on=date(2024, 1, 1), published=False)
    found = links(client.get("/van-ban/").content.decode(), "Theo năm")
    assert found == {"2025": "?nam=2025", "1963": "?nam=1963"}
    assert titles(client, "/van-ban/" + found["1963"]) == ["Cũ"]
    assert titles(client, "/van-ban/" + found["2025"]) == ["Cuối năm"]


def test_the_year_that_is_shown_is_marked(client):
    LegalDocumentPageFactory()
    assert '<a href="?nam=2026" aria-current="true">' in client.get("/van-ban/?nam=2026").content.decode()


def test_a_section_without_items_has_no_years(client):
    stored_section(Category.RESULTS)
    ModelPageFactory()
    assert "Theo năm" not in client.get(RESULTS).content.decode()


def test_the_sections_below_are_linked_and_hidden_ones_are_not(client):
    section = stored_section(Category.RESULTS)
    shown = SectionPageFactory(title="Cấp xã", parent=section)
    SectionPageFactory(title="Mục ẩn", parent=section, show_in_menus=False)
    assert links(client.get(RESULTS).content.decode(), "Trong mục này") == {"Cấp xã": shown.public_path}


def test_a_section_offers_its_feed(client):
    stored_section(Category.RESULTS)
    assert f'href="/rss{RESULTS}"' in client.get(RESULTS).content.decode()


@pytest.mark.parametrize("query", [{}, {"don_vi": "so-noi-vu"}, {"nam": "2026"}, {"nam": "x"}])
def test_a_list_of_news_costs_six_queries_at_most(client, query, django_assert_max_num_queries):
    ResultPageFactory(agency=AgencyFactory(code="so-noi-vu"))
    SectionPageFactory(title="Cấp xã", parent=stored_section(Category.RESULTS))
    client.get(RESULTS)
    with django_assert_max_num_queries(6):
        assert titles(client, RESULTS, **query)
