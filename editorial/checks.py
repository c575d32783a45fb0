"""Settings of channels that would be dangerous stop the start (Article 3.3, R3.3-4)."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

INBOX = "inbox"


@register()
def check_channels(**kwargs: Any) -> list[CheckMessage]:
    """Refuse feeds that would fill anything but the inbox, and addresses that outbound calls would refuse anyway."""
    found: list[CheckMessage] = []
    if settings.CITY_FEED_TARGET != INBOX:
        found.append(
            Error(
                "Feeds of others may fill the inbox only, never a public page (Article 3.3, R3.3-4).",
                hint="Leave CITY_FEED_TARGET out, or set it to inbox.",
                id="editorial.E001",
            )
        )
    addresses = [*settings.CITY_FEED_URLS, *filter(None, [settings.DOCUMENT_SYSTEM_URL])]
    found += [
        Error(
            "A channel's address must be https, on a host that OUTBOUND_HOSTS names.",
            hint="Look at CITY_FEED_URLS and DOCUMENT_SYSTEM_URL.",
            id="editorial.E002",
        )
        for address in addresses
        if not _is_callable(address)
    ]
    return found


def _is_callable(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and (parts.hostname or "") in {host.lower() for host in settings.OUTBOUND_HOSTS}
