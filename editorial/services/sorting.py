"""Take an entry up, make clear what it is, and set it aside while something has to be verified (Article 6.2)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.enums import AuditAct
from core.services import audit
from editorial.enums import EntryState
from editorial.models import Entry
from editorial.permissions import Right
from editorial.rules.states import missing_from_sorting
from editorial.services.changes import locked, move, require_right, require_state
from editorial.services.intake import wind_clock

SORTED_FIELDS = ("kind", "category", "origin", "content", "purpose", "starts_at", "ends_at", "issued_on")


@transaction.atomic
def take(entry: Entry, *, actor: User, now: datetime) -> Entry:
    """Begin to process a new entry, or go on after its verification; the chain records who did."""
    require_right(actor, Right.SORT, now=now)
    stored = locked(entry)
    require_state(stored, EntryState.RECEIVED, EntryState.VERIFYING)
    act = AuditAct.ENTRY_TAKEN if stored.state == EntryState.RECEIVED else AuditAct.ENTRY_VERIFIED
    move(stored, EntryState.PROCESSING, now=now)
    audit.record(act, actor=actor, subject=stored, detail={"state": stored.state}, now=now)
    return stored


@transaction.atomic
def sort(entry: Entry, values: Mapping[str, Any], *, actor: User, now: datetime) -> Entry:
    """Store what the Board finds out of an entry: kind, category, origin, content, purpose, and its days.

    What is not clear yet may stay empty, but the entry does not go on without it. The clock is wound anew.
    """
    require_right(actor, Right.SORT, now=now)
    stored = locked(entry)
    require_state(stored, EntryState.PROCESSING, EntryState.VERIFYING)
    before = {name: getattr(stored, name) for name in SORTED_FIELDS}
    for name in SORTED_FIELDS:
        setattr(stored, name, values[name])
    wind_clock(stored)
    stored.save()
    changed: list[audit.JSON] = [name for name in SORTED_FIELDS if before[name] != getattr(stored, name)]
    detail = {
        "changed": changed,
        "kind": stored.kind,
        "category": stored.category,
        "seconds_late": stored.seconds_late,
    }
    audit.record(AuditAct.ENTRY_SORTED, actor=actor, subject=stored, detail=detail, now=now)
    return stored


@transaction.atomic
def set_aside(entry: Entry, *, actor: User, now: datetime) -> Entry:
    """Keep an entry aside while its origin or truth is being verified (R6.2-2)."""
    require_right(actor, Right.SORT, now=now)
    stored = locked(entry)
    require_state(stored, EntryState.PROCESSING)
    move(stored, EntryState.VERIFYING, now=now)
    audit.record(AuditAct.ENTRY_VERIFIED, actor=actor, subject=stored, detail={"state": stored.state}, now=now)
    return stored


def require_sorted(entry: Entry) -> None:
    """Raise ValidationError naming what Article 6.2 wants to be clear before an entry leaves processing."""
    if entry.waits_for_statement:
        raise ValidationError(
            _("Người gửi chưa cam kết chịu trách nhiệm (Điều 3 khoản 4): hãy ghi nhận cam kết trước.")
        )
    missing = missing_from_sorting(
        kind=entry.kind,
        category=entry.category,
        origin=entry.origin,
        content=entry.content,
        purpose=entry.purpose,
    )
    if missing:
        names = ", ".join(str(Entry._meta.get_field(name).verbose_name).lower() for name in missing)  # type: ignore[union-attr]  # all are columns
        raise ValidationError(_("Phải phân loại xong trước khi chuyển: còn thiếu %(names)s."), params={"names": names})
