"""Which change of an entry's state is allowed, and what must be known before it goes on (Articles 6.2 and 3.9)."""

from editorial.enums import EntryState as State

CHANGES: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.PROCESSING, State.MERGED, State.WITHDRAWN}),
    State.PROCESSING: frozenset(
        {State.VERIFYING, State.ROUTED, State.RETURNED, State.REFUSAL_PROPOSED, State.MERGED, State.ACCEPTED}
    ),
    State.VERIFYING: frozenset({State.PROCESSING, State.RETURNED, State.REFUSAL_PROPOSED, State.MERGED}),
    State.ROUTED: frozenset({State.PROCESSING}),
    State.RETURNED: frozenset({State.PROCESSING, State.REFUSAL_PROPOSED, State.MERGED}),
    State.REFUSAL_PROPOSED: frozenset({State.PROCESSING, State.REFUSED}),
    State.REFUSED: frozenset({State.PROCESSING}),
    State.MERGED: frozenset({State.PROCESSING}),
    State.ACCEPTED: frozenset({State.PROCESSING, State.RETURNED, State.PUBLISHED}),
    State.PUBLISHED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
"""From each state, the states that may follow; from REFUSED only after a re-verification (ground 8).

A supplier withdraws before processing only (R6.1a-5)."""

ON_THE_WAY = (State.ACCEPTED, State.PUBLISHED)
"""States in which the page made of an entry may go on to the public."""

TO_SORT = (State.RECEIVED, State.PROCESSING, State.VERIFYING)
OPEN = (*TO_SORT, State.ROUTED, State.RETURNED, State.REFUSAL_PROPOSED, State.ACCEPTED)


def may_change(before: State, after: State) -> bool:
    """Return whether an entry may go from one state to another."""
    return after in CHANGES[before]


def missing_from_sorting(*, kind: str, category: str, origin: str, content: str, purpose: str) -> tuple[str, ...]:
    """Return the names of what Article 6.2 wants to be clear and is not, in the order of the form (R6.2-2)."""
    known = {"kind": kind, "category": category, "origin": origin, "content": content, "purpose": purpose}
    return tuple(name for name, value in known.items() if not value.strip())
