"""Decide about a change of what the public sees: another person, with the right of that day (R6.3a-2, R0-2)."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.enums import AuditAct, ChangeStepKind
from core.lib import dates
from core.models import ChangeRequest, StoredFile
from core.rules.changes import is_open, may_decide
from core.services import changes
from editorial.permissions import codenames_in_request, codenames_on
from editorial.rules.change_requests import ChangeRight, rights_needed
from editorial.services import change_letters


def change_rights_on(user: User, day: date) -> frozenset[ChangeRight]:
    """Return what a person may decide about on a day, by the roles held then (one query); no role, no right."""
    return _change_rights(codenames_on(user, day))


def change_rights_in_request(user: User, day: date) -> frozenset[ChangeRight]:
    """Return ``change_rights_on`` for what is shown: asked once for each request."""
    return _change_rights(codenames_in_request(user, day))


def _change_rights(codenames: frozenset[str]) -> frozenset[ChangeRight]:
    return frozenset(right for right in ChangeRight if f"core.{right}" in codenames)


def may_decide_about(request: ChangeRequest, user: User, rights: frozenset[ChangeRight]) -> bool:
    """Return whether a person with these rights may approve or refuse the request: never the own one."""
    tables = {row.table for row in request.rows.all()}
    return may_decide(
        has_right=bool(tables) and rights_needed(tables) <= rights, person=user.pk, proposer=request.proposed_by
    )


@transaction.atomic
def send(request: ChangeRequest, *, reason: str, actor: User, now: datetime) -> int:
    """Send an own request to those who decide and write to them; return to how many. Raises like ``submit`` of core."""
    changes.submit(request, reason=reason, actor=actor, now=now)
    return change_letters.ask_to_decide(request, now=now)


@transaction.atomic
def approve(request: ChangeRequest, *, note: str, actor: User, now: datetime) -> bool:
    """Approve a request and do exactly what it says, at once; return whether it was done.

    A request that no longer fits what is stored is void, which is written down with the reason, and nothing changes.
    Raises PermissionDenied for somebody without the right, ValidationError for a request that has ended or whose
    file the upload pipeline has not let through.
    """
    locked = _for_decision(request, actor, now)
    _require_released_files(locked)
    try:
        with transaction.atomic():
            changes.require_unchanged(locked)
            changes.take_step(locked, ChangeStepKind.APPROVED, note=note.strip(), actor=actor, now=now)
            changes.apply(locked, actor=actor)
            changes.record(AuditAct.CHANGE_APPROVED, locked, actor=actor, now=now)
    except changes.StaleError as error:
        changes.take_step(locked, ChangeStepKind.VOID, note=str(error), actor=actor, now=now)
        changes.record(AuditAct.CHANGE_VOID, locked, actor=actor, now=now)
        change_letters.tell_outcome(locked, ChangeStepKind.VOID, now=now)
        return False
    change_letters.tell_outcome(locked, ChangeStepKind.APPROVED, now=now)
    return True


@transaction.atomic
def refuse(request: ChangeRequest, *, note: str, actor: User, now: datetime) -> None:
    """Refuse a request with a reason; nothing changes. Raises like ``approve``."""
    locked = _for_decision(request, actor, now)
    if not note.strip():
        raise ValidationError({"note": _("Hãy ghi lý do không duyệt.")})
    changes.take_step(locked, ChangeStepKind.REFUSED, note=note.strip(), actor=actor, now=now)
    changes.record(AuditAct.CHANGE_REFUSED, locked, actor=actor, now=now)
    change_letters.tell_outcome(locked, ChangeStepKind.REFUSED, now=now)


def _for_decision(request: ChangeRequest, actor: User, now: datetime) -> ChangeRequest:
    """Return the request, kept from a second decision until the transaction ends."""
    changes.lock(request)
    if not may_decide_about(request, actor, change_rights_on(actor, dates.local_date(now))):
        raise PermissionDenied(_("Bạn không quyết định được về đề nghị này: cần người khác có thẩm quyền."))
    if not is_open(changes.steps_of(request)):
        raise ValidationError(_("Đề nghị này đã kết thúc. Hãy tải lại trang."))
    return request


def _require_released_files(request: ChangeRequest) -> None:
    wanted = {(row.after or {}).get("stored_file_id") for row in request.rows.all()}
    for stored in StoredFile.objects.filter(pk__in=[pk for pk in wanted if pk]).order_by("pk"):
        if not stored.is_released:
            raise ValidationError(_("Tệp mới chưa qua kiểm tra an toàn. Hãy đợi rồi duyệt lại."))
