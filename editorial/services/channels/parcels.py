"""What a channel hands over: where it saw something, and what it was."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from core.services.notifications import Recipient
from editorial.enums import Channel, ItemReason
from editorial.models import Entry


class ChannelDownError(Exception):
    """The other side cannot be reached; ``args[0]`` is the class of the error, without any content."""


class NotYetError(Exception):
    """Something is not whole yet: it is looked at again in the next run."""


class NotTakenError(Exception):
    """Something that can be no entry: it is noted, and told to its sender unless it is to be ignored."""

    def __init__(
        self,
        reason: ItemReason,
        *,
        outside_id: str,
        name: str = "",
        sender: Recipient | None = None,
        original: Path | None = None,
        held: object = None,
    ) -> None:
        super().__init__(reason.value)
        self.reason, self.outside_id, self.name, self.sender = reason, outside_id, name, sender
        self.original, self.held = original, held


@dataclass(frozen=True)
class Offered:
    """A file as it lies outside; ``open`` raises NotYetError when it changes while it is read."""

    name: str
    open: Callable[[], AbstractContextManager[BinaryIO]]


@dataclass(frozen=True)
class Parcel:
    """One thing that may become an entry.

    ``outside_id`` is its identity out there, together with its content when ``by_content``. ``sender_key`` says who
    sent it, ``words`` what the sender wrote, ``series`` what a later version has in common with it. ``original`` is
    the untouched original when it is not one of the files, ``held`` whatever keeps it on the disk until then.
    """

    outside_id: str
    name: str
    entry: Entry
    sender_key: str
    files: tuple[Offered, ...] = ()
    words: str = ""
    by_content: bool = True
    series: str = ""
    source_url: str = ""
    note: str = ""
    original: Path | None = None
    held: object = None
    sender: Recipient | None = None


@dataclass(frozen=True)
class Found:
    """A place where a channel sees something; ``read`` fetches it, ``done`` is called when it has been dealt with."""

    place: str
    read: Callable[[], Parcel]
    done: Callable[[str], None] = lambda code: None


class Source(Protocol):
    """One channel's other side."""

    channel: Channel

    def look(self) -> AbstractContextManager[Iterable[Found]]:
        """Open the other side for the block and yield what is there, the oldest first; raises ChannelDownError."""
