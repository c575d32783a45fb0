"""What the queue runs, by the clock or by id; each task may run twice."""

from core.lib import clock
from editorial.services import desks, publishing, rechecks, reviews, sources


def pass_on_desks() -> None:
    """Hand on the open work of seats whose term ended."""
    desks.pass_on(now=clock.now())


def warn_of_ending_permissions() -> None:
    """Write about written permissions of sources that end soon or have ended, once a day."""
    sources.warn_of_ending(now=clock.now())


def publish_approved(approval_id: int) -> None:
    """Publish an approved revision that could not be published at once."""
    publishing.publish_again(approval_id, now=clock.now())


def mind_reviews() -> None:
    """Plan what has no plan, remind who answers for pages, and tell leaders of doubts that stand too long."""
    now = clock.now()
    reviews.plan_missing(now=now)
    reviews.remind(now=now)
    rechecks.escalate(now=now)
