"""What readers are told of a public page: that it is being checked again, and what was corrected.

It is computed from the rows of ``core.models.afterwards`` and stored with the page's line in the register, which every
address and list reads anyway.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Func, JSONField
from django.db.models.expressions import Combinable

from core.enums import ChangeNoteKind
from core.models import Approval, ChangeNote, PublishedItem


@dataclass(frozen=True)
class PublishedNote:
    """A note on a version, and since when that version is public."""

    at: datetime
    revision_id: int
    kind: str
    text: str
    wrong: str = ""


def publications_of(page_id: int) -> list[tuple[int, datetime]]:
    """Return each publication of a page, the oldest first: revision and instant (one query)."""
    published = Approval.objects.filter(page_id=page_id, revision__isnull=False, published_at__isnull=False)
    rows = published.order_by("revision_id", "pk").values_list("revision_id", "published_at")
    return [(revision_id, at) for revision_id, at in rows if revision_id is not None and at is not None]


def published_notes(page_id: int) -> list[PublishedNote]:
    """Return the notes that went public with a version, the oldest first (two queries, one where nothing was noted)."""
    notes = list(ChangeNote.objects.filter(page_id=page_id).order_by("revision_id"))
    if not notes:
        return []
    found, before = [], 0
    for revision_id, at in publications_of(page_id):
        of_this = [note for note in notes if before < note.revision_id <= revision_id]
        if of_this and of_this[-1].kind != ChangeNoteKind.NONE:
            note = of_this[-1]
            found.append(PublishedNote(at, revision_id, note.kind, note.text, note.wrong))
        before = max(before, revision_id)
    return found


def note_to_come(page_id: int) -> ChangeNote | None:
    """Return the note that the next publication of a page would bring along (two queries)."""
    published = max((revision_id for revision_id, _at in publications_of(page_id)), default=0)
    last = ChangeNote.objects.filter(page_id=page_id, revision_id__gt=published).order_by("-revision_id").first()
    return last if last is not None and last.kind != ChangeNoteKind.NONE else None


def notices_of(page_id: Combinable) -> Func:
    """Return, as an expression, what the register keeps for a page's readers; empty for most pages."""
    return Func(page_id, function="core_notices_of", output_field=JSONField())


def refresh(page_id: int) -> None:
    """Write the notices of a public page anew; nothing else of its line changes."""
    PublishedItem.objects.filter(page_id=page_id).update(notices=notices_of(F("page_id")))
