"""From entry to page: accept, follow to publication, lead back; every page says where it came from (R6.2-4)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from accounts.models import Membership, User
from core.enums import AuditAct, FileState
from core.lib import dates
from core.models import ContentPage
from core.services import audit
from editorial.enums import Channel, EntryKind, EntryState
from editorial.models import Entry, EntryPage
from editorial.permissions import Right
from editorial.services import letters
from editorial.services.changes import locked, move, require_right, require_state
from editorial.services.drafting import draft_of
from editorial.services.files import files_of
from editorial.services.sorting import require_sorted

FILE_DRAFT = "file_draft_page"
"""Hook: called with the unsaved page, its category, its year and its maker; returns the page as it is filed."""

MADE_INTO_PAGES = (EntryKind.NEWS, EntryKind.DOCUMENT)


@transaction.atomic
def accept(entry: Entry, *, actor: User, now: datetime) -> EntryPage:
    """Take an entry that is sorted for publication: make its draft page, once, and return where it is noted.

    Raises ValidationError for what is not sorted, for a kind of which no page is made, while files wait for the
    scanner, or when the portal has no section for the category. Held files stay behind.
    """
    require_right(actor, Right.SORT, now=now)
    stored = locked(entry)
    require_state(stored, EntryState.PROCESSING)
    require_sorted(stored)
    if stored.kind not in MADE_INTO_PAGES:
        raise ValidationError(_("Chỉ tin, bài và văn bản được lập thành trang."))
    known = stored.pages.select_related("page").first()
    if known is None:
        known = _first_page(stored, actor, now)
    move(stored, EntryState.ACCEPTED, now=now)
    audit.record(AuditAct.ENTRY_ACCEPTED, actor=actor, subject=stored, detail={"page": known.page_id}, now=now)
    return known


def _first_page(entry: Entry, actor: User, now: datetime) -> EntryPage:
    rows = files_of(entry)
    if any(row.stored.state == FileState.WAITING for row in rows):
        raise ValidationError(_("Còn tệp đang chờ quét mã độc. Hãy thử lại sau ít phút."))
    page = draft_of(entry, rows)
    page.owner = actor
    year = dates.local_date(entry.starts_at or now).year if entry.issued_on is None else entry.issued_on.year
    for file_draft in hooks.get_hooks(FILE_DRAFT):
        filed = file_draft(page=page, category=entry.category, year=year, user=actor)
        if filed is not None:
            return EntryPage.objects.create(entry=entry, page=filed, made_by=actor, made_at=now)
    raise ValidationError(_("Cổng chưa có mục cho chuyên mục này nên chưa lập được trang."))


@transaction.atomic
def lead_back(entry: Entry, *, actor: User, now: datetime) -> Entry:
    """Take an accepted entry back to processing; its draft page stays and is gone on with when it is accepted anew."""
    require_right(actor, Right.SORT, now=now)
    stored = locked(entry)
    require_state(stored, EntryState.ACCEPTED)
    move(stored, EntryState.PROCESSING, now=now)
    audit.record(AuditAct.ENTRY_BROUGHT_BACK, actor=actor, subject=stored, now=now)
    return stored


@transaction.atomic(savepoint=False)
def note_published(page: Page, *, now: datetime) -> None:
    """Note the first publication of a page that came from an entry, and tell the supplier where it stands, once."""
    known = EntryPage.objects.select_for_update().filter(page_id=page.pk, published_at=None).first()
    if known is None:
        return
    known.published_at = now
    known.save(update_fields=["published_at"])
    entry = locked(known.entry)
    if entry.state == EntryState.ACCEPTED:
        move(entry, EntryState.PUBLISHED, now=now)
    audit.record(AuditAct.ENTRY_PUBLISHED, subject=entry, detail={"page": page.pk}, now=now)
    letters.tell_publication(known, now=now)


@transaction.atomic
def note_submitted(page: Page, *, actor: User | None, now: datetime) -> EntryPage | None:
    """Give a page that somebody began by hand the entry it has not got, when it is handed in for approval (R6.2-4)."""
    made = page.specific
    maker = actor or page.owner
    if not isinstance(made, ContentPage) or not made.belongs_to or maker is None:
        return None
    known = EntryPage.objects.filter(page_id=page.pk).first()
    if known is not None:
        return known
    agency = Membership.objects.valid_on(dates.local_date(now)).filter(user_id=maker.pk, agency__isnull=False).first()
    entry = Entry(
        channel=Channel.OWN_PAGE,
        received_at=now,
        recorded_by=maker,
        sender=page.owner or maker,
        agency=agency.agency if agency else None,
        title=made.title,
        number=made.document_number,
        declared_category=made.belongs_to,
        category=made.belongs_to,
        kind=EntryKind.NEWS,
        state=EntryState.ACCEPTED,
        state_since=now,
    )
    entry.save()
    audit.record(AuditAct.ENTRY_RECEIVED, actor=maker, subject=entry, detail={"channel": entry.channel}, now=now)
    return EntryPage.objects.create(entry=entry, page=page, made_by=maker, made_at=now)


@transaction.atomic(savepoint=False)
def note_copied(source: Page, copy: Page, *, actor: User | None, now: datetime) -> EntryPage | None:
    """Let the copy of a page on its way follow the entry of its source: a seal reaches it too (R3.9-2).

    What was published long ago is copied as a pattern for something else.
    """
    known = EntryPage.objects.filter(page_id=source.pk).exclude(entry__state=EntryState.PUBLISHED).first()
    if known is None:
        return None
    maker = actor or copy.owner or known.made_by
    return EntryPage.objects.create(entry=known.entry, page_id=copy.pk, made_by=maker, made_at=now)
