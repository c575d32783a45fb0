"""Category 2: who took part, with the title held then; when and where (R4.2-1)."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from accounts.models import LeaderTitle
from core.enums import Category
from core.models import PublishedItem
from core.services.changes import set_up
from news.models import LeaderActivityPage, LeaderParticipation
from portal.content.pages import publish
from tests.admin.forms import add_address, save
from tests.factories import LeaderActivityPageFactory, LeaderFactory, LeaderTitleFactory, UserFactory

pytestmark = pytest.mark.django_db

EVENING = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)  # half past one of the next day in Hanoi


def content_of(client, page) -> str:
    response = client.get(page.public_path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def promoted():
    """A leader who became chairman on 21 November 2026."""
    leader = LeaderFactory(name="Nguyễn Văn A", title=None)
    change = date(2026, 11, 21)
    LeaderTitleFactory(leader=leader, title="Phó Chủ tịch", valid_until=change)
    LeaderTitleFactory(leader=leader, title="Chủ tịch", valid_from=change)
    return leader


@pytest.mark.parametrize(
    ("starts_at", "title"),
    [(datetime(2026, 11, 20, 2, 0, tzinfo=UTC), "Phó Chủ tịch"), (EVENING, "Chủ tịch")],
)
def test_a_leader_is_shown_with_the_title_held_on_that_day_in_hanoi(client, promoted, starts_at, title):
    page = LeaderActivityPageFactory(starts_at=starts_at, participants=[LeaderParticipation(leader=promoted)])
    assert f"<strong>Nguyễn Văn A</strong>, {title}</p>" in content_of(client, page)


def test_a_later_title_leaves_old_items_as_they_were(client, promoted):
    page = LeaderActivityPageFactory(participants=[LeaderParticipation(leader=promoted)])
    before = content_of(client, page)
    with set_up("thử"):
        LeaderTitle.objects.filter(title="Chủ tịch").update(valid_until=date(2027, 1, 1))
    LeaderTitleFactory(leader=promoted, title="Bí thư", valid_from=date(2027, 1, 1))
    publish(page)
    assert "<strong>Nguyễn Văn A</strong>, Phó Chủ tịch</p>" in before
    assert "<strong>Nguyễn Văn A</strong>, Phó Chủ tịch</p>" in content_of(client, page)


def test_a_leader_without_a_known_title_is_shown_by_name(client):
    leader = LeaderFactory(name="Trần Thị B", title=None)
    page = LeaderActivityPageFactory(participants=[LeaderParticipation(leader=leader)])
    assert "<strong>Trần Thị B</strong></p>" in content_of(client, page)


def test_without_a_leader_the_page_says_that_it_is_being_updated(client):
    assert "đang cập nhật" in content_of(client, LeaderActivityPageFactory(participants=[])).partition("<article>")[2]


def test_time_place_and_programme_are_shown_in_hanoi_time(client):
    page = LeaderActivityPageFactory(
        starts_at=EVENING,
        ends_at=datetime(2026, 11, 20, 20, 0, tzinfo=UTC),
        place="Bộ phận một cửa phường Đống Đa",
        programme="Kiểm tra\nLàm việc",
    )
    content = content_of(client, page).replace("\u00a0", " ")
    assert "01:30 21/11/2026 – 03:00 21/11/2026" in content
    assert "Bộ phận một cửa phường Đống Đa" in content
    assert "Kiểm tra<br>Làm việc" in content
    assert '<time datetime="2026-11-21">21/11/2026</time>' in content


def test_a_list_sorts_an_activity_by_the_day_it_took_place():
    page = LeaderActivityPageFactory(starts_at=EVENING)
    assert PublishedItem.objects.get(page_id=page.pk).listed_at == EVENING


def test_the_start_is_compulsory_for_publishing():
    with pytest.raises(ValidationError) as error:
        LeaderActivityPageFactory(starts_at=None)
    assert error.value.message_dict == {"starts_at": ["Cần thời điểm bắt đầu để tính thời hạn 48 giờ."]}


@pytest.mark.parametrize("published", [False, True])
def test_the_start_may_wait_while_the_page_is_a_draft(client_of, site_tree, published):
    address = add_address(site_tree.sections[Category.LEADERS], LeaderActivityPage)
    values = {"title": "Kiểm tra", "participants-0-leader": LeaderFactory().pk, "participants-TOTAL_FORMS": "1"}
    values |= {"participants-0-id": "", "participants-0-ORDER": "1", "participants-0-DELETE": ""}
    response = save(client_of(UserFactory(superuser=True)), address, publish=published, **values)
    assert LeaderActivityPage.objects.exists() is not published
    if published:
        assert "starts_at" in response.context["form"].errors


def test_a_draft_may_wait_for_its_first_leader_and_publishing_asks_for_one(client_of, site_tree):
    address = add_address(site_tree.sections[Category.LEADERS], LeaderActivityPage)
    admin = client_of(UserFactory(superuser=True))
    values = {"title": "Kiểm tra", "starts_at": "20/11/2026 09:00"}
    refused = save(admin, address, publish=True, **values)
    assert not refused.context["form"].formsets["participants"].is_valid()
    assert save(admin, address, **values).status_code == 302
    assert not LeaderParticipation.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"ends_at": datetime(2026, 11, 20, 1, 0, tzinfo=UTC)},
        {"starts_at": datetime(1, 1, 2, tzinfo=UTC)},
        {"ends_at": datetime(9999, 12, 30, tzinfo=UTC)},
    ],
)
def test_times_that_cannot_be_are_refused(values):
    page = LeaderActivityPageFactory()
    for name, value in values.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as error:
        page.full_clean()
    assert set(error.value.message_dict) == set(values)


def test_who_took_part_is_found(promoted):
    page = LeaderActivityPageFactory(place="Ba Vì", participants=[LeaderParticipation(leader=promoted)])
    text = PublishedItem.objects.get(page_id=page.pk).search_text
    assert "Phó Chủ tịch Nguyễn Văn A" in text
    assert "Ba Vì" in text


def test_an_activity_costs_five_queries_at_most(client, django_assert_max_num_queries):
    page = LeaderActivityPageFactory(participants=[LeaderParticipation(leader=LeaderFactory()) for _ in range(3)])
    content_of(client, page)
    with django_assert_max_num_queries(5):
        content_of(client, page)
