"""What the public may know of a page that was taken out (Articles 3.3, 3.9 and 6.5; R6.5-1)."""

from core.enums import WithdrawalGround

HIDING = frozenset(
    {
        WithdrawalGround.SECRET,
        WithdrawalGround.RESTRICTED,
        WithdrawalGround.PERSONAL,
        WithdrawalGround.UNCONFIRMED,
    }
)
"""Grounds under which the notice names neither title nor ground, so that it does not tell what was there."""

REPLACED = frozenset({WithdrawalGround.DUPLICATE})
"""Grounds that have to name the page that stays (as ground 7 of Article 3.9)."""


def hides(ground: str) -> bool:
    """Return whether the notice keeps silent on title and ground."""
    return ground in HIDING


def needs_replacement(ground: str) -> bool:
    """Return whether the notice has to lead to another page."""
    return ground in REPLACED
