"""Channels, runs and traces in the admin: to look at, for whom it concerns (R6.1a-2, R6.2-5)."""

import pytest
from django.urls import reverse

from editorial.enums import Channel
from editorial.models import Entry, IntakeChannel
from tests.editorial.channels.conftest import later, run_folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_of_each(shared_folder):
    """Let a channel take one file and refuse another."""
    (shared_folder / "bao-cao.txt").write_text("Báo cáo.")
    (shared_folder / "hong.pdf").write_text("không phải PDF")
    run_folder()


def text_of(browser, address, *args):
    answer = browser.get(reverse(address, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", ["standing_body", "operator", "auditor"])
def test_who_keeps_the_channels_running_sees_them(one_of_each, people, client_of, name):
    browser = client_of(getattr(people, name))
    assert "Thư mục dùng chung" in text_of(browser, "channels:index")
    detail = text_of(browser, "channels:inspect", IntakeChannel.objects.get().pk)
    assert "Đã chạy xong" in detail
    assert "Thư mục dùng chung" in text_of(browser, "channel_runs:index")


def test_the_operator_does_not_see_what_came(one_of_each, people, client_of):
    answer = client_of(people.operator).get(reverse("traces:index"))
    assert answer.status_code != 200


def test_what_was_not_taken_is_listed_with_its_reason(one_of_each, people, client_of):
    listed = text_of(client_of(people.auditor), "traces:index")
    assert "hong.pdf" in listed
    assert "Không tệp nào đạt yêu cầu" in listed


def test_the_entry_shows_its_trace_and_that_the_statement_is_missing(one_of_each, people, client_of):
    entry = Entry.objects.get()
    detail = text_of(client_of(people.editor), "inbox:inspect", entry.pk)
    assert entry.traces.get().sha256 in detail
    assert "Chờ cam kết của người gửi" in detail


@pytest.mark.parametrize(("name", "sees"), [("standing_body", True), ("operator", True), ("editor", False)])
def test_the_first_page_calls_who_has_to_look(shared_folder, settings, people, client_of, name, sees):
    settings.INTAKE_FOLDER += "-khong-co"
    for minute in range(settings.INTAKE_ALARM_FAILURES):
        run_folder(minute)
    page = text_of(client_of(getattr(people, name)), "wagtailadmin_home")
    assert ("không kết nối được 3 lần liên tiếp (FileNotFoundError)" in page) is sees


def test_the_first_page_says_nothing_when_all_is_well(settings, sending_agency, people, client_of):
    settings.INTAKE_FOLDER = "/khong-can"
    IntakeChannel.objects.create(
        channel=Channel.SHARED_FOLDER,
        first_run_at=later(24 * 60),
        last_run_at=later(24 * 60),
        last_success_at=later(24 * 60),
    )
    assert "cần kiểm tra" not in text_of(client_of(people.operator), "wagtailadmin_home")


def test_the_list_of_channels_costs_the_same_for_one_and_many(people, client_of, django_assert_max_num_queries):
    browser = client_of(people.operator)
    for channel in Channel:
        IntakeChannel.objects.create(channel=channel, first_run_at=later(), last_run_at=later())
    browser.get(reverse("channels:index"))
    with django_assert_max_num_queries(15):
        browser.get(reverse("channels:index"))
