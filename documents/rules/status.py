"""Whether a document applies on a given day, and whether its dates make sense (R4.1-1).

A document applies from its effective day on and before its expiry: `expires` is the first day on which
it no longer applies. A document effective on 01/01 that expires on 01/07 last applies on 30/06.
"""

from dataclasses import dataclass
from datetime import date

from core.lib.dates import short_date
from documents.enums import LegalStatus, RelationKind

MIN_REASON_LENGTH = 10

_ENDING_KINDS = frozenset({RelationKind.REPLACES, RelationKind.REPEALS})
_TOUCHING_KINDS = _ENDING_KINDS | {RelationKind.AMENDS}


@dataclass(frozen=True, slots=True)
class Act:
    """What another document does to this one; `effective` is the day from which it does so.

    `whole` matters for replacing and repealing only: False where parts of this document live on.
    """

    kind: RelationKind
    effective: date | None
    whole: bool = True

    @property
    def touches(self) -> bool:
        """Whether the act takes force away from this document, wholly or in part."""
        return self.kind in _TOUCHING_KINDS

    @property
    def ends(self) -> bool:
        """Whether the act takes all force away from this document."""
        return self.kind in _ENDING_KINDS and self.whole

    def applies_on(self, day: date) -> bool:
        """Tell whether the act is known to have happened by the day."""
        return self.effective is not None and self.effective <= day


@dataclass(frozen=True, slots=True)
class Suspension:
    """A time in which the document is suspended: from its first day until before `until`, if known."""

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether the document is suspended on the day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Override:
    """A status set by hand against the computed one; counts only with its reason."""

    status: LegalStatus
    reason: str


@dataclass(frozen=True, slots=True)
class Validity:
    """All that decides a document's status; unknown dates are None."""

    effective: date | None = None
    expires: date | None = None
    acts: tuple[Act, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class DateProblem:
    """A date that contradicts another; `field` is one of issued, effective, expires."""

    field: str
    message: str


def status_on(day: date, validity: Validity) -> LegalStatus:
    """Return the document's status on a day, from its dates and what other documents did to it.

    1. A status set by hand with a reason stands. 2. A known end has come: expired. 3. The day of effect
    is unknown, or that of an act that might change the answer: unknown. 4. Before the day of effect: not
    yet. 5. Suspended. 6. Amended, or replaced or repealed in part: partly expired. 7. Else in force.
    """
    override = validity.override
    if override is not None and not override_problems(override.status, override.reason):
        return override.status
    if _has_ended(day, validity):
        return LegalStatus.EXPIRED
    if validity.effective is None:
        return LegalStatus.UNKNOWN
    if day < validity.effective:
        return LegalStatus.NOT_YET
    return _status_in_effect(day, validity)


def override_problems(status: LegalStatus | None, reason: str) -> tuple[str, ...]:
    """Return why a status may not be set by hand: status and reason go together.

    The reason needs MIN_REASON_LENGTH characters; without a status there must be no reason.
    """
    reason = " ".join(reason.split())
    if status is None:
        return ("Đã ghi lý do nhưng chưa chọn tình trạng hiệu lực.",) if reason else ()
    if not reason:
        return ("Hãy ghi lý do khi đặt tình trạng hiệu lực thủ công.",)
    if len(reason) < MIN_REASON_LENGTH:
        return (f"Lý do đặt tình trạng hiệu lực thủ công cần ít nhất {MIN_REASON_LENGTH} ký tự.",)
    return ()


def date_problems(
    issued: date | None,
    effective: date | None,
    expires: date | None,
    *,
    today: date,
    retroactive: bool = False,
) -> tuple[DateProblem, ...]:
    """Return the contradictions between a document's dates, in Vietnamese; unknown dates contradict nothing.

    `retroactive` allows a day of effect before the day of issue; a day of issue after `today` is a problem.
    """
    found: list[DateProblem] = []
    if issued and issued > today:
        found.append(DateProblem("issued", f"Ngày ban hành {short_date(issued)} ở trong tương lai."))
    if issued and effective and effective < issued and not retroactive:
        message = f"Ngày có hiệu lực {short_date(effective)} trước ngày ban hành {short_date(issued)}."
        found.append(DateProblem("effective", message))
    if expires and effective and expires <= effective:
        message = f"Ngày hết hiệu lực {short_date(expires)} phải sau ngày có hiệu lực {short_date(effective)}."
        found.append(DateProblem("expires", message))
    elif expires and issued and expires <= issued:
        message = f"Ngày hết hiệu lực {short_date(expires)} phải sau ngày ban hành {short_date(issued)}."
        found.append(DateProblem("expires", message))
    return tuple(found)


def _has_ended(day: date, validity: Validity) -> bool:
    expired = validity.expires is not None and validity.expires <= day
    return expired or any(act.ends and act.applies_on(day) for act in validity.acts)


def _status_in_effect(day: date, validity: Validity) -> LegalStatus:
    acts = [act for act in validity.acts if act.touches]
    touched = any(act.applies_on(day) for act in acts)
    undated = [act for act in acts if act.effective is None]
    if any(act.ends for act in undated) or (undated and not touched):
        return LegalStatus.UNKNOWN
    if any(suspension.covers(day) for suspension in validity.suspensions):
        return LegalStatus.SUSPENDED
    return LegalStatus.PARTLY_EXPIRED if touched else LegalStatus.IN_FORCE
