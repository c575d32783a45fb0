"""The office's side of the thread with a supplier: ask, and note that something was read (R6.1a-11)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.enums import AuditAct
from core.services import audit
from editorial.models import Entry, EntryMessage
from editorial.permissions import Right
from editorial.rules.supply import TALKING
from editorial.services import letters
from editorial.services.changes import locked, require_right, require_state


@transaction.atomic
def ask(entry: Entry, *, body: str, expects_answer: bool, actor: User, now: datetime) -> EntryMessage:
    """Write to the supplier without handing the entry back, and tell by letter where to read it.

    What expects an answer is reminded of when none comes; the supplier may write back anyway.
    """
    require_right(actor, Right.SORT, now=now)
    stored = locked(entry)
    require_state(stored, *TALKING)
    if stored.is_sealed:
        raise ValidationError(_("Tin, bài được niêm phong thì không trao đổi với người gửi."))
    if not body.strip():
        raise ValidationError({"body": _("Hãy ghi câu hỏi hoặc nội dung trả lời.")})
    closed_at = None if expects_answer else now
    message = EntryMessage.objects.create(
        entry=stored, from_office=True, author=actor, body=body, sent_at=now, closed_at=closed_at
    )
    _close(stored, now)
    audit.record(AuditAct.ENTRY_QUESTION_ASKED, actor=actor, subject=stored, detail={"message": message.pk}, now=now)
    letters.tell_question(message, now=now)
    return message


@transaction.atomic
def note_seen(entry: Entry, *, actor: User, now: datetime) -> int:
    """Note that what the supplier wrote was read and needs no answer; return how many messages that were."""
    require_right(actor, Right.SORT, now=now)
    stored = locked(entry)
    closed = _close(stored, now)
    audit.record(AuditAct.ENTRY_MESSAGES_SEEN, actor=actor, subject=stored, detail={"number": closed}, now=now)
    return closed


def _close(entry: Entry, now: datetime) -> int:
    return entry.messages.filter(from_office=False, closed_at__isnull=True).update(closed_at=now)
