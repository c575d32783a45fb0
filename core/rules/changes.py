"""Which step may follow which in a change of what the public sees, and who may take it (R6.3a-1, R6.3a-2)."""

from collections.abc import Collection

from core.enums import ChangeStepKind as Step

REFUSED = "CG001"
"""The SQLSTATE with which the database refuses what nobody approved."""

REHEARSAL = "portal.rehearsal"
"""The database's setting that makes the guard write down what a rehearsal would change."""

DECISIONS = frozenset({Step.APPROVED, Step.REFUSED})
ENDINGS = frozenset({*DECISIONS, Step.WITHDRAWN, Step.DROPPED, Step.VOID, Step.CLOSED})


def is_open(steps: Collection[str]) -> bool:
    """Return whether a request waits for a decision: it was sent and has not ended."""
    return Step.SUBMITTED in steps and ENDINGS.isdisjoint(steps)


def is_draft(steps: Collection[str]) -> bool:
    """Return whether a request was made and not sent: nobody else sees it."""
    return not steps


def may_decide(*, has_right: bool, person: int, proposer: int | None) -> bool:
    """Return whether a person may approve or refuse: with the right, and never the own request (R6.3a-2)."""
    return has_right and person != proposer
