"""Runs of the imports in the demo: with one thing, with nothing, without a line, with what cannot be taken."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from editorial.enums import Channel, ItemReason
from editorial.models import ChannelRun
from editorial.services.channels.parcels import ChannelDownError, Found, NotTakenError, Parcel
from editorial.services.channels.running import run
from portal.demo.inbox.cast import Row


@dataclass
class DemoSource:
    """A channel whose other side holds what the data file says."""

    channel: Channel
    there: tuple[Found, ...] = ()
    down: str = ""

    @contextmanager
    def look(self) -> Iterator[Iterable[Found]]:
        """Yield what is there; raises ChannelDownError when the data file says that there was no line."""
        if self.down:
            raise ChannelDownError(self.down)
        yield self.there


def run_with(parcel: Parcel, channel: Channel, at: datetime) -> None:
    """Let the import of a channel find one thing; raises RuntimeError when it did not take it."""
    record = run(DemoSource(channel, (Found(parcel.outside_id, lambda: parcel),)), now=at)
    if record.taken != 1:
        raise RuntimeError(f"The demo's {parcel.outside_id} did not come in by {channel}.")


def run_without_entry(row: Row, at: datetime) -> ChannelRun:
    """Let the import of a channel end without an entry, and return the record of the run."""
    there = (Found(row["name"], partial(_refuse, row)),) if "refused" in row else ()
    return run(DemoSource(Channel(row["channel"]), there, row.get("down", "")), now=at)


def _refuse(row: Row) -> Parcel:
    raise NotTakenError(ItemReason(row["refused"]), outside_id=row["name"], name=row["name"])
