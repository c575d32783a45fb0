"""Move public pages as an approved act: one asks and says why, another in charge approves (R2.2c-1, R2.2c-2)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from core.enums import AuditAct
from core.models.pages import public_path
from core.services import approvals, audit
from editorial.models import StructureChange
from editorial.permissions import Right
from editorial.services.changes import require_right


def shows_something(page: Page) -> bool:
    """Return whether a move of this page changes public addresses."""
    return bool(page.live or page.get_descendants().filter(live=True).exists())


def open_change(page: Page) -> StructureChange | None:
    """Return the open wish to move a page."""
    wish = StructureChange.objects.filter(page_id=page.pk, approval__isnull=True)
    return wish.select_related("page", "target", "requested_by").first()


@transaction.atomic
def ask(page: Page, target: Page, *, reason: str, actor: User, now: datetime) -> StructureChange:
    """Store the wish to move a public page below another; a newer wish for the same page takes the older one's place.

    Raises ValidationError without a reason.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Hãy ghi lý do thay đổi.")})
    change = open_change(page) or StructureChange(page_id=page.pk)
    change.target_id, change.reason, change.address_before = target.pk, reason.strip(), public_path(page)
    change.requested_by, change.requested_at = actor, now
    change.save()
    detail: dict[str, audit.JSON] = {"change": change.pk, "target": target.pk}
    audit.record(AuditAct.PAGE_MOVE_ASKED, actor=actor, subject=page, detail=detail, now=now)
    return change


@transaction.atomic
def carry_out(change: StructureChange, *, actor: User, now: datetime) -> StructureChange:
    """Approve the wish and move the page in the same transaction; return the change with its approval.

    Raises PermissionDenied for who asked himself or has no right to approve.
    """
    require_right(actor, Right.APPROVE_PAGE, now=now)
    if change.requested_by_id == actor.pk:
        raise PermissionDenied(_("Người khác phải duyệt thay đổi mà bạn đề nghị."))
    page, target = (Page.objects.get(pk=pk) for pk in (change.page_id, change.target_id))
    change.approval = approvals.record_move(
        page, target, reason=change.reason, approver_id=actor.pk, requester_id=change.requested_by_id, now=now
    )
    page.move(target, pos="last-child", user=actor)
    change.address_after = public_path(Page.objects.get(pk=page.pk))
    change.save()
    return change
