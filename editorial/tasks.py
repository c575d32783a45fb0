"""What the queue runs, by the clock or by id; each task may run twice."""

from core.lib import clock
from editorial.services import desks, publishing


def pass_on_desks() -> None:
    """Hand on the open work of seats whose term ended."""
    desks.pass_on(now=clock.now())


def publish_approved(approval_id: int) -> None:
    """Publish an approved revision that could not be published at once."""
    publishing.publish_again(approval_id, now=clock.now())
