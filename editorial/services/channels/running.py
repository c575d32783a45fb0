"""Run the import of one channel: each thing on its own, so that a bad one stops no other; each run leaves a record."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.db import transaction

from editorial.enums import Channel, ItemReason, ItemState, RunOutcome
from editorial.models import ChannelItem, ChannelRun, IntakeChannel, Sighting
from editorial.rules import channels as rules
from editorial.services.channels import taking
from editorial.services.channels.parcels import ChannelDownError, Found, NotTakenError, NotYetError, Source
from editorial.services.channels.taking import Trace

logger = logging.getLogger(__name__)

BATCH = 500


@dataclass
class Counts:
    """What one run came to."""

    taken: int = 0
    repeated: int = 0
    refused: int = 0
    ignored: int = 0
    waiting: int = 0
    failed: int = 0

    def add(self, trace: Trace) -> None:
        """Count one thing by what became of it."""
        name = ItemState(trace.item.state if trace.is_new else ItemState.REPEATED).value
        setattr(self, name, getattr(self, name) + 1)


def run(source: Source, *, now: datetime) -> ChannelRun:
    """Take in what a channel has, and return the record of the run; a channel that is down is a record too."""
    counts, outcome, error = Counts(), RunOutcome.DONE, ""
    try:
        with source.look() as there:
            for found, place in islice(_new(there, source.channel, now), settings.INTAKE_MOST_IN_A_RUN):
                _one(found, place, source.channel, counts, now)
    except ChannelDownError as down:
        outcome, error = RunOutcome.DOWN, str(down.args[0])[:60]
        logger.error("Channel %s cannot be reached: %s", source.channel, error)
    if outcome == RunOutcome.DONE and counts.failed:
        outcome = RunOutcome.PARTLY
    return _record(source.channel, outcome, error, counts, now)


def outlook(source: Source, *, now: datetime) -> int:
    """Return how many things a run would read now; nothing is read and nothing is stored. Raises ChannelDownError."""
    with source.look() as there:
        return sum(1 for _ in _new(there, source.channel, now))


def _new(there: Iterable[Found], channel: Channel, now: datetime) -> Iterator[tuple[Found, str]]:
    """Return what has not been dealt with, and is not waiting for its next attempt.

    What was seen before the line broke is yielded before ChannelDownError is raised.
    """
    looked = iter(there)
    down: ChannelDownError | None = None
    while down is None:
        batch: list[Found] = []
        try:
            batch.extend(islice(looked, BATCH))
        except ChannelDownError as error:
            down = error
        if not batch and down is None:
            return
        places = [taking.key(channel, found.place) for found in batch]
        known = Sighting.objects.filter(channel=channel, place_key__in=places)
        settled = {
            sighting.place_key
            for sighting in known
            if sighting.item_id is not None or (sighting.next_attempt_at and sighting.next_attempt_at > now)
        }
        yield from ((found, place) for found, place in zip(batch, places, strict=True) if place not in settled)
    if down is not None:
        raise down


def _one(found: Found, place: str, channel: Channel, counts: Counts, now: datetime) -> None:
    try:
        with transaction.atomic():
            trace = _taken_or_refused(found, channel, now)
            _sighted(channel, place, trace.item, now)
    except NotYetError:
        counts.waiting += 1
    except ChannelDownError:
        raise
    except Exception as error:  # noqa: BLE001 - one bad thing stops no other
        logger.error("Channel %s: one thing failed with %s", channel, type(error).__name__)
        counts.failed += 1
        _note_failure(channel, place, type(error).__name__, now)
    else:
        counts.add(trace)
        found.done(trace.item.code)


def _taken_or_refused(found: Found, channel: Channel, now: datetime) -> Trace:
    try:
        with transaction.atomic():
            return taking.take(found.read(), channel=channel, now=now)
    except NotTakenError as error:
        return taking.note_refused(error, channel=channel, now=now)


def _sighted(channel: Channel, place: str, item: ChannelItem, now: datetime) -> None:
    values = {"item": item, "seen_at": now, "next_attempt_at": None, "error": ""}
    Sighting.objects.update_or_create(channel=channel, place_key=place, defaults=values)


@transaction.atomic
def _note_failure(channel: Channel, place: str, error: str, now: datetime) -> None:
    """Put off the next attempt at one thing, or give it up after the last."""
    values = {"seen_at": now, "error": error[:60]}
    sighting, _created = Sighting.objects.select_for_update().get_or_create(
        channel=channel, place_key=place, defaults=values
    )
    sighting.attempts, sighting.error, sighting.seen_at = sighting.attempts + 1, error[:60], now
    sighting.next_attempt_at = rules.next_attempt(sighting.attempts, now)
    if sighting.next_attempt_at is None:
        broken = NotTakenError(ItemReason.BROKEN, outside_id=place)
        sighting.item = taking.note_refused(broken, channel=channel, now=now).item
    sighting.save()


@transaction.atomic
def _record(channel: Channel, outcome: RunOutcome, error: str, counts: Counts, now: datetime) -> ChannelRun:
    state, _created = IntakeChannel.objects.select_for_update().get_or_create(
        channel=channel, defaults={"first_run_at": now, "last_run_at": now}
    )
    state.last_run_at, state.last_error = now, error
    state.failures = state.failures + 1 if outcome == RunOutcome.DOWN else 0
    if outcome != RunOutcome.DOWN:
        state.last_success_at = now
    state.save()
    last = ChannelRun.objects.filter(channel=channel).order_by("-started_at", "-pk").first()
    if last is not None and _goes_on(last, outcome, error, counts, now):
        last.ended_at, last.times = now, last.times + 1
        last.save(update_fields=["ended_at", "times"])
        return last
    return ChannelRun.objects.create(
        channel=channel, started_at=now, ended_at=now, outcome=outcome, error=error, **asdict(counts)
    )


def _goes_on(last: ChannelRun, outcome: RunOutcome, error: str, counts: Counts, now: datetime) -> bool:
    """Return whether a run says nothing that the record of the one before does not say already."""
    pause = now - last.ended_at
    if not timedelta(0) <= pause <= timedelta(minutes=settings.INTAKE_ALARM_MINUTES):
        return False
    before = {name: getattr(last, name) for name in asdict(counts)}
    quiet = not any(count for name, count in before.items() if name != "waiting")
    return quiet and (last.outcome, last.error, before) == (outcome, error, asdict(counts))
