"""Which channels the settings have switched on, and what stands behind each."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from editorial.enums import Channel
from editorial.services.channels.city_feed import CityFeed
from editorial.services.channels.document_system import DocumentSystem
from editorial.services.channels.folder import SharedFolder
from editorial.services.channels.mailbox import EmailBox
from editorial.services.channels.parcels import Source

SOURCES: dict[Channel, Callable[[datetime], Source]] = {
    Channel.SHARED_FOLDER: SharedFolder,
    Channel.DOCUMENT_SYSTEM: DocumentSystem,
    Channel.EMAIL: EmailBox,
    Channel.CITY_PORTAL: CityFeed,
}
AUTOMATIC = tuple(SOURCES)


def in_use() -> list[Channel]:
    """Return the channels that have a place in the settings."""
    places = {
        Channel.SHARED_FOLDER: settings.INTAKE_FOLDER,
        Channel.DOCUMENT_SYSTEM: settings.DOCUMENT_SYSTEM_FOLDER or settings.DOCUMENT_SYSTEM_URL,
        Channel.EMAIL: settings.MAILBOX_HOST,
        Channel.CITY_PORTAL: settings.CITY_FEED_URLS,
    }
    return [channel for channel in AUTOMATIC if places[channel]]


def source_of(channel: Channel, *, now: datetime) -> Source:
    """Return the other side of a channel; raises LookupError for one that is not switched on."""
    if channel not in in_use():
        raise LookupError(channel)
    return SOURCES[channel](now)
