"""Who may do what with people, roles and agencies."""

from collections.abc import Collection

from django.contrib.auth.models import AbstractUser


def may_guard_accounts(user: AbstractUser) -> bool:
    """Return whether a person may close and open accounts and reset second factors at all; levels say whose (RX-8)."""
    return user.has_perm("accounts.guard_user") or user.has_perm("accounts.change_user")


def may_assign(user: AbstractUser, concerned: Collection[int | None]) -> bool:
    """Return whether a person may change roles of these people: not one's own, unless a superuser (RX-8)."""
    return user.is_superuser or user.pk not in concerned
