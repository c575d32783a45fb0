"""What security officers decide about held files: two of them to open one, one to keep it closed (R3.3-2)."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from core.enums import AuditAct, FileDecisionKind, FileState
from core.lib import text
from core.lib.files import Rule
from core.models import FileDecision, StoredFile
from core.services import audit
from core.services.uploads.alerts import RELEASE
from core.services.uploads.keeping import state_changed, told


class NotAllowedError(PermissionError):
    """A decision about a held file by somebody who may not take it, or that its state does not allow."""


def may_decide(by: audit.Actor) -> bool:
    """Tell whether somebody decides about held files at all."""
    return bool(by.has_perm(RELEASE))  # type: ignore[union-attr]  # of every user model with permissions


def choices(stored: StoredFile, by: audit.Actor) -> tuple[FileDecisionKind, ...]:
    """Return what this person may decide about this file now."""
    if stored.state != FileState.QUARANTINED or not may_decide(by):
        return ()
    if stored.release_asked_by is None:
        return (FileDecisionKind.PROPOSED, FileDecisionKind.REFUSED)
    agreed = stored.release_asked_by != by.pk and stored.scanned_at is not None
    mine = (FileDecisionKind.AGREED,) if agreed else ()
    return (*mine, FileDecisionKind.DECLINED, FileDecisionKind.REFUSED)


@transaction.atomic
def ask_release(stored: StoredFile, *, by: AbstractBaseUser, reason: str, now: datetime) -> None:
    """Propose to hand out a held file: the first of two persons; raises NotAllowedError."""
    held = _decide(stored, FileDecisionKind.PROPOSED, by=by, reason=reason, now=now)
    held.release_asked_by = by.pk
    _store(held, AuditAct.FILE_RELEASE_ASKED, by, now)


@transaction.atomic
def release(stored: StoredFile, *, by: AbstractBaseUser, reason: str, now: datetime) -> None:
    """Hand out a held file: the second person, not the one who proposed it; raises NotAllowedError."""
    held = _decide(stored, FileDecisionKind.AGREED, by=by, reason=reason, now=now)
    detail = told(held)
    held.released_by, held.state = by.pk, FileState.RELEASED
    held.rule = held.detail = ""
    _store(held, AuditAct.FILE_RELEASED, by, now, detail | {"state": str(held.state)})


@transaction.atomic
def decline(stored: StoredFile, *, by: AbstractBaseUser, reason: str, now: datetime) -> None:
    """Turn a proposal down; the file stays held, and may be proposed again. Raises NotAllowedError."""
    held = _decide(stored, FileDecisionKind.DECLINED, by=by, reason=reason, now=now)
    held.release_asked_by = None
    _store(held, AuditAct.FILE_RELEASE_DECLINED, by, now)


@transaction.atomic
def refuse(stored: StoredFile, *, by: AbstractBaseUser, reason: str, now: datetime) -> None:
    """Keep a held file closed for good, by the rule that held it; raises NotAllowedError."""
    held = _decide(stored, FileDecisionKind.REFUSED, by=by, reason=reason, now=now)
    held.release_asked_by, held.state = None, FileState.REFUSED
    _store(held, AuditAct.FILE_REFUSED, by, now)


def may_take_original(stored: StoredFile, by: audit.Actor) -> bool:
    """Tell whether this person may download the file as it came; nobody gets what the scanner has a name for."""
    is_open = stored.state != FileState.RELEASED or stored.released_by is not None
    return may_decide(by) and is_open and stored.scanned_at is not None and stored.rule != Rule.INFECTED


@transaction.atomic
def note_original_taken(stored: StoredFile, *, by: audit.Actor, now: datetime) -> None:
    """Record that a security officer downloads a held file as it came; raises NotAllowedError."""
    if not may_take_original(stored, by):
        raise NotAllowedError
    audit.record(AuditAct.FILE_ORIGINAL_TAKEN, actor=by, subject=stored, detail=told(stored), now=now)


def _decide(
    stored: StoredFile, kind: FileDecisionKind, *, by: AbstractBaseUser, reason: str, now: datetime
) -> StoredFile:
    """Lock the file, check that the person may decide so, and note the decision."""
    held = StoredFile.objects.select_for_update().get(pk=stored.pk)
    if kind not in choices(held, by):
        raise NotAllowedError
    FileDecision.objects.create(
        stored_file=held, kind=kind, reason=text.clean(reason).strip(), decided_by=by.pk, decided_at=now
    )
    return held


def _store(
    held: StoredFile, act: AuditAct, by: AbstractBaseUser, now: datetime, detail: dict[str, audit.JSON] | None = None
) -> None:
    held.save(update_fields=["release_asked_by", "released_by", "state", "rule", "detail"])
    audit.record(act, actor=by, subject=held, detail=detail or told(held), now=now)
    if held.state != FileState.QUARANTINED:
        state_changed.send(StoredFile, stored=held)
