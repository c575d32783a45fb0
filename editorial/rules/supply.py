"""Which questions the online form asks, in which order, and what a supplier may do with an entry (R6.1a-5)."""

from collections.abc import Collection

from editorial.enums import EntryState, SupplyKind
from editorial.enums import SupplyStep as Step

TALKING = frozenset(set(EntryState) - {EntryState.REFUSED, EntryState.WITHDRAWN})
"""States in which a supplier may still write to the office."""


def steps_for(*, kind: str, is_known: bool) -> tuple[Step, ...]:
    """Return the questions for a kind of information; a person who signed in is not asked for name and contact.

    A document says its category by itself, and other information has no clock.
    """
    left_out: set[Step] = set()
    if is_known:
        left_out.add(Step.SENDER)
    if kind == SupplyKind.DOCUMENT:
        left_out.add(Step.CATEGORY)
    if kind == SupplyKind.OTHER:
        left_out.add(Step.TIMES)
    return tuple(step for step in Step if step not in left_out)


def first_open(steps: Collection[Step], answered: Collection[str]) -> Step | None:
    """Return the first question without an answer, or None when all are answered."""
    return next((step for step in steps if step not in answered), None)


def step_after(steps: tuple[Step, ...], step: Step) -> Step | None:
    """Return the question after one, or None after the last."""
    place = steps.index(step) + 1
    return steps[place] if place < len(steps) else None


def step_before(steps: tuple[Step, ...], step: Step) -> Step | None:
    """Return the question before one, or None before the first."""
    place = steps.index(step)
    return steps[place - 1] if place else None


def may_withdraw(state: EntryState) -> bool:
    """Return whether a supplier may take an entry back: before anybody works on it (R6.1a-5)."""
    return state == EntryState.RECEIVED


def may_send_again(state: EntryState) -> bool:
    """Return whether an entry may be sent again, linked to the first (R3.9-2)."""
    return state in {EntryState.REFUSED, EntryState.WITHDRAWN}
