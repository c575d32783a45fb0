"""A channel that is down is seen, the others go on, and lateness that it caused is told from the sender's (R6.1a-2)."""

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest

from editorial.enums import Channel, RunOutcome
from editorial.models import ChannelRun, Entry, IntakeChannel
from editorial.rules.channels import Alarm, gaps, is_delayed, next_attempt
from editorial.services.channels.parcels import ChannelDownError
from editorial.services.channels.running import run
from editorial.services.channels.watching import alarm_of, downtime, is_delayed_by_channel, troubled

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Other:
    """Another side that can be switched off."""

    channel = Channel.EMAIL
    is_down = False

    def look(self):
        if self.is_down:
            raise ChannelDownError("TimeoutError")
        return nullcontext(())


@pytest.fixture
def other(settings):
    settings.INTAKE_ALARM_FAILURES, settings.INTAKE_ALARM_MINUTES = 3, 60
    return Other()


def run_at(other, *minutes, down=False):
    other.is_down = down
    for minute in minutes:
        run(other, now=NOW + minute * MINUTE)


@pytest.mark.django_db
def test_quiet_runs_of_a_kind_are_one_row(other):
    run_at(other, 0, 5, 10)
    made = ChannelRun.objects.get()
    assert (made.times, made.started_at, made.ended_at) == (3, NOW, NOW + 10 * MINUTE)
    run_at(other, 15, down=True)
    assert ChannelRun.objects.count() == 2


@pytest.mark.django_db
def test_a_pause_between_runs_shows_in_the_record(other):
    run_at(other, 0, 61)
    assert ChannelRun.objects.count() == 2


@pytest.mark.django_db
def test_after_so_many_failures_somebody_is_called(other):
    run_at(other, 0)
    run_at(other, 1, 2, down=True)
    assert troubled([Channel.EMAIL], now=NOW + 2 * MINUTE) == []
    run_at(other, 3, down=True)
    found = troubled([Channel.EMAIL], now=NOW + 3 * MINUTE)
    assert [(one.alarm, one.channel.last_error) for one in found] == [(Alarm.FAILING, "TimeoutError")]
    run_at(other, 4)
    assert troubled([Channel.EMAIL], now=NOW + 4 * MINUTE) == []


@pytest.mark.django_db
def test_a_channel_whose_import_does_not_run_is_silent(other):
    run_at(other, 0)
    state = IntakeChannel.objects.get()
    assert alarm_of(state, now=NOW + 60 * MINUTE) is None
    assert alarm_of(state, now=NOW + 61 * MINUTE) == Alarm.SILENT


@pytest.mark.django_db
def test_a_channel_that_is_switched_off_calls_nobody(other):
    run_at(other, 1, 2, 3, down=True)
    assert troubled([], now=NOW + 100 * MINUTE) == []


@pytest.mark.django_db
def test_the_log_tells_the_class_of_the_error_and_nothing_else(other, caplog):
    run_at(other, 0, down=True)
    assert "email cannot be reached: TimeoutError" in caplog.text


@pytest.mark.django_db
def test_downtime_is_between_the_last_contact_and_the_next(other):
    run_at(other, 0, 5)
    run_at(other, 10, 70, down=True)
    run_at(other, 100)
    since, until = NOW, NOW + 110 * MINUTE
    assert downtime(Channel.EMAIL, since=since, until=until) == [(NOW + 5 * MINUTE, NOW + 100 * MINUTE)]
    assert downtime(Channel.SHARED_FOLDER, since=since, until=until) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("deadline", "delayed"), [(50, True), (3, False), (104, False)])
def test_what_is_late_because_the_channel_was_down_is_known(other, deadline, delayed):
    run_at(other, 0, 5)
    run_at(other, 10, 70, down=True)
    run_at(other, 100)
    entry = Entry(
        channel=Channel.EMAIL,
        received_at=NOW + 105 * MINUTE,
        deadline=NOW + deadline * MINUTE,
        seconds_late=60,
    )
    assert is_delayed_by_channel(entry) is delayed


def test_an_entry_in_time_is_not_delayed():
    assert not is_delayed_by_channel(Entry(channel=Channel.EMAIL, seconds_late=0, deadline=NOW, received_at=NOW))


def test_attempts_come_at_growing_distances_and_end():
    waits = [next_attempt(attempts, NOW) for attempts in range(1, 8)]
    assert waits == sorted(waits)
    assert next_attempt(8, NOW) is None


def test_before_the_first_contact_nothing_is_known():
    assert gaps([], since=NOW, until=NOW + 600 * MINUTE, longest_pause=MINUTE) == []


def test_long_after_the_channel_came_back_the_sender_is_late():
    down = [(NOW, NOW + 60 * MINUTE)]
    kept = {"deadline": NOW + MINUTE, "gaps": down}
    assert is_delayed(received_at=NOW + 61 * MINUTE, **kept)
    assert not is_delayed(received_at=NOW + 121 * MINUTE, **kept)


@pytest.mark.django_db
def test_one_row_of_state_for_each_channel(other):
    run_at(other, 0, 5)
    run_at(other, 10, down=True)
    state = IntakeChannel.objects.get()
    assert (state.first_run_at, state.last_success_at, state.failures) == (NOW, NOW + 5 * MINUTE, 1)
    assert ChannelRun.objects.filter(outcome=RunOutcome.DOWN).count() == 1
