"""Publish what was approved, again and again until it is public; what is not stands on the alarm list (R6.4a-1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django_q.tasks import async_task
from wagtail.models import Page

from accounts.models import User
from core.enums import AuditAct
from core.lib import dates
from core.models import Approval
from core.models.approvals import ApprovalQuerySet
from core.services import approvals, audit
from core.services.rule_values import rule_number
from editorial.models import EmergencyCheck, PublicationFailure
from editorial.models.review import unconfirmed_emergencies
from editorial.permissions import Right
from editorial.services.changes import require_right

LONGEST_ERROR = 200
RETRY = "editorial.tasks.publish_approved"
EMERGENCY_HOURS = "emergency-check-hours"


@dataclass(frozen=True)
class Alarms:
    """What leaders have to know: approved and not published, published in an emergency and not confirmed."""

    unpublished: list[Approval]
    unconfirmed: list[Approval]


def due(now: datetime) -> ApprovalQuerySet:
    """Return the approvals whose publication is due and has not happened: "đã duyệt, chưa đăng"."""
    waiting: ApprovalQuerySet = Approval.objects.unpublished()
    return waiting.filter(Q(publish_after__isnull=True) | Q(publish_after__lte=now))


def attempt(approval: Approval, *, now: datetime) -> bool:
    """Publish an approved revision unless it waits for a later time; return whether it is public now.

    A failure is stored, recorded and handed to the queue; the approval stays.
    """
    if not approval.is_due(now):
        return False
    try:
        approvals.publish(approval)
    except Exception as error:  # noqa: BLE001 (whatever stops a publication, the approval stands and is tried again)
        PublicationFailure.objects.create(approval=approval, at=now, error=type(error).__name__[:LONGEST_ERROR])
        detail: dict[str, audit.JSON] = {"approval": approval.pk, "error": type(error).__name__}
        audit.record(AuditAct.PAGE_PUBLICATION_FAILED, subject=approval.page, detail=detail, now=now)
        transaction.on_commit(lambda: async_task(RETRY, approval.pk))
        return False
    return True


@transaction.atomic
def publish_again(approval_id: int, *, now: datetime) -> bool:
    """Publish one approved revision if it still is not public; safe to run twice and at once."""
    approval = due(now).select_related("revision").filter(pk=approval_id).first()
    if approval is None:
        return False
    Page.objects.select_for_update(of=("self",)).get(pk=approval.page_id)
    if not due(now).filter(pk=approval_id).exists():
        return False
    with transaction.atomic():
        approvals.publish(approval)
    return True


def publish_due(*, now: datetime) -> tuple[int, int]:
    """Publish everything that is due, each in a transaction of its own; return how many succeeded and failed."""
    published = failed = 0
    for pk in list(due(now).order_by("approved_at", "pk").values_list("pk", flat=True)):
        try:
            published += publish_again(pk, now=now)
        except Exception as error:  # noqa: BLE001 (one refusal must not stop the others)
            failed += 1
            PublicationFailure.objects.create(approval_id=pk, at=now, error=type(error).__name__[:LONGEST_ERROR])
    return published, failed


@transaction.atomic
def confirm_emergency(approval: Approval, *, actor: User, now: datetime) -> EmergencyCheck:
    """Confirm, as a second person in charge, what a leader published in an emergency."""
    require_right(actor, Right.APPROVE_PAGE, now=now)
    if actor.pk == approval.approver_id:
        raise PermissionDenied(_("Người khác phải xác nhận việc bạn cho đăng khẩn cấp."))
    check = EmergencyCheck(approval=approval, checked_by=actor, checked_at=now)
    check.full_clean()
    check.save()
    detail: dict[str, audit.JSON] = {"approval": approval.pk}
    audit.record(AuditAct.PAGE_EMERGENCY_CONFIRMED, actor=actor, subject=approval.page, detail=detail, now=now)
    return check


def alarms(now: datetime) -> Alarms:
    """Return what stands on the leaders' alarm list (R6.4a-1, R6.3a-2)."""
    unpublished = due(now).select_related("page").order_by("approved_at", "pk")
    return Alarms(list(unpublished), _overdue(now))


def _overdue(now: datetime) -> list[Approval]:
    waiting = list(unconfirmed_emergencies().select_related("page").order_by("approved_at", "pk"))
    if not waiting:
        return []
    limit = timedelta(hours=rule_number(EMERGENCY_HOURS, dates.local_date(now)))
    return [approval for approval in waiting if approval.approved_at + limit < now]
