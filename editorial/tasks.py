"""What the queue runs, by the clock or by id; each task may run twice."""

from core.lib import clock
from editorial.services import desks, publishing, sources


def pass_on_desks() -> None:
    """Hand on the open work of seats whose term ended."""
    desks.pass_on(now=clock.now())


def warn_of_ending_permissions() -> None:
    """Write about written permissions of sources that end soon or have ended, once a day."""
    sources.warn_of_ending(now=clock.now())


def publish_approved(approval_id: int) -> None:
    """Publish an approved revision that could not be published at once."""
    publishing.publish_again(approval_id, now=clock.now())
