"""Who may not approve a version (Article 6.3.a, R6.3a-2)."""

from collections.abc import Collection
from enum import StrEnum


class Obstacle(StrEnum):
    """Why a version cannot be approved by a person."""

    OUTDATED = "outdated"
    NOBODY_EDITED = "nobody-edited"
    OWN_WORK = "own-work"


def obstacle(*, approver: int, editors: Collection[int | None], is_latest: bool) -> Obstacle | None:
    """Return what keeps a person from approving a version, or None.

    ``editors`` are those who saved the page since the version that was published last, the version itself included:
    whoever touched what is new is neither second pair of eyes. A version that nobody is known to have edited waits
    for somebody who does (Article 6.3.a: edited and approved).
    """
    if not is_latest:
        return Obstacle.OUTDATED
    if not any(editors):
        return Obstacle.NOBODY_EDITED
    return Obstacle.OWN_WORK if approver in editors else None
