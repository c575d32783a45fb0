"""Give an entry back to its supplier for supplement, with a deadline, and take the answer in (R6.1a-11)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.enums import AuditAct
from core.lib import dates
from core.services import audit
from editorial.enums import EntryState
from editorial.models import Entry, Supplement
from editorial.permissions import Right
from editorial.services import letters
from editorial.services.changes import locked, move, require_right, require_state
from editorial.services.files import Brought, attach


@transaction.atomic
def ask(entry: Entry, *, request: str, due_on: date, actor: User, now: datetime) -> Supplement:
    """Ask the supplier to add or make clear something until the end of a day, and return what was asked.

    A page made of it already waits: it is not approved before the entry is accepted again. Raises ValidationError for
    an empty request or a day that is over.
    """
    require_right(actor, Right.SORT, now=now)
    stored = locked(entry)
    require_state(stored, EntryState.PROCESSING, EntryState.VERIFYING, EntryState.ACCEPTED)
    if not request.strip():
        raise ValidationError({"request": _("Hãy ghi rõ nội dung cần bổ sung.")})
    if due_on < dates.local_date(now):
        raise ValidationError({"due_on": _("Hạn bổ sung không thể ở trong quá khứ.")})
    asked = Supplement.objects.create(entry=stored, request=request, due_on=due_on, asked_by=actor, asked_at=now)
    move(stored, EntryState.RETURNED, now=now)
    audit.record(
        AuditAct.ENTRY_RETURNED,
        actor=actor,
        subject=stored,
        detail={"supplement": asked.pk, "due_on": due_on.isoformat()},
        now=now,
    )
    letters.ask_for_supplement(asked, now=now)
    return asked


@transaction.atomic
def take_in(entry: Entry, *, answer: str, files: Sequence[Brought] = (), actor: User, now: datetime) -> Supplement:
    """Store, for its supplier, what was added to an entry; raises like ``store_answer``, and PermissionDenied."""
    require_right(actor, Right.SORT, now=now)
    return store_answer(entry, answer=answer, files=files, actor=actor, now=now)


@transaction.atomic
def store_answer(
    entry: Entry, *, answer: str, files: Sequence[Brought] = (), actor: User | None, now: datetime, **detail: str
) -> Supplement:
    """Store what was added in words and files, beside what came first, and go on; late answers too.

    Who may answer is asked by the caller; ``detail`` goes into the audit row. Raises ValidationError for empty words.
    """
    stored = locked(entry)
    require_state(stored, EntryState.RETURNED)
    if not answer.strip():
        raise ValidationError({"answer": _("Hãy ghi nội dung bổ sung.")})
    asked: Supplement = stored.supplements.get(answered_at__isnull=True)
    asked.answer, asked.answered_at = answer, now
    asked.save()
    attach(stored, files, supplement=asked, actor=actor, now=now)
    move(stored, EntryState.PROCESSING, now=now)
    audit.record(
        AuditAct.ENTRY_SUPPLEMENTED, actor=actor, subject=stored, detail={"supplement": asked.pk, **detail}, now=now
    )
    return asked
