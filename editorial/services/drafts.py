"""Keep what a supplier has typed for some hours, encrypted, and let it go (R3.4-1, R6.1a-5)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.enums import Category
from core.fields import cleaned
from core.lib import codes, dates
from core.models import StoredFile
from core.services import uploads
from core.services.rule_values import rule_number
from editorial.enums import SupplyKind, SupplyStep
from editorial.models import Entry, SupplyDraft

MOST_FILES = 10
BATCH = 200

Values = Mapping[str, Any]


@dataclass
class Content:
    """What was typed, by question, as the browser sent it, and the ids of the files that were taken."""

    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: list[int] = field(default_factory=list)

    def value(self, step: str, name: str) -> str:
        """Return one answer, or an empty text."""
        return str(self.answers.get(step, {}).get(name, ""))


def read(draft: SupplyDraft | None) -> Content:
    """Return what a draft holds; nothing for no draft."""
    if draft is None or not draft.content:
        return Content()
    stored = json.loads(draft.content)
    return Content(stored["answers"], stored["files"])


def current(draft_id: UUID, *, now: datetime) -> SupplyDraft | None:
    """Return a draft that is kept still, or None."""
    drafts = SupplyDraft.objects.select_related("entry__receipt", "resubmission_of")
    found: SupplyDraft | None = drafts.filter(pk=draft_id, expires_at__gt=now).first()
    return found


def resume(typed_code: str, *, now: datetime) -> SupplyDraft | None:
    """Return the draft that a code stands for, or None."""
    found: SupplyDraft | None = SupplyDraft.objects.filter(
        code_hash=codes.digest(typed_code), expires_at__gt=now, entry=None
    ).first()
    return found


@transaction.atomic
def keep(
    draft: SupplyDraft | None,
    *,
    step: str,
    values: Values,
    user: User | None,
    now: datetime,
) -> SupplyDraft:
    """Store the answer to one question; a draft that was sent is not touched, a new one begins."""
    stored = _locked(draft) or SupplyDraft()
    content = read(stored)
    content.answers[step] = cleaned(dict(values))
    return _store(stored, content, user=user, now=now)


def begin_again(entry: Entry, *, user: User | None, now: datetime) -> SupplyDraft:
    """Return a draft that sends an entry again: its words are copied, unless it is sealed, and it stays linked."""
    answers: dict[str, dict[str, Any]] = {}
    if not entry.is_sealed:
        is_document = entry.declared_category == Category.DOCUMENTS
        kind = SupplyKind.DOCUMENT if is_document else SupplyKind.EVENT if entry.starts_at else SupplyKind.OTHER
        answers = {
            SupplyStep.KIND.value: {"kind": kind.value},
            SupplyStep.CATEGORY.value: {"category": entry.declared_category},
            SupplyStep.CONTENT.value: {"title": entry.title, "body": entry.body},
        }
    draft = SupplyDraft(resubmission_of=entry)
    return _store(draft, Content(answers), user=user, now=now)


@transaction.atomic
def change_files(
    draft: SupplyDraft, *, added: Iterable[StoredFile], removed: Iterable[int], now: datetime
) -> SupplyDraft:
    """Put files to a draft and take others away; raises ValidationError when there would be too many."""
    stored = _locked(draft)
    if stored is None:
        raise ValidationError({"attached": _("Bản nháp này đã được gửi.")})
    content, gone, new = read(stored), set(removed), list(added)
    kept = [pk for pk in content.files if pk not in gone]
    new = [one for one in new if one.pk not in kept]
    if len(kept) + len(new) > MOST_FILES:
        raise ValidationError({"attached": _("Chỉ nhận tối đa %(most)s tệp.") % {"most": MOST_FILES}})
    uploads.claim(new, now=now)
    uploads.unclaim(gone & set(content.files))
    content.files = [*kept, *(one.pk for one in new)]
    return _store(stored, content, user=stored.user, now=now)


@transaction.atomic
def set_code(draft: SupplyDraft, *, now: datetime) -> str:
    """Give a draft a new code to go on with elsewhere, and return it: it is shown once and stored as a hash."""
    stored = _locked(draft)
    if stored is None:
        raise ValidationError(_("Bản nháp này đã được gửi."))
    code = codes.new_code()
    stored.code_hash = codes.digest(code)
    stored.expires_at = _until(now)
    stored.save(update_fields=["code_hash", "expires_at"])
    return code


@transaction.atomic
def discard(draft: SupplyDraft) -> None:
    """Let go of a draft and its files before it was sent; what was sent is an entry and stays."""
    stored = _locked(draft)
    if stored is not None:
        uploads.unclaim(read(stored).files)
        stored.delete()


def forget(*, now: datetime) -> int:
    """Delete drafts that are over, a few at a time, and return how many went; their files go with the next sweep."""
    gone = 0
    for draft in SupplyDraft.objects.filter(expires_at__lte=now).order_by("expires_at", "pk")[:BATCH]:
        with transaction.atomic():
            if draft.entry_id is None:
                uploads.unclaim(read(draft).files)
            draft.delete()
        gone += 1
    return gone


def files_of(content: Content) -> list[StoredFile]:
    """Return the files of a draft in the order they came (one query, none without files)."""
    if not content.files:
        return []
    found = StoredFile.objects.in_bulk(content.files)
    return [found[pk] for pk in content.files if pk in found]


def _locked(draft: SupplyDraft | None) -> SupplyDraft | None:
    if draft is None:
        return None
    found: SupplyDraft | None = (
        SupplyDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk, entry=None).first()
    )
    return found


def _store(draft: SupplyDraft, content: Content, *, user: User | None, now: datetime) -> SupplyDraft:
    draft.content = json.dumps({"answers": content.answers, "files": content.files}, ensure_ascii=False)
    draft.user = user or draft.user
    draft.expires_at = _until(now)
    draft.save()
    return draft


def _until(now: datetime) -> datetime:
    return now + timedelta(hours=rule_number("supply-draft-hours", dates.local_date(now)))
