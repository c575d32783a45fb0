"""Make a change request of what an act would change, send it, or take it back; nothing public changes here."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.enums import AuditAct, ChangeKind, ChangeStepKind
from core.models import ChangeRequest, ChangeRow, ChangeStep
from core.rules.changes import is_draft, is_open
from core.services import audit, locks
from core.services.changes.rehearsal import RowChange
from core.services.changes.shown import words_for

LOCK_SPACE = 20261128
MOST_WORDS = 200
MOST_ROWS = 500


def steps_of(request: ChangeRequest) -> list[str]:
    """Return the steps that a request has taken, oldest first."""
    return list(request.steps.order_by("pk").values_list("kind", flat=True))


def lock(request: ChangeRequest) -> None:
    """Keep others from taking a step of the request until the transaction ends."""
    locks.hold(LOCK_SPACE, request)


@transaction.atomic
def draft(changes: Sequence[RowChange], *, proposer: AbstractBaseUser, now: datetime) -> ChangeRequest:
    """Store what a person wants to change, not sent yet; raises ValidationError for more rows than one can look at."""
    if len(changes) > MOST_ROWS:
        raise ValidationError(_("Một đề nghị có tối đa %(most)s dòng. Hãy chia nhỏ.") % {"most": MOST_ROWS})
    first = changes[0]
    subject = words_for(first.table, first.after or first.before or {})
    request = ChangeRequest.objects.create(
        kind=ChangeKind.PERSON, subject=subject[:MOST_WORDS], proposed_by=proposer.pk, made_at=now
    )
    ChangeRow.objects.bulk_create(ChangeRow(request=request, **vars(change)) for change in changes)
    return request


@transaction.atomic
def submit(request: ChangeRequest, *, reason: str, actor: AbstractBaseUser, now: datetime) -> None:
    """Send a request to those who decide; the reason is compulsory (R2.2c-1)."""
    _require_own(request, actor)
    if not is_draft(steps_of(request)):
        raise ValidationError(_("Đề nghị này đã được gửi hoặc đã bỏ."))
    if not reason.strip():
        raise ValidationError({"note": _("Hãy ghi lý do.")})
    take_step(request, ChangeStepKind.SUBMITTED, note=reason.strip(), actor=actor, now=now)
    record(AuditAct.CHANGE_PROPOSED, request, actor=actor, now=now)


@transaction.atomic
def take_back(request: ChangeRequest, *, actor: AbstractBaseUser, now: datetime) -> None:
    """Drop an own request that was not sent, or withdraw one that nobody decided about."""
    _require_own(request, actor)
    lock(request)
    steps = steps_of(request)
    if is_draft(steps):
        take_step(request, ChangeStepKind.DROPPED, actor=actor, now=now)
    elif is_open(steps):
        take_step(request, ChangeStepKind.WITHDRAWN, actor=actor, now=now)
        record(AuditAct.CHANGE_WITHDRAWN, request, actor=actor, now=now)
    else:
        raise ValidationError(_("Đề nghị này đã kết thúc."))


def take_step(
    request: ChangeRequest, kind: ChangeStepKind, *, actor: AbstractBaseUser, now: datetime, note: str = ""
) -> ChangeStep:
    """Write one step; the database refuses one that does not fit."""
    return ChangeStep.objects.create(request=request, kind=kind, by_id=actor.pk, at=now, note=note)


def record(act: AuditAct, request: ChangeRequest, *, actor: AbstractBaseUser, now: datetime) -> None:
    """Put a step into the audit chain: which rows, never what stands in them."""
    rows = [f"{row.table}/{row.row_pk}/{row.act}" for row in request.rows.order_by("pk")[:20]]
    audit.record(act, actor=actor, subject=request, detail={"rows": rows, "count": request.rows.count()}, now=now)


def _require_own(request: ChangeRequest, actor: AbstractBaseUser) -> None:
    if request.proposed_by != actor.pk:
        raise PermissionDenied(_("Chỉ người đề nghị làm được việc này."))
