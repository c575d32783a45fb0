"""Who may not approve a version (Article 6.3.a, R6.3a-2)."""

from collections.abc import Collection
from enum import StrEnum


class Obstacle(StrEnum):
    """Why a version cannot be approved by a person."""

    ALREADY_APPROVED = "already-approved"
    OUTDATED = "outdated"
    NOBODY_EDITED = "nobody-edited"
    OWN_WORK = "own-work"


def obstacle(
    *, approver: int, editors: Collection[int | None], is_latest: bool, is_approved: bool = False
) -> Obstacle | None:
    """Return what keeps a person from approving a version, or None.

    One version is approved once: of two people at the same moment the second hears of the first.
    ``editors`` are those who saved the page since the version that was published last, the version itself included:
    whoever touched what is new is neither second pair of eyes. A version that nobody is known to have edited waits
    for somebody who does (Article 6.3.a: edited and approved).
    """
    if is_approved:
        return Obstacle.ALREADY_APPROVED
    if not is_latest:
        return Obstacle.OUTDATED
    if not any(editors):
        return Obstacle.NOBODY_EDITED
    return Obstacle.OWN_WORK if approver in editors else None
