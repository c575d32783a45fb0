"""How long after an activity or a document's day of issue information is still in time (Article 6.1.a, 6.1.b).

Hours are clock hours: nights, weekends and holidays do not stop them. Instants count in whole seconds, in favour of
the sender: 10:00:00.9 is 10:00:00. The numbers are rule values; here they are arguments.
"""

from datetime import date, datetime, timedelta

from core.lib import dates
from editorial.enums import DocumentStart, EventStart


def event_deadline(starts_at: datetime, ends_at: datetime | None, *, hours: int, counted_from: EventStart) -> datetime:
    """Return the last instant at which news of an activity is in time (R6.1a-8).

    An activity of several days counts from its end unless the rule value says otherwise; one without a known end
    counts from its start. Raises ValueError when the activity ends before it starts or an instant is naive.
    """
    end = ends_at or starts_at
    if _second(end) < _second(starts_at):
        raise ValueError("An activity cannot end before it starts.")
    return _second(end if counted_from == EventStart.END else starts_at) + timedelta(hours=hours)


def document_deadline(issued_on: date, *, hours: int, counted_from: DocumentStart) -> datetime:
    """Return the last instant at which a document is in time (R6.1a-9), from 0:00 or 24:00 of its day in Hanoi."""
    start = dates.end_of_day(issued_on) if counted_from == DocumentStart.END else dates.start_of_day(issued_on)
    return start + timedelta(hours=hours)


def seconds_late(received_at: datetime, deadline: datetime) -> int:
    """Return by how many seconds something came too late, 0 when it was in time; the deadline itself is in time."""
    return max(0, int((_second(received_at) - _second(deadline)).total_seconds()))


def is_ahead(ends_at: datetime, received_at: datetime) -> bool:
    """Return whether an activity is not over when word of it comes: that is an announcement, not news (R6.1a-8)."""
    return ends_at > received_at


def is_issued_after_receipt(issued_on: date, received_at: datetime) -> bool:
    """Return whether a document claims a day of issue that lies after its receipt, which cannot be (R6.1a-9)."""
    return issued_on > dates.local_date(received_at)


def _second(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError("An instant needs a time zone.")
    return instant.replace(microsecond=0)
