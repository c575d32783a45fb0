"""Which channels need somebody, and when a channel was down (R6.1a-2, R6.1a-10)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max, Min, Q, QuerySet

from editorial.enums import Channel, RunOutcome
from editorial.models import ChannelItem, ChannelRun, Entry, IntakeChannel
from editorial.rules import channels as rules
from editorial.rules.channels import Alarm, Period


@dataclass(frozen=True)
class Troubled:
    """A channel that needs somebody, and why."""

    channel: IntakeChannel
    alarm: Alarm

    @property
    def is_failing(self) -> bool:
        """Return whether the other side cannot be reached; otherwise the import itself does not run."""
        return self.alarm == Alarm.FAILING


def troubled(used: Collection[Channel], *, now: datetime) -> list[Troubled]:
    """Return the channels in use that fail or have been silent for too long."""
    found = []
    for state in IntakeChannel.objects.filter(channel__in=used):
        alarm = alarm_of(state, now=now)
        if alarm is not None:
            found.append(Troubled(state, alarm))
    return found


def alarm_of(state: IntakeChannel, *, now: datetime) -> Alarm | None:
    """Return why a channel needs somebody, or None."""
    return rules.alarm(
        failures=state.failures,
        reached_at=state.last_success_at or state.first_run_at,
        now=now,
        most_failures=settings.INTAKE_ALARM_FAILURES,
        longest_silence=_longest_pause(),
    )


def downtime(channel: Channel, *, since: datetime, until: datetime) -> list[Period]:
    """Return the periods in which a channel was down between two instants, for the reckoning of punctuality."""
    runs = ChannelRun.objects.filter(channel=channel, started_at__lte=until).exclude(outcome=RunOutcome.DOWN)
    first = runs.filter(ended_at__lte=since).order_by("-started_at").values_list("started_at", flat=True).first()
    reached = runs.filter(started_at__gte=first or since).order_by("started_at", "pk")
    return rules.gaps(
        reached.values_list("started_at", "ended_at"), since=since, until=until, longest_pause=_longest_pause()
    )


def is_delayed_by_channel(entry: Entry) -> bool:
    """Return whether an entry is late only because its channel was down when its time ran out (R6.1a-10)."""
    if not entry.seconds_late or entry.deadline is None:
        return False
    day = timedelta(days=1)
    periods = downtime(Channel(entry.channel), since=entry.deadline - day, until=entry.received_at)
    return rules.is_delayed(deadline=entry.deadline, received_at=entry.received_at, gaps=periods)


def delayed_by_channels(entries: QuerySet[Entry]) -> list[int]:
    """Return the keys of those entries that are late only because their channel was down; three queries a channel."""
    late = entries.filter(seconds_late__gt=0)
    spans = late.order_by().values_list("channel").annotate(since=Min("deadline"), until=Max("received_at"))
    delayed = []
    for channel, since, until in spans:
        periods = downtime(Channel(channel), since=since, until=until)
        if not periods:
            continue
        came = late.filter(channel=channel, received_at__gte=periods[0][1])
        delayed += [
            pk
            for pk, deadline, received_at in came.order_by().values_list("pk", "deadline", "received_at")
            if deadline and rules.is_delayed(deadline=deadline, received_at=received_at, gaps=periods)
        ]
    return delayed


def traces_of(entry: Entry) -> list[ChannelItem]:
    """Return by which ways an entry came, those of entries merged into it included."""
    traces = ChannelItem.objects.filter(Q(entry=entry) | Q(entry__merged_into=entry))
    return list(traces.select_related("entry").order_by("pk"))


def _longest_pause() -> timedelta:
    return timedelta(minutes=settings.INTAKE_ALARM_MINUTES)
