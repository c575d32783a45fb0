"""Memberships that another register keeps: there they are changed, here only looked at (R3.8-1).

An app above declares where; ``accounts`` knows none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import Membership


@dataclass(frozen=True)
class Keeper:
    """What keeps a membership, in words, and where one changes it."""

    name: str
    address: str


Finder = Callable[[Membership], Keeper | None]
_finders: list[Finder] = []


def declare(finder: Finder) -> None:
    """Ask this function, too, who keeps a membership."""
    if finder not in _finders:
        _finders.append(finder)


def keeper_of(membership: Membership) -> Keeper | None:
    """Return what keeps a membership, or None when nothing known does."""
    found = (finder(membership) for finder in _finders)
    return next((keeper for keeper in found if keeper is not None), None)
