"""Read the time limits of Article 6.1 from the rule values and say how late something came."""

from dataclasses import dataclass
from datetime import date, datetime

from core.lib import dates
from core.services.rule_values import rule_values
from editorial.enums import ClockKind, DocumentStart, EventStart
from editorial.rules import clocks


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What a clock says of something received: its last instant in time, and how many seconds too late it came."""

    kind: ClockKind
    deadline: datetime
    seconds_late: int


def reckon(
    *,
    received_at: datetime,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    issued_on: date | None = None,
    agreed_until: datetime | None = None,
) -> Reckoning | None:
    """Return the reckoning of something received, or None while the day that its clock counts from is unknown.

    An agreed time goes before the others (Article 6.1.b), a day of issue before a time of activity. Rule values are
    those in force on the day of receipt. Raises core.services.rule_values.MissingRuleValueError when there are none,
    ValueError when the activity ends before it starts.
    """
    day = dates.local_date(received_at)
    if agreed_until is not None:
        kind, deadline = ClockKind.AGREED, agreed_until
    elif issued_on is not None:
        rules = rule_values(day, "document-intake-start", "document-intake-hours")
        deadline = clocks.document_deadline(
            issued_on,
            hours=int(rules["document-intake-hours"].value),
            counted_from=DocumentStart(rules["document-intake-start"].value),
        )
        kind = ClockKind.DOCUMENT
    elif starts_at is not None:
        rules = rule_values(day, "event-intake-start", "event-intake-hours")
        deadline = clocks.event_deadline(
            starts_at,
            ends_at,
            hours=int(rules["event-intake-hours"].value),
            counted_from=EventStart(rules["event-intake-start"].value),
        )
        kind = ClockKind.EVENT
    else:
        return None
    return Reckoning(kind, deadline, clocks.seconds_late(received_at, deadline))
