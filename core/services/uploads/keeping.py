"""Keep a file that was looked at, and change its state afterwards; every change is in the audit chain."""

import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.files import File
from django.db import models, transaction
from django.dispatch import Signal

from core.enums import AuditAct, FileState
from core.lib import files
from core.models import StoredFile
from core.services import audit
from core.services.uploads import store
from core.services.uploads.alerts import alert
from core.services.uploads.checking import Checked, ask, check, decide, limits, scanner

state_changed = Signal()
"""Sent inside the transaction with ``stored`` when a file is released, held back or refused after it was kept."""

ACTS = {
    FileState.RELEASED: AuditAct.FILE_RELEASED,
    FileState.QUARANTINED: AuditAct.FILE_QUARANTINED,
    FileState.REFUSED: AuditAct.FILE_REFUSED,
}
BATCH = 50
LONGEST_BATCH = 100  # seconds; with one more file in its own time still less than a task may take


@transaction.atomic
def keep(checked: Checked, *, uploader_id: int | None, now: datetime, claimed: bool = True) -> StoredFile:
    """Move a checked file into the store and return its row; raises RefusedError for one that is not taken.

    ``claimed`` is false for a file of a form that is not sent off yet; such a file goes after a while.
    """
    if (refusal := checked.refusal) is not None:
        raise files.RefusedError(refusal.rule, refusal.detail)
    found, kind = checked.inspection, checked.inspection.format
    if kind is None:
        raise files.RefusedError(files.Rule.EXTENSION)
    finding, seen = checked.finding, checked.scan
    names = [store.move_in(checked.incoming.original)]
    names.append(store.move_in(checked.incoming.clean) if found.cleaned_as else "")
    stored = StoredFile.objects.create(
        original=names[0],
        cleaned=names[1],
        sha256=checked.sha256,
        served_sha256=checked.served_sha256,
        size=checked.size,
        declared_name=found.name,
        extension=found.cleaned_as or found.extension,
        kind=kind.kind.value,
        content_type=files.FORMATS[found.cleaned_as or found.extension].content_type,
        state=checked.state,
        rule=finding.rule.value if finding else "",
        detail=finding.detail if finding else "",
        doubts=[[doubt.rule.value, doubt.detail] for doubt in found.doubts],
        from_staff=checked.from_staff,
        uploader_id=uploader_id,
        received_at=now,
        claimed_at=now if claimed else None,
        scanned_at=now if seen else None,
        scanner_version=seen.version[:100] if seen else "",
    )
    checked.incoming.discard()
    audit.record(AuditAct.FILE_RECEIVED, actor=_person(uploader_id), subject=stored, detail=told(stored), now=now)
    if stored.is_marked_secret:
        alert(stored, now=now)
    return stored


def receive(
    content: File, request: files.Request, *, uploader_id: int | None, now: datetime, claimed: bool = True
) -> StoredFile:
    """Look at a file and keep it; raises RefusedError with the rule and its words when it is not taken."""
    return keep(check(content, request), uploader_id=uploader_id, now=now, claimed=claimed)


def note_refusal(checked: Checked, *, uploader_id: int | None, now: datetime) -> None:
    """Record an infected file that somebody tried to send; other refusals are the sender's own business."""
    refusal = checked.refusal
    if refusal is not None and refusal.rule == files.Rule.INFECTED:
        detail = {"rule": refusal.rule.value, "signature": refusal.detail, "sha256": checked.sha256}
        audit.record(AuditAct.FILE_REFUSED, actor=_person(uploader_id), detail=detail, now=now)


def _person(pk: int | None) -> AbstractBaseUser | None:
    return get_user_model()._default_manager.filter(pk=pk).first() if pk is not None else None


@transaction.atomic
def claim(stored: Iterable[StoredFile], *, now: datetime) -> None:
    """Note that a submission or a case now holds these files, so that nobody sweeps them away."""
    StoredFile.objects.filter(pk__in=[one.pk for one in stored], claimed_at=None).update(claimed_at=now)


@transaction.atomic
def unclaim(pks: Iterable[int]) -> None:
    """Let go of files that a draft held and nobody sent off: the next sweep removes those that are old enough."""
    StoredFile.objects.filter(pk__in=list(pks)).update(claimed_at=None)


def scan_waiting(*, now: datetime) -> int:
    """Ask the scanner about files that wait; stop at the first it does not answer; return how many it saw."""
    return _scan_each(_waiting().order_by("pk")[:BATCH], now)


