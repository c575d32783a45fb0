"""Turn an act into a change request when it would change what the public sees; do it when it would not."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from core.enums import AuditAct
from core.models import ChangeRequest, StoredFile
from core.services import audit
from core.services.changes.rehearsal import RowChange, rehearse
from core.services.changes.requests import draft

Result = TypeVar("Result")


def propose_instead(
    act: Callable[[], Result], *, proposer: AbstractBaseUser, now: datetime
) -> tuple[Result, ChangeRequest | None]:
    """Return what the act returned, and the request it became, or None when nothing of it needs one.

    A file that came with the act is kept for the request; everything else the act did is undone. Raises
    ValidationError for a change of too many rows.
    """
    files: list[StoredFile] = []

    def keep_files(changes: list[RowChange]) -> None:
        files.extend(StoredFile.objects.filter(pk__in=_new_files(changes)))

    with transaction.atomic():
        result, changes = rehearse(act, keep_files)
        if not changes:
            return result, None
        for stored in files:
            _keep(stored, proposer, now)
        return result, draft(changes, proposer=proposer, now=now)


def _new_files(changes: list[RowChange]) -> set[int]:
    befores, afters = ({(row or {}).get("stored_file_id") for row in rows} for rows in _both(changes))
    return {pk for pk in afters - befores if pk is not None}


def _both(changes: list[RowChange]) -> tuple[list[dict | None], list[dict | None]]:
    return [one.before for one in changes], [one.after for one in changes]


def _keep(stored: StoredFile, proposer: AbstractBaseUser, now: datetime) -> None:
    if StoredFile.objects.filter(pk=stored.pk).exists():
        return
    stored.save(force_insert=True)
    detail = {"state": str(stored.state), "sha256": stored.sha256, "kind": str(stored.kind), "uploader": proposer.pk}
    audit.record(AuditAct.FILE_RECEIVED, actor=proposer, subject=stored, detail=detail, now=now)
