"""A second person looks at what a leader published in an emergency: confirms it, or takes it down (R6.3a-2)."""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from core.enums import ApprovalKind, AuditAct
from core.lib import dates
from core.models import Approval
from core.services import audit, locks
from core.services.notifications import notify, notify_each
from core.services.rule_values import rule_number
from editorial import notifications
from editorial.enums import EmergencyOutcome
from editorial.models import EmergencyCheck
from editorial.models.board import approvers
from editorial.models.review import category_of, unconfirmed_emergencies
from editorial.permissions import Right
from editorial.services import withdrawals
from editorial.services.changes import require_right

HOURS = withdrawals.HOURS
LOCK_SPACE = 20261129
ACTS = {
    EmergencyOutcome.CONFIRMED: AuditAct.PAGE_EMERGENCY_CONFIRMED,
    EmergencyOutcome.TAKEN_DOWN: AuditAct.PAGE_EMERGENCY_TAKEN_DOWN,
}


def deadline(approval: Approval) -> datetime:
    """Return until when a second person has to look at an emergency, by the rule value of its day."""
    return approval.approved_at + timedelta(hours=rule_number(HOURS, dates.local_date(approval.approved_at)))


def waiting() -> list[Approval]:
    """Return what was published in an emergency and nobody has looked at, the oldest first."""
    return list(unconfirmed_emergencies().select_related("page").order_by("approved_at", "pk"))


def asked(approval: Approval, day: date) -> list[User]:
    """Return everybody else who approves in the category of the page on a day."""
    others = approvers(category_of(approval.page), day) - {approval.approver_id}
    return list(User.objects.filter(pk__in=others, is_active=True).order_by("pk"))


def ask_for_check(approval: Approval, *, now: datetime) -> int:
    """Write to everybody else who approves in the category of the page; return to how many."""
    return notify_each(
        notifications.EMERGENCY_TO_CHECK,
        asked(approval, dates.local_date(now)),
        subject=approval,
        occurrence="published",
        context={"number": approval.pk, "until": dates.short_datetime(deadline(approval))},
        now=now,
    )


@transaction.atomic
def confirm(approval: Approval, *, note: str = "", actor: User, now: datetime) -> EmergencyCheck:
    """Confirm, as a second person in charge, what a leader published in an emergency.

    Raises PermissionDenied for the leader and for who is not in charge today, ValidationError when somebody has
    looked at it already.
    """
    return _check(approval, EmergencyOutcome.CONFIRMED, note=note, actor=actor, now=now)


@transaction.atomic
def take_down(approval: Approval, *, note: str, actor: User, now: datetime) -> EmergencyCheck:
    """Take the page down again, with a reason; raises like ``confirm``, and when something newer is public."""
    if not note.strip():
        raise ValidationError({"note": _("Hãy ghi lý do gỡ trang.")})
    check = _check(approval, EmergencyOutcome.TAKEN_DOWN, note=note, actor=actor, now=now)
    page = Page.objects.select_for_update(of=("self",)).get(pk=approval.page_id)
    if page.live and page.live_revision_id != approval.revision_id:
        raise ValidationError(
            _("Trang đang đăng một bản mới hơn đã được duyệt. Hãy xác nhận hoặc gỡ trang ở nơi khác.")
        )
    if page.live:
        published_by = approval.approver_id or 0
        withdrawals.take_out_unconfirmed(page, reason=note.strip(), published_by=published_by, actor=actor, now=now)
    return check


def _check(approval: Approval, outcome: EmergencyOutcome, *, note: str, actor: User, now: datetime) -> EmergencyCheck:
    require_right(actor, Right.APPROVE_PAGE, now=now)
    if approval.kind != ApprovalKind.EMERGENCY:
        raise ValidationError(_("Đây không phải là lượt đăng khẩn cấp."))
    if actor.pk == approval.approver_id:
        raise PermissionDenied(_("Người khác phải xem lại việc bạn cho đăng khẩn cấp."))
    locks.hold(LOCK_SPACE, approval)
    if EmergencyCheck.objects.filter(approval=approval).exists():
        raise ValidationError(_("Đã có người xem lại lượt đăng khẩn cấp này."))
    check = EmergencyCheck.objects.create(
        approval=approval, outcome=outcome, note=note.strip(), checked_by=actor, checked_at=now
    )
    detail: dict[str, audit.JSON] = {"approval": approval.pk}
    audit.record(ACTS[outcome], actor=actor, subject=approval.page, detail=detail, now=now)
    _tell(check, now=now)
    return check


def _tell(check: EmergencyCheck, *, now: datetime) -> None:
    leader = User.objects.filter(pk=check.approval.approver_id or 0).first()
    if leader is not None:
        notify(
            notifications.EMERGENCY_CHECKED,
            recipient=leader,
            subject=check.approval,
            occurrence="checked",
            context={"number": check.approval_id, "outcome": str(check.outcome)},
            now=now,
        )
