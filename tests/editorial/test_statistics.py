"""Figures of the inbox: punctuality and refusals by agency, month and channel (R3.9-6, R6.1a-10)."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from core.lib.dates import HANOI
from core.models import AuditEvent
from editorial.enums import Channel, EntryState, RefusalGround, RunOutcome, StatisticsBy
from editorial.models import ChannelRun, Refusal
from editorial.rules.periods import Months, next_month
from editorial.services import statistics
from editorial.services.merging import merge
from editorial.services.sorting import take
from tests.conftest import FROZEN_NOW
from tests.factories import AgencyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_now")]

NOVEMBER = Months.of(date(2026, 11, 1), date(2026, 11, 30))
LATE = {"starts_at": FROZEN_NOW - timedelta(hours=60), "ends_at": FROZEN_NOW - timedelta(hours=50)}
BY_AGENCY = [StatisticsBy.AGENCY]


@pytest.fixture
def ward(db):
    return AgencyFactory(name="UBND phường Ba Đình", code="p-ba-dinh")


def refused(entry, people, *grounds, is_agreed=True):
    return Refusal.objects.create(
        entry=entry,
        grounds=list(grounds),
        reasoning="Lý do.",
        proposed_by=people.editor,
        proposed_at=FROZEN_NOW,
        decided_by=people.approver,
        decided_at=FROZEN_NOW,
        is_agreed=is_agreed,
    )


def test_the_most_punctual_agency_comes_first(handed_in, ward):
    handed_in()
    handed_in(**LATE)
    handed_in(agency=ward)
    first, second = statistics.punctuality(NOVEMBER, by=BY_AGENCY)
    assert (first.group.agency, first.percent, first.total) == ("UBND phường Ba Đình", "100,0 %", 1)
    assert (second.group.agency, second.percent, second.on_time, second.late) == ("Sở Nội vụ", "50,0 %", 1, 1)
    assert second.seconds_late == 2 * 3600


def test_agencies_taken_together_are_the_whole(handed_in, ward):
    handed_in()
    handed_in(**LATE)
    handed_in(agency=ward, **LATE)
    handed_in(agency=ward, starts_at=None, ends_at=None)
    (whole,) = statistics.punctuality(NOVEMBER, by=[])
    assert statistics.together(statistics.punctuality(NOVEMBER, by=BY_AGENCY)) == whole


def test_notices_and_unknown_days_are_judged_for_nobody(handed_in):
    handed_in(starts_at=FROZEN_NOW + timedelta(days=2), ends_at=FROZEN_NOW + timedelta(days=3))
    handed_in(starts_at=None, ends_at=None)
    (row,) = statistics.punctuality(NOVEMBER, by=[])
    assert (row.total, row.announced, row.unknown, row.on_time, row.late) == (2, 1, 1, 0, 0)
    assert row.percent == "chưa có số liệu"


def test_an_activity_without_an_end_is_judged(handed_in):
    handed_in(ends_at=None)
    (row,) = statistics.punctuality(NOVEMBER, by=[])
    assert (row.on_time, row.announced) == (1, 0)


def test_what_is_late_because_the_channel_was_down_is_judged_for_nobody(handed_in, settings):
    settings.INTAKE_ALARM_MINUTES = 60
    for hours in (-9, 0):
        moment = FROZEN_NOW + timedelta(hours=hours)
        ChannelRun.objects.create(channel=Channel.EMAIL, started_at=moment, ended_at=moment, outcome=RunOutcome.DONE)
    for channel in (Channel.EMAIL, Channel.OFFICE):
        handed_in(channel=channel, **LATE)
    handed_in(channel=Channel.EMAIL, now=FROZEN_NOW + timedelta(hours=2), **LATE)
    rows = statistics.punctuality(NOVEMBER, by=[StatisticsBy.CHANNEL])
    by_channel = {row.group.channel: (row.total, row.late, row.excused) for row in rows}
    assert by_channel == {"Thư điện tử": (2, 1, 1), "Nộp trực tiếp tại Sở Nội vụ": (1, 1, 0)}


def test_an_entry_that_was_merged_counts_with_the_first(handed_in, people):
    first = take(handed_in(), actor=people.editor, now=FROZEN_NOW)
    merge(handed_in(channel=Channel.EMAIL), first, actor=people.editor, now=FROZEN_NOW)
    (row,) = statistics.punctuality(NOVEMBER, by=[StatisticsBy.CHANNEL])
    assert (row.group.channel, row.total) == ("Nộp trực tiếp tại Sở Nội vụ", 1)


def test_months_end_at_midnight_in_hanoi(handed_in):
    for minute in (59, 60):
        handed_in(now=datetime(2026, 10, 31, 23, tzinfo=HANOI) + timedelta(minutes=minute))
    october, november = statistics.punctuality(Months.of(date(2026, 10, 1), date(2026, 11, 1)), by=[StatisticsBy.MONTH])
    assert (october.group.month_label, october.total) == ("10/2026", 1)
    assert (november.group.month_label, november.total) == ("11/2026", 1)


def test_channel_and_agency_narrow_the_figures(handed_in, ward):
    handed_in()
    handed_in(channel=Channel.EMAIL, agency=ward)
    by_channel = statistics.punctuality(NOVEMBER, by=[StatisticsBy.CHANNEL])
    assert {row.group.channel: row.total for row in by_channel} == {
        "Nộp trực tiếp tại Sở Nội vụ": 1,
        "Thư điện tử": 1,
    }
    assert [row.total for row in statistics.punctuality(NOVEMBER, by=[], agency=ward.pk)] == [1]
    assert statistics.punctuality(NOVEMBER, by=[], channel=Channel.SHARED_FOLDER) == []


def test_a_refusal_counts_for_each_of_its_grounds(handed_in, people, ward):
    refused(handed_in(), people, RefusalGround.UNTRUE, RefusalGround.QUALITY)
    refused(handed_in(agency=ward), people, RefusalGround.QUALITY)
    refused(handed_in(), people, RefusalGround.SCOPE, is_agreed=False)
    rows = statistics.refusals(NOVEMBER, by=BY_AGENCY)
    assert [(row.group.agency, row.ground, row.entries) for row in rows] == [
        ("Sở Nội vụ", 5, 1),
        ("Sở Nội vụ", 9, 1),
        ("UBND phường Ba Đình", 9, 1),
    ]


def test_months_in_the_wrong_order_are_refused():
    with pytest.raises(ValueError, match="before"):
        Months.of(date(2026, 12, 1), date(2026, 11, 1))
    assert next_month(date(2026, 12, 5)) == date(2027, 1, 1)


@pytest.mark.parametrize("name", ["figures:index", "figures:refusals"])
def test_who_oversees_sees_the_figures_and_others_do_not(name, people, client_of):
    for person in ("standing_body", "leader", "auditor"):
        assert client_of(getattr(people, person)).get(reverse(name)).status_code == 200
    for person in ("editor", "approver", "agency_officer", "operator"):
        response = client_of(getattr(people, person)).get(reverse(name))
        assert response.status_code == 302, person


def test_the_table_and_its_export_hold_the_same_figures(handed_in, people, client_of):
    handed_in(**LATE)
    browser = client_of(people.leader)
    page = browser.get(reverse("figures:index")).content.decode()
    assert "Sở Nội vụ" in page
    assert 'value="2026-01"' in page
    assert "Đúng hạn tiếp nhận" in page
    assert "2 giờ" in page
    export = browser.get(reverse("figures:index"), {"by": "all", "export": "csv"})
    text = b"".join(export.streaming_content).decode()
    assert text.splitlines()[1] == '11/2026,Sở Nội vụ,Nộp trực tiếp tại Sở Nội vụ,1,0,1,"0,0 %",7200,0,0,0'
    assert AuditEvent.objects.filter(act="list.exported", detail__list="dung-han-tiep-nhan").count() == 1


def test_a_wrong_choice_is_told_at_its_field(people, client_of):
    browser = client_of(people.leader)
    page = browser.get(reverse("figures:index"), {"first": "2026-11", "last": "2026-01", "by": "agency"})
    assert "Tháng kết thúc không thể trước tháng bắt đầu." in page.content.decode()
    page = browser.get(reverse("figures:index"), {"first": "hôm qua", "export": "csv"})
    assert page.status_code == 200
    assert "Hãy ghi tháng như" in page.content.decode()


def test_a_leader_finds_refusals_and_late_agencies_on_the_first_page(handed_in, people, client_of):
    handed_in(**LATE)
    refused(handed_in(state=EntryState.RECEIVED), people, RefusalGround.QUALITY)
    page = client_of(people.leader).get(reverse("wagtailadmin_home")).content.decode()
    assert "Sở Nội vụ (1)" in page
    assert "50,0 % (1/2 tin, bài xét được)" in page
    assert "9. Không bảo đảm chất lượng" in page
    assert "Điều hành" not in client_of(people.editor).get(reverse("wagtailadmin_home")).content.decode()
