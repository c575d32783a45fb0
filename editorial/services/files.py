"""Files of an entry: handed in through the upload pipeline, kept beside the words, followed when a state changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from core.enums import AuditAct, FileState, MediaLicence
from core.lib import dates
from core.models import StoredFile
from core.services import audit, uploads
from core.services.uploads import store
from editorial.models import Entry, EntryFile, Supplement
from editorial.permissions import Right, rights_on
from editorial.services import letters


@dataclass(frozen=True)
class Brought:
    """A file that was handed in, as the upload pipeline keeps it, with what the sender says of it."""

    stored: StoredFile
    caption: str = ""
    author_name: str = ""
    licence: MediaLicence | str = ""
    licence_note: str = ""


@transaction.atomic
def attach(
    entry: Entry,
    files: Sequence[Brought],
    *,
    supplement: Supplement | None = None,
    actor: User | None,
    now: datetime,
) -> list[EntryFile]:
    """Put files to an entry in the order they came, and return the rows.

    A file that the entry has already, byte for byte, is left out. Whatever the pipeline holds back comes along: the
    entry shows its state, and nobody has it before it is released.
    """
    known = set(entry.files.values_list("stored__sha256", flat=True))
    place = entry.files.aggregate(last=Max("position"))["last"] or 0
    rows: list[EntryFile] = []
    for brought in files:
        if brought.stored.sha256 in known:
            continue
        known.add(brought.stored.sha256)
        place += 1
        rows.append(
            EntryFile.objects.create(
                entry=entry,
                supplement=supplement,
                stored=brought.stored,
                position=place,
                caption=brought.caption,
                author_name=brought.author_name,
                licence=brought.licence,
                licence_note=brought.licence_note,
            )
        )
    if rows:
        uploads.claim([row.stored for row in rows], now=now)
        audit.record(AuditAct.ENTRY_FILES_ADDED, actor=actor, subject=entry, detail=_told(rows), now=now)
    return rows


def follow(stored: StoredFile, *, now: datetime) -> None:
    """Write into an entry's log what became of a file that waited, and tell the supplier of one that is refused."""
    row = EntryFile.objects.select_related("entry__agency", "entry__sender", "stored").filter(stored=stored).first()
    if row is None:
        return
    audit.record(AuditAct.ENTRY_FILE_CHANGED, subject=row.entry, detail=_told([row]), now=now)
    if stored.state == FileState.REFUSED and not row.entry.is_sealed:
        letters.tell_refused_file(row, now=now)


def files_of(entry: Entry) -> list[EntryFile]:
    """Return the files of an entry with what the pipeline says of them (one query)."""
    rows = list(entry.files.select_related("stored"))
    for row in rows:
        row.entry = entry
    return rows


def may_have(row: EntryFile, user: User, *, now: datetime) -> bool:
    """Return whether somebody may have a file: released, by the right of this day; a sealed one who may open it."""
    rights = rights_on(user, dates.local_date(now))
    needed = Right.OPEN_SEALED if row.entry.is_sealed else Right.VIEW
    return row.stored.is_released and needed in rights


def path_for(row: EntryFile, user: User, *, now: datetime) -> Path | None:
    """Return where the file lies for somebody who may have it, or None; a look at a sealed one is recorded."""
    if not may_have(row, user, now=now):
        return None
    if row.entry.is_sealed:
        detail = {"file": row.position}
        audit.record(AuditAct.ENTRY_SEAL_OPENED, actor=user, subject=row.entry, detail=detail, now=now)
    return store.path_of(row.stored.served)


def _told(rows: Iterable[EntryFile]) -> dict[str, audit.JSON]:
    return {
        "files": [{"position": row.position, "stored": row.stored_id, "state": str(row.stored.state)} for row in rows]
    }