def rescan(version: str, *, now: datetime) -> int:
    """Ask again about files that other signatures let through or held back; return how many were seen.

    ``version`` is what the scanner runs with now; call again until nothing is left.
    """
    return _scan_each(_outdated(version).order_by("pk")[:BATCH], now)


def backlog(version: str) -> tuple[int, int]:
    """Return how many files wait for the scanner, and how many another version than this one has seen."""
    return _waiting().count(), _outdated(version).count()


def _waiting() -> models.QuerySet[StoredFile]:
    never = models.Q(state=FileState.QUARANTINED, scanned_at=None)
    return StoredFile.objects.filter(models.Q(state=FileState.WAITING) | never)


def _outdated(version: str) -> models.QuerySet[StoredFile]:
    seen = StoredFile.objects.filter(state__in=[FileState.RELEASED, FileState.QUARANTINED], scanned_at__isnull=False)
    return seen.exclude(scanner_version=version[:100])


def _scan_each(rows: models.QuerySet[StoredFile], now: datetime) -> int:
    """Ask about each row, within the time of a task; a file that takes too long costs no other its turn."""
    seen, until = 0, time.monotonic() + LONGEST_BATCH
    for stored in rows:
        found = _ask_about(stored)
        if found is not None:
            _apply(stored.pk, found, now)
            seen += 1
        if time.monotonic() > until or (found is None and not _answers()):
            break
    return seen


def _ask_about(stored: StoredFile) -> files.Scan | None:
    patient = scanner(settings.SCANNER_TASK_SECONDS)
    original = store.path_of(stored.original)
    if not stored.findings or stored.extension != "pdf":
        return ask(patient, original)
    incoming = store.Incoming()  # attachments, which the scanner may not find by itself
    files.examine(original, files.Request(stored.declared_name, staff=True), limits(), incoming.clean)
    return ask(patient, original, *incoming.inside)


def _answers() -> bool:
    try:
        scanner().version()
    except files.ScannerUnavailableError:
        return False
    return True


@transaction.atomic
def _apply(pk: int, found: files.Scan, now: datetime) -> None:
    """Bring a row to what the scanner says; a second run changes nothing."""
    stored = StoredFile.objects.select_for_update().get(pk=pk)
    if stored.state == FileState.REFUSED:
        return
    before = stored.state
    doubts = tuple(stored.findings) if before == FileState.QUARANTINED else ()
    state, finding = decide(files.Inspection(stored.declared_name, stored.extension, doubts=doubts), found)
    if stored.released_by is not None and state == FileState.QUARANTINED:
        state, finding = FileState.RELEASED, None  # two people have decided about a doubt already
    stored.state, stored.scanned_at, stored.scanner_version = state, now, found.version[:100]
    stored.rule, stored.detail = (finding.rule.value, finding.detail) if finding else ("", "")
    stored.save()
    if state != before:
        audit.record(ACTS[FileState(state)], subject=stored, detail=told(stored), now=now)
        state_changed.send(StoredFile, stored=stored)


def sweep(*, now: datetime) -> int:
    """Delete files of forms that nobody sent off, and what dead processes left; return how many."""
    age = timedelta(hours=settings.UPLOAD_UNCLAIMED_HOURS)
    gone = 0
    for stored in StoredFile.objects.filter(claimed_at=None, received_at__lt=now - age).order_by("pk")[:BATCH]:
        stored.delete()
        transaction.on_commit(partial(store.remove, (stored.original, stored.cleaned)))
        gone += 1
    return gone + store.sweep_incoming(now, age) + _sweep_orphans(now, age)


def _sweep_orphans(now: datetime, age: timedelta) -> int:
    """Delete files whose transaction came to nothing; looked for once, on the day after they came."""
    names = store.names_between(now - age - timedelta(days=2), now - age)
    known = StoredFile.objects.filter(models.Q(original__in=names) | models.Q(cleaned__in=names))
    kept = {name for pair in known.values_list("original", "cleaned") for name in pair}
    orphans = [name for name in names if name not in kept]
    store.remove(orphans)
    return len(orphans)


def told(stored: StoredFile) -> dict[str, audit.JSON]:
    """Return what the audit chain is told of a file: no name, no content."""
    return {"state": str(stored.state), "rule": stored.rule, "sha256": stored.sha256, "kind": str(stored.kind)}
