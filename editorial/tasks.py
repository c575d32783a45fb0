"""What the queue runs by the clock; each task may run twice."""

from core.lib import clock
from editorial.services import desks


def pass_on_desks() -> None:
    """Hand on the open work of seats whose term ended."""
    desks.pass_on(now=clock.now())
