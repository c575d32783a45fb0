"""Merge an entry into the one that came first, by a person's act; both traces are kept (R6.1a-2)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.enums import AuditAct
from core.services import audit
from editorial.enums import EntryState
from editorial.models import Entry
from editorial.permissions import Right
from editorial.rules.states import OPEN
from editorial.services.changes import locked, move, require_right, require_state

MERGEABLE = (EntryState.RECEIVED, EntryState.PROCESSING, EntryState.VERIFYING, EntryState.RETURNED)


@transaction.atomic
def merge(entry: Entry, into: Entry, *, actor: User, now: datetime) -> Entry:
    """Merge an entry into an earlier one that is still being dealt with, and return the earlier one.

    The earlier one stays: it is whose time of receipt counts. Raises ValidationError for the same entry, a later, a
    closed, a merged or a sealed one.
    """
    require_right(actor, Right.SORT, now=now)
    if into.pk == entry.pk:
        raise ValidationError({"into": _("Không thể gộp một tin, bài vào chính nó.")})
    first, second = sorted((entry, into), key=lambda one: one.pk)
    held = {one.pk: locked(one) for one in (first, second)}
    gone, kept = held[entry.pk], held[into.pk]
    require_state(gone, *MERGEABLE)
    if gone.is_sealed or kept.is_sealed:
        raise ValidationError({"into": _("Nội dung niêm phong không gộp được.")})
    if kept.state not in OPEN:
        raise ValidationError({"into": _("Chỉ gộp vào tin, bài còn đang xử lý.")})
    if (kept.received_at, kept.pk) > (gone.received_at, gone.pk):
        raise ValidationError({"into": _("Hãy gộp tin, bài đến sau vào tin, bài đến trước.")})
    gone.supplements.filter(answered_at__isnull=True).update(answered_at=now)
    gone.merged.update(merged_into=kept)
    gone.merged_into = kept
    move(gone, EntryState.MERGED, now=now)
    detail: dict[str, audit.JSON] = {"from": gone.pk, "into": kept.pk}
    for one in (gone, kept):
        audit.record(AuditAct.ENTRY_MERGED, actor=actor, subject=one, detail=detail, now=now)
    return kept


@transaction.atomic
def split(entry: Entry, *, actor: User, now: datetime) -> Entry:
    """Take an entry apart again that was merged by mistake."""
    require_right(actor, Right.SORT, now=now)
    stored = locked(entry)
    require_state(stored, EntryState.MERGED)
    kept, stored.merged_into = stored.merged_into, None
    move(stored, EntryState.PROCESSING, now=now)
    detail: dict[str, audit.JSON] = {"from": stored.pk, "into": kept.pk if kept else None}
    for one in (stored, kept):
        audit.record(AuditAct.ENTRY_SPLIT, actor=actor, subject=one, detail=detail, now=now)
    return stored
