"""Refuse an entry on the grounds of Article 3.9: one person proposes, another decides (R3.9-1)."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from core.enums import AuditAct
from core.lib import dates
from core.models import PublishedItem
from core.services import audit
from editorial.enums import EntryState
from editorial.models import Entry, Refusal
from editorial.permissions import Right, may_decide, rights_on
from editorial.rules.refusal import Flaw, flaws, leads_back, seals
from editorial.services import letters
from editorial.services.changes import locked, move, require_right, require_state
from editorial.services.sealing import seal, unseal

PROPOSABLE = (EntryState.PROCESSING, EntryState.VERIFYING, EntryState.RETURNED)


def _words(flaw: Flaw) -> str:
    return {
        Flaw.NO_GROUND: _("Hãy chọn ít nhất một trong chín trường hợp của Điều 3 khoản 9."),
        Flaw.NO_REASONING: _("Hãy ghi lý do cụ thể."),
        Flaw.NO_PUBLISHED_ITEM: _("Trường hợp trùng lặp phải nêu nội dung đã đăng: ghi địa chỉ của trang trên cổng."),
        Flaw.NO_WAY_BACK: _("Trường hợp xác thực lại phải có hạn, sau hôm nay."),
    }[flaw]


@transaction.atomic
def propose(
    entry: Entry,
    *,
    grounds: Collection[int],
    reasoning: str,
    published_page: Page | None = None,
    reverify_until: date | None = None,
    actor: User,
    now: datetime,
) -> Refusal:
    """Propose to refuse an entry; ground 3 seals it in the same moment. Return the proposal.

    Raises ValidationError, by field, for what Article 3.9 wants said and is not.
    """
    require_right(actor, Right.PROPOSE, now=now)
    stored = locked(entry)
    require_state(stored, *PROPOSABLE)
    is_public = published_page is not None and PublishedItem.objects.filter(page_id=published_page.pk).exists()
    found = flaws(
        grounds=grounds,
        reasoning=reasoning,
        has_published_item=is_public,
        reverify_until=reverify_until,
        today=dates.local_date(now),
    )
    if found:
        raise ValidationError({flaw.value: _words(flaw) for flaw in found})
    _close_open_supplement(stored, now)
    refusal = Refusal.objects.create(
        entry=stored,
        grounds=sorted(set(grounds)),
        reasoning=reasoning,
        published_page=published_page,
        reverify_until=reverify_until,
        proposed_by=actor,
        proposed_at=now,
    )
    move(stored, EntryState.REFUSAL_PROPOSED, now=now)
    _record(AuditAct.ENTRY_REFUSAL_PROPOSED, refusal, actor=actor, now=now)
    if seals(refusal.grounds):
        seal(stored, actor=actor, now=now)
    return refusal


@transaction.atomic
def decide(entry: Entry, *, agree: bool, note: str, actor: User, now: datetime) -> Refusal:
    """Agree to the open proposal, which tells the supplier, or not, which brings the entry back to processing.

    A sealed entry is decided on by the security officer, any other by an approver or leader, and never by who
    proposed. Raises PermissionDenied for others, ValidationError for a disagreement without a reason.
    """
    stored = locked(entry)
    require_state(stored, EntryState.REFUSAL_PROPOSED)
    refusal = stored.refusals.select_related("entry").get(decided_at__isnull=True)
    rights = rights_on(actor, dates.local_date(now))
    if not may_decide(rights, is_sealed=stored.is_sealed, is_own_proposal=refusal.proposed_by_id == actor.pk):
        raise PermissionDenied(_("Việc từ chối phải do người khác có thẩm quyền quyết định."))
    if not agree and not note.strip():
        raise ValidationError({"note": _("Hãy ghi lý do không đồng ý.")})
    if not agree and stored.is_sealed:
        unseal(stored, actor=actor, now=now)
        refusal.refresh_from_db()
    refusal.is_agreed, refusal.decided_by, refusal.decided_at = agree, actor, now
    refusal.decision_note = "" if stored.is_sealed else note
    refusal.save()
    move(stored, EntryState.REFUSED if agree else EntryState.PROCESSING, now=now)
    _record(AuditAct.ENTRY_REFUSAL_DECIDED, refusal, actor=actor, now=now)
    if agree:
        letters.tell_refusal(refusal, now=now)
    return refusal


@transaction.atomic
def bring_back(entry: Entry, *, actor: User, now: datetime) -> Entry:
    """Take an entry up again that was refused only because it had to be re-verified (ground 8)."""
    require_right(actor, Right.PROPOSE, now=now)
    stored = locked(entry)
    require_state(stored, EntryState.REFUSED)
    last = stored.refusals.filter(is_agreed=True).latest("decided_at")
    if not leads_back(last.grounds):
        raise ValidationError(_("Chỉ tin, bài bị từ chối do đang xác thực lại mới được đưa trở lại."))
    move(stored, EntryState.PROCESSING, now=now)
    audit.record(AuditAct.ENTRY_BROUGHT_BACK, actor=actor, subject=stored, detail={"refusal": last.pk}, now=now)
    return stored


def _close_open_supplement(entry: Entry, now: datetime) -> None:
    entry.supplements.filter(answered_at__isnull=True).update(answered_at=now)


def _record(act: AuditAct, refusal: Refusal, *, actor: User, now: datetime) -> None:
    detail: dict[str, audit.JSON] = {
        "refusal": refusal.pk,
        "grounds": [int(number) for number in refusal.grounds],
        "published_page": refusal.published_page_id,
        "reverify_until": refusal.reverify_until.isoformat() if refusal.reverify_until else None,
        "agreed": refusal.is_agreed,
    }
    audit.record(act, actor=actor, subject=refusal.entry, detail=detail, now=now)
