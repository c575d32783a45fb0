"""Write again when a day has passed: pages that were sent back, emergencies that nobody has looked at (R6.3a-2).

Each letter has its place in the ledger: however often this runs, and however long it did not, each goes out once.
"""

from datetime import datetime

from django.db import transaction
from wagtail.models import WorkflowState

from core.lib import dates
from core.services.notifications import notify_each, untold
from editorial import notifications
from editorial.models import ReviewState
from editorial.services import emergencies


@transaction.atomic
def urge(*, now: datetime) -> tuple[int, int]:
    """Note the letters that are due; return of how many pages and of how many emergencies."""
    return _of_returned_pages(now), _of_emergencies(now)


def _of_returned_pages(now: datetime) -> int:
    """Write to who handed a page in and to who sent it back: the last day to send it again is over (R6.3a-4)."""
    returned = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
    steps = ReviewState.objects.filter(
        pk__in=returned.values("current_task_state"), due_on__lt=dates.local_date(now)
    ).select_related("workflow_state__requested_by", "finished_by")
    for step in untold(notifications.PAGE_AWAITED, steps.order_by("pk")):
        people = {step.workflow_state.requested_by, step.finished_by}
        notify_each(
            notifications.PAGE_AWAITED,
            [person for person in people if person is not None and person.is_active],
            subject=step,
            occurrence="awaited",
            context={"number": step.workflow_state.object_id, "due_on": dates.short_date(step.due_on)},
            now=now,
        )
    return len(steps)


def _of_emergencies(now: datetime) -> int:
    """Write to everybody who may look at an emergency whose hours are over, its leader left out."""
    overdue = [one for one in emergencies.waiting() if emergencies.deadline(one) < now]
    for approval in untold(notifications.EMERGENCY_OVERDUE, overdue):
        notify_each(
            notifications.EMERGENCY_OVERDUE,
            emergencies.asked(approval, dates.local_date(now)),
            subject=approval,
            occurrence="overdue",
            context={"number": approval.pk, "until": dates.short_datetime(emergencies.deadline(approval))},
            now=now,
        )
    return len(overdue)
