"""Settings that would open a way past the inbox or past the Board stop the start (Articles 3.3 and 6.3.a)."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

INBOX = "inbox"
FINISH = "editorial.lib.finishing.finish_workflow"
WRITE_API = "wagtail.api.v3"


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


@register()
def check_workflow(**kwargs: Any) -> list[CheckMessage]:
    """Find settings of Wagtail's workflow that would let something unapproved out (security.md, section 2.1)."""
    found: list[CheckMessage] = []
    if not getattr(settings, "WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT", False):
        found.append(Error("WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT must be on.", id="editorial.E003"))
    if not getattr(settings, "WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH", True):
        found.append(Error("WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH must be on.", id="editorial.E004"))
    if getattr(settings, "WAGTAIL_FINISH_WORKFLOW_ACTION", "") != FINISH:
        found.append(Error(f"WAGTAIL_FINISH_WORKFLOW_ACTION must be {FINISH}.", id="editorial.E005"))
    if any(name == WRITE_API or name.startswith(f"{WRITE_API}.") for name in settings.INSTALLED_APPS):
        found.append(Error("Wagtail's write API must not be installed.", id="editorial.E006"))
    return found


def _is_callable(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and (parts.hostname or "") in {host.lower() for host in settings.OUTBOUND_HOSTS}
