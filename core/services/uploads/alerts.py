"""Tell the security officers of a marking of secrecy: that there is one, never what it stands on (R3.3-2)."""

from datetime import datetime

from django.contrib.auth.backends import ModelBackend

from core.lib import dates
from core.models import StoredFile
from core.notifications import SECRECY_MARKED
from core.services.notifications import notify_each

RELEASE = "core.release_storedfile"


def alert(stored: StoredFile, *, now: datetime) -> None:
    """Note a letter to everybody who may decide about held files; it holds the number of the file and the time."""
    context = {"number": str(stored.pk), "at": dates.short_datetime(stored.received_at)}
    officers = ModelBackend().with_perm(RELEASE, include_superusers=False).order_by("pk")
    notify_each(SECRECY_MARKED, officers, subject=stored, occurrence="marked", context=context, now=now)
