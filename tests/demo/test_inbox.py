"""The demo inbox shows every channel, every state and what may go wrong, made by the services of the admin."""

from core.enums import FileState
from core.lib import clock
from core.models import AuditEvent
from editorial.enums import Channel, EntryState, ItemState, RefusalGround, RunOutcome
from editorial.models import ChannelItem, ChannelRun, Entry, EntryFile, EntryMessage, Refusal
from editorial.services.publishing import alarms

MOST_MINUTES_LATE = 60
NOT_IN_THE_DEMO = {RefusalGround.POLICY}  # nothing invented here should be of that kind


def test_every_channel_and_every_state_has_an_entry(demo):
    assert set(Entry.objects.values_list("channel", flat=True)) == set(Channel) - {Channel.OTHER}
    assert set(Entry.objects.values_list("state", flat=True)) == set(EntryState)


def test_the_grounds_of_refusal_are_told_but_for_what_nobody_should_invent(demo):
    shown = {number for grounds in Refusal.objects.values_list("grounds", flat=True) for number in grounds}
    assert shown == set(RefusalGround) - NOT_IN_THE_DEMO
    assert Refusal.objects.get(grounds=[RefusalGround.DUPLICATE]).published_page.live
    sealed = Entry.objects.get(sealed_at__isnull=False)
    assert (sealed.state, sealed.title) == (EntryState.REFUSED, "")


def test_something_came_late_by_minutes_and_something_is_held_back(demo):
    assert 0 < Entry.objects.get(seconds_late__gt=0).seconds_late <= 60 * MOST_MINUTES_LATE
    assert EntryFile.objects.filter(stored__state=FileState.QUARANTINED).count() == 1


def test_channels_have_runs_with_and_without_a_line_and_things_not_taken(demo):
    automatic = {Channel.SHARED_FOLDER, Channel.DOCUMENT_SYSTEM, Channel.EMAIL, Channel.CITY_PORTAL}
    assert set(ChannelRun.objects.values_list("channel", flat=True)) == automatic
    assert ChannelRun.objects.filter(outcome=RunOutcome.DOWN, times__gt=1).exists()
    assert set(ChannelItem.objects.values_list("state", flat=True)) == set(ItemState) - {ItemState.REPEATED}


def test_a_supplier_and_the_office_talk_and_a_leader_has_an_alarm(demo):
    assert set(EntryMessage.objects.values_list("from_office", flat=True)) == {True, False}
    assert len(alarms(clock.now()).unconfirmed) == 1


def test_nothing_in_it_is_real_and_every_entry_says_how_it_came(demo):
    titles = set(Entry.objects.exclude(sealed_at__isnull=False).values_list("title", flat=True))
    assert {title for title in titles if not title.endswith("(minh họa)")} == set()
    told = AuditEvent.objects.filter(subject_type=Entry._meta.label_lower, act="entry.received")
    assert {int(one.subject_id) for one in told} == set(Entry.objects.values_list("pk", flat=True))
