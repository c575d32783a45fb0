"""Note that the sender of an entry has taken the responsibility of Article 3.4 (R3.4-1)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.enums import AuditAct
from core.services import audit
from editorial.models import Entry
from editorial.permissions import Right
from editorial.rules.statement import CURRENT
from editorial.services.changes import locked, require_right


@transaction.atomic
def note_statement(entry: Entry, *, actor: User, now: datetime) -> Entry:
    """Store that the signed statement has come; from then on the entry may go on. It is noted once."""
    require_right(actor, Right.SORT, now=now)
    stored = locked(entry)
    if not stored.waits_for_statement:
        raise ValidationError(_("Cam kết của người gửi đã được ghi nhận. Hãy tải lại trang."), code="state")
    stored.statement_version, stored.statement_accepted_at = CURRENT, now
    stored.save()
    detail: dict[str, audit.JSON] = {"statement": CURRENT}
    audit.record(AuditAct.ENTRY_STATEMENT_NOTED, actor=actor, subject=stored, detail=detail, now=now)
    return stored
