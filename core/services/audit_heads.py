"""Take the head of the audit chain outside each day, where the database's owner cannot reach it."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.db import transaction

from core.enums import AuditAct
from core.lib import dates
from core.models import AuditEvent
from core.notifications import AUDIT_HEAD
from core.rules.audit_chain import Head, head_line
from core.services import audit
from core.services.audit_verification import read_heads
from core.services.notifications import notify

LEAST_ADDRESSES = 2


def current_head(day: str) -> Head | None:
    """Return the chain's last row as a head of a day, or None while the chain is empty."""
    last = AuditEvent.objects.filter(number__isnull=False).order_by("-number").first()
    return Head(day, last.number or 0, last.row_hash) if last else None


@transaction.atomic
def send_head(*, now: datetime) -> Head | None:
    """Write today's head into the file, mail it to the configured addresses, and return it.

    A second run on one day (in Hà Nội) repeats the head of the first: the file gets one line a day, each address
    one letter. Raises OSError when the file cannot be written, ValueError when it holds something else; then
    nothing is mailed, and the queue tries again.
    """
    today = dates.local_date(now)
    noted = _noted_on(today.isoformat())
    head = noted or current_head(today.isoformat())
    if head is None:
        return None
    for address in settings.AUDIT_HEAD_ADDRESSES:
        notify(
            AUDIT_HEAD,
            recipient=address,
            occurrence=head.day,
            context={"day": dates.short_date(today), "number": head.number, "row_hash": head.row_hash},
            now=now,
        )
    if noted is None:
        audit.record(AuditAct.HEAD_SENT, detail={"number": head.number, "row_hash": head.row_hash}, now=now)
        _append(settings.AUDIT_HEADS_FILE, head_line(head))
    return head


def check_addresses(*, app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """System check of production: two people get the head, so that no one alone can make it disappear."""
    different = {address.strip().lower() for address in settings.AUDIT_HEAD_ADDRESSES}
    if len(different) >= LEAST_ADDRESSES and all("@" in address for address in different):
        return []
    hint = "Name the mailboxes of two people outside the operation, such as the auditor and the security officer."
    return [checks.Error("AUDIT_HEAD_ADDRESSES must hold two different addresses.", hint=hint, id="core.E019")]


def _noted_on(day: str) -> Head | None:
    if not settings.AUDIT_HEADS_FILE.exists():
        return None
    return next((head for head in read_heads(settings.AUDIT_HEADS_FILE) if head.day == day), None)


def _append(path: Path, line: str) -> None:
    """Add one line and wait until the disk has it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        file.write(f"{line}\n")
        file.flush()
        os.fsync(file.fileno())
