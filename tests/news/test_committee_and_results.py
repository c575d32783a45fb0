"""Categories 3 and 4: meetings under the name the body had then, and results by agency and period."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from core.enums import Category
from core.models import PublishedItem
from news.models import CommitteePage
from portal.content.pages import publish
from tests.factories import AgencyFactory, CommitteePageFactory, ResultPageFactory, stored_section, succeed

pytestmark = pytest.mark.django_db

OLD_NAME = "Ban Chỉ đạo Cải cách hành chính"


def content_of(client, page) -> str:
    response = client.get(page.public_path)
    assert response.status_code == 200
    return response.content.decode()


def test_kind_time_and_place_of_a_meeting_are_shown(client):
    page = CommitteePageFactory(
        kind=CommitteePage.Kind.CONCLUSION, starts_at=datetime(2026, 11, 20, 2, 0, tzinfo=UTC), place="12 Lê Lai"
    )
    content = content_of(client, page).replace("\u00a0", " ")
    for value in ("Kết luận, chỉ đạo", "09:00 20/11/2026", "12 Lê Lai"):
        assert value in content


def test_members_of_the_committee_have_no_time(client):
    page = CommitteePageFactory(kind=CommitteePage.Kind.MEMBERS, starts_at=None)
    assert "Thời gian" not in content_of(client, page)
    assert PublishedItem.objects.get(page_id=page.pk).listed_at == page.first_published_at


def test_a_meeting_keeps_the_name_that_the_body_had_then(client):
    page = CommitteePageFactory(body_name=OLD_NAME)
    section = stored_section(Category.COMMITTEE)
    section.title = "Ban Chỉ đạo mang tên mới"
    publish(section)
    content = content_of(client, page)
    assert OLD_NAME in content.partition("<article>")[2]
    assert "Ban Chỉ đạo mang tên mới" in content.partition("<article>")[0]
    assert OLD_NAME in PublishedItem.objects.get(page_id=page.pk).search_text


def test_an_agency_that_was_renamed_stays_under_its_old_name(client):
    old = AgencyFactory(name="Sở Thông tin và Truyền thông", valid_until=date(2025, 3, 1))
    succeed(old, AgencyFactory(name="Sở Khoa học và Công nghệ"))
    assert "Sở Thông tin và Truyền thông" in content_of(client, ResultPageFactory(agency=old))


def test_agency_and_period_of_a_result_are_shown(client):
    page = ResultPageFactory(
        agency=AgencyFactory(name="Sở Nội vụ"),
        period_name="Quý III/2026",
        period_start=date(2026, 7, 1),
        period_end=date(2026, 9, 30),
    )
    content = content_of(client, page)
    assert "Quý III/2026 (01/07/2026 – 30/09/2026)" in content
    assert "Sở Nội vụ" in content


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"period_name": "Năm 2026"}, "<dd>Năm 2026</dd>"),
        ({"period_start": date(2026, 7, 1)}, "<dd>từ 01/07/2026</dd>"),
        ({"period_end": date(2026, 9, 30)}, "<dd>đến 30/09/2026</dd>"),
    ],
)
def test_a_period_is_shown_as_far_as_it_is_known(client, values, shown):
    assert shown in content_of(client, ResultPageFactory(**values))


def test_without_a_period_none_is_shown(client):
    assert "Kỳ báo cáo" not in content_of(client, ResultPageFactory())


def test_a_period_ends_after_it_begins():
    with pytest.raises(ValidationError) as error:
        ResultPageFactory(period_start=date(2026, 7, 2), period_end=date(2026, 7, 1))
    assert list(error.value.message_dict) == ["period_end"]


def test_a_period_of_one_day_is_fine(client):
    page = ResultPageFactory(period_start=date(2026, 7, 1), period_end=date(2026, 7, 1))
    assert page.period_days == "01/07/2026 – 01/07/2026"


def test_author_and_source_are_shown_on_the_page_and_in_its_metadata(client):
    page = ResultPageFactory(
        author_name="Trần Thị B",
        source_name="Báo Hà Nội mới",
        source_reference="ngày 20/11/2026",
        source_url="https://hanoimoi.vn/tin",
    )
    content = content_of(client, page)
    head, _, body = content.partition("</head>")
    assert '<meta name="author" content="Trần Thị B">' in head
    assert '<meta name="dcterms.source" content="Báo Hà Nội mới, ngày 20/11/2026">' in head
    assert "Trần Thị B" in body
    assert '<a href="https://hanoimoi.vn/tin" rel="external">Báo Hà Nội mới, ngày 20/11/2026</a>' in body


def test_without_author_and_source_nothing_is_said_of_them(client):
    content = content_of(client, ResultPageFactory())
    for words in ("Tác giả", "Nguồn tin", "dcterms.source"):
        assert words not in content


@pytest.mark.parametrize("factory", [ResultPageFactory, CommitteePageFactory])
def test_an_article_costs_five_queries_at_most(client, factory, django_assert_max_num_queries):
    factory()
    page = factory(agency=AgencyFactory())
    content_of(client, page)
    with django_assert_max_num_queries(5):
        content_of(client, page)
