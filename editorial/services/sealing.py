"""Seal what may be a state secret: content leaves every column that lists, search, exports and logs read (R3.9-2)."""

import json
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.enums import AuditAct
from core.lib import dates
from core.models import StoredFile
from core.services import audit
from editorial.models import Entry
from editorial.permissions import Right, rights_on
from editorial.services import sealed_copies

ENTRY_FIELDS = ("title", "number", "body", "origin", "content", "purpose")
DERIVED_FIELDS = ("number_key", "title_folded", "fingerprint", "search_text")
CHILD_FIELDS = {
    "routes": ("note", "answer"),
    "supplements": ("request", "answer"),
    "refusals": ("reasoning", "decision_note"),
    "files": ("caption", "author_name", "licence_note"),
    "traces": ("name", "source_url"),
    "messages": ("body",),
}

# What the upload pipeline keeps of a file that says what is in it; the bytes are handed out by state alone.
STORED_FIELDS: dict[str, Any] = {"declared_name": "", "detail": "", "doubts": []}

Content = dict[str, Any]


@transaction.atomic
def seal(entry: Entry, *, actor: User, now: datetime) -> None:
    """Move the content of a locked entry, of what was written about it and made of it, into its sealed field.

    Pages made of it are taken down and go no further.
    """
    content: Content = {name: getattr(entry, name) for name in ENTRY_FIELDS} | sealed_copies.take(entry, actor=actor)
    for relation, names in CHILD_FIELDS.items():
        content[relation] = {str(row["pk"]): row for row in getattr(entry, relation).values("pk", *names)}
        getattr(entry, relation).update(**dict.fromkeys(names, ""))
    stored = _stored_files(entry)
    content["stored_files"] = {str(row["pk"]): row for row in stored.values("pk", *STORED_FIELDS)}
    stored.update(**STORED_FIELDS)
    content["refused_files"] = {
        str(row["pk"]): row["refused_files"] for row in entry.traces.values("pk", "refused_files")
    }
    entry.traces.update(refused_files=[])
    for name in (*ENTRY_FIELDS, *DERIVED_FIELDS):
        setattr(entry, name, "")
    entry.sealed_content, entry.sealed_at = json.dumps(content, ensure_ascii=False), now
    entry.save()
    audit.record(AuditAct.ENTRY_SEALED, actor=actor, subject=entry, now=now)
    for same in entry.merged.select_for_update().filter(sealed_at=None):
        seal(same, actor=actor, now=now)


@transaction.atomic
def unseal(entry: Entry, *, actor: User, now: datetime) -> None:
    """Put the content of a locked entry back; what was written since stays where it is."""
    content: Content = json.loads(entry.sealed_content)
    for name in ENTRY_FIELDS:
        setattr(entry, name, content[name])
    entry.sealed_content, entry.sealed_at = "", None
    entry.save()
    for relation, names in CHILD_FIELDS.items():
        for pk, row in content.get(relation, {}).items():
            values = {name: row[name] for name in names if row[name]}
            if values:
                getattr(entry, relation).filter(pk=pk).update(**values)
    for pk, row in content["stored_files"].items():
        StoredFile.objects.filter(pk=pk).update(**{name: row[name] for name in STORED_FIELDS})
    for pk, names_of_files in content.get("refused_files", {}).items():
        entry.traces.filter(pk=pk).update(refused_files=names_of_files)
    sealed_copies.give_back(content)
    audit.record(AuditAct.ENTRY_UNSEALED, actor=actor, subject=entry, now=now)
    for same in entry.merged.select_for_update().filter(sealed_at__isnull=False):
        unseal(same, actor=actor, now=now)


def _stored_files(entry: Entry) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(pk__in=entry.files.values("stored_id"))


@transaction.atomic
def open_sealed(entry: Entry, *, actor: User, now: datetime) -> Content:
    """Return the sealed content to the security officer and write that it was looked at (R6.2-5).

    Raises PermissionDenied for everybody else, administrators included.
    """
    if Right.OPEN_SEALED not in rights_on(actor, dates.local_date(now)):
        raise PermissionDenied(_("Nội dung này được niêm phong."))
    audit.record(AuditAct.ENTRY_SEAL_OPENED, actor=actor, subject=entry, now=now)
    content: Content = sealed_copies.NOTHING | json.loads(entry.sealed_content)
    return content
