"""Publish what was approved, again and again until it is public; what is not stands on the alarm list (R6.4a-1)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django_q.tasks import async_task
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from core.enums import AuditAct
from core.models import Approval
from core.models.approvals import ApprovalQuerySet
from core.services import approvals, audit
from editorial.models import PublicationFailure
from editorial.services import emergencies
from editorial.services.sealed_copies import sealed_page_ids

LONGEST_ERROR = 200
RETRY = "editorial.tasks.publish_approved"


@dataclass(frozen=True)
class Alarms:
    """What leaders have to know: approved and not published, published in an emergency and not confirmed."""

    unpublished: list[Approval]
    unconfirmed: list[Approval]


def due(now: datetime) -> ApprovalQuerySet:
    """Return the approvals whose publication is due and has not happened: "đã duyệt, chưa đăng".

    What was sealed meanwhile is not published any more.
    """
    waiting: ApprovalQuerySet = Approval.objects.unpublished().exclude(page_id__in=sealed_page_ids())
    return waiting.filter(Q(publish_after__isnull=True) | Q(publish_after__lte=now))


def attempt(approval: Approval, *, act: PublishPageRevisionAction | None = None, now: datetime) -> bool:
    """Publish an approved revision unless it waits for a later time; return whether it is public now.

    A failure is stored, recorded and handed to the queue; the approval stays. ``act`` was prepared of its revision.
    """
    if not approval.is_due(now):
        return False
    try:
        approvals.publish(approval, act)
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


def alarms(now: datetime) -> Alarms:
    """Return what stands on the leaders' alarm list (R6.4a-1, R6.3a-2)."""
    unpublished = due(now).select_related("page").order_by("approved_at", "pk")
    overdue = [approval for approval in emergencies.waiting() if emergencies.deadline(approval) < now]
    return Alarms(list(unpublished), overdue)
