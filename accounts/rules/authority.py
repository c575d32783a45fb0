"""Who may manage whom (RX-8, R9.4-1): only people strictly below oneself, and never oneself."""

from collections.abc import Iterable

ADMINISTRATOR = 1_000
UNKNOWN_RIGHTS = ADMINISTRATOR - 1
"""The level of somebody with rights from outside the roles: only an administrator knows what they amount to."""


def level_of(role_levels: Iterable[int], *, is_superuser: bool, has_other_rights: bool = False) -> int:
    """Return a person's level: the highest of the roles; administrators stand above all of them."""
    if is_superuser:
        return ADMINISTRATOR
    if has_other_rights:
        return UNKNOWN_RIGHTS
    return max(role_levels, default=0)


def may_manage(actor_level: int, person_level: int, *, same_person: bool) -> bool:
    """Return whether somebody may edit, disable or reset a person: nobody of the own level, nobody oneself (RX-8)."""
    return not same_person and person_level < actor_level


def may_grant(actor_level: int, role_level: int) -> bool:
    """Return whether somebody may give or take back a role: only one below the own level (RX-8)."""
    return role_level < actor_level
