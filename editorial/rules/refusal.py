"""What a refusal has to say (Article 3.9, R3.9-1)."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from editorial.enums import RefusalGround as Ground


class Flaw(StrEnum):
    """What is wrong with a refusal; the value is the field where to say it."""

    NO_GROUND = "grounds"
    NO_REASONING = "reasoning"
    NO_PUBLISHED_ITEM = "published_page"
    NO_WAY_BACK = "reverify_until"


def flaws(
    *,
    grounds: Collection[int],
    reasoning: str,
    has_published_item: bool,
    reverify_until: date | None,
    today: date,
) -> tuple[Flaw, ...]:
    """Return what is wrong with a refusal, none when it may be decided on.

    One or more of the nine grounds and the reasoning are compulsory. Ground 7 names the published item, ground 8 the
    day, after today, until which the re-verification is awaited: then the entry comes back.
    """
    named = set(grounds)
    found: list[Flaw] = []
    if not named or not named <= set(Ground):
        found.append(Flaw.NO_GROUND)
    if not reasoning.strip():
        found.append(Flaw.NO_REASONING)
    if Ground.DUPLICATE in named and not has_published_item:
        found.append(Flaw.NO_PUBLISHED_ITEM)
    if Ground.RE_VERIFICATION in named and (reverify_until is None or reverify_until <= today):
        found.append(Flaw.NO_WAY_BACK)
    return tuple(found)


def seals(grounds: Collection[int]) -> bool:
    """Return whether a refusal on these grounds seals what was sent: a state secret (ground 3, R3.9-2)."""
    return Ground.STATE_SECRET in grounds


def leads_back(grounds: Collection[int]) -> bool:
    """Return whether a refused entry may come back by itself: when it was re-verified and nothing else was wrong."""
    return set(grounds) == {Ground.RE_VERIFICATION}
