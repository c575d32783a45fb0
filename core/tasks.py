"""What the queue runs by id; each task may run twice."""

from core.lib import clock
from core.services import audit_heads, notifications


def send_notification(pk: int) -> None:
    """Send the letter of one row of the ledger."""
    notifications.deliver(pk, now=clock.now())


def sweep_notifications() -> None:
    """Send what waits, after an outage too."""
    notifications.sweep(now=clock.now())


def send_audit_head() -> None:
    """Note the head of the audit chain outside, once a day."""
    audit_heads.send_head(now=clock.now())
