"""The public history of a page: when it came, changed, was corrected, doubted, taken out and brought back (R6.4d-2)."""

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Page

from core.enums import ChangeNoteKind, HistoryEvent, RecheckOutcome, WithdrawalOutcome
from core.models import FormerAddress, Recheck, Withdrawal
from core.services.notices import PublishedNote, publications_of, published_notes
from core.services.withdrawn import withdrawal_of


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened to a public page, and what was said of it."""

    at: datetime
    event: HistoryEvent
    text: str = ""
    wrong: str = ""


@dataclass(frozen=True)
class History:
    """What the public may know of a page, the newest first; the title may be withheld."""

    title: str
    lines: tuple[HistoryLine, ...]


def history_of(page: Page) -> History | None:
    """Return the history of a page that is or was public, else None (a handful of queries).

    While a page is out on a ground that keeps silent, its title and what was said of it are withheld.
    """
    if page.first_published_at is None:
        return None
    if not page.live and not FormerAddress.objects.filter(page_id=page.pk).exists():
        return None
    withdrawals = list(
        Withdrawal.objects.filter(page_id=page.pk, outcome=WithdrawalOutcome.DONE).order_by("decided_at", "pk")
    )
    lines = [*_publications(page.pk, withdrawals), *map(_withdrawal, withdrawals), *_marks(page.pk)]
    lines.sort(key=lambda line: line.at, reverse=True)
    if not page.live and not page.expired:
        out_by = withdrawal_of(page)
        if out_by is None or out_by.is_hidden:
            return History("", tuple(HistoryLine(line.at, line.event) for line in lines))
    return History(page.title, tuple(lines))


def _publications(page_id: int, withdrawals: list[Withdrawal]) -> list[HistoryLine]:
    publications = publications_of(page_id)
    notes = {note.revision_id: note for note in published_notes(page_id)}
    lines, before = [], None
    for revision_id, at in publications:
        was_out = any(before is not None and before <= _decided(one) <= at for one in withdrawals)
        lines.append(_publication(at, notes.get(revision_id), is_first=before is None, was_out=was_out))
        before = at
    return lines


def _publication(at: datetime, note: PublishedNote | None, *, is_first: bool, was_out: bool) -> HistoryLine:
    if is_first:
        return HistoryLine(at, HistoryEvent.PUBLISHED)
    if note is not None and note.kind == ChangeNoteKind.CORRECTION:
        return HistoryLine(at, HistoryEvent.CORRECTED, note.text, note.wrong)
    event = HistoryEvent.RESTORED if was_out else HistoryEvent.CHANGED
    return HistoryLine(at, event, note.text if note else "")


def _withdrawal(one: Withdrawal) -> HistoryLine:
    text = "" if one.is_hidden else f"{one.get_ground_display()}. {one.public_text}"
    return HistoryLine(_decided(one), HistoryEvent.WITHDRAWN, text)


def _decided(one: Withdrawal) -> datetime:
    return one.decided_at or one.asked_at


def _marks(page_id: int) -> list[HistoryLine]:
    lines = []
    for mark in Recheck.objects.filter(page_id=page_id).order_by("set_at", "pk"):
        lines.append(HistoryLine(mark.set_at, HistoryEvent.RECHECK_SET, mark.reason))
        if mark.lifted_at is not None and mark.outcome != RecheckOutcome.WITHDRAWN:
            text = ". ".join(part for part in (str(mark.get_outcome_display()), mark.outcome_text) if part)
            lines.append(HistoryLine(mark.lifted_at, HistoryEvent.RECHECK_LIFTED, text))
    return lines
