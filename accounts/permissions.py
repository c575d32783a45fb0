"""Who may do what with people, roles and agencies."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser
from wagtail.permission_policies import ModelPermissionPolicy


class ReadOnlyPermissionPolicy(ModelPermissionPolicy):
    """Nobody adds, changes or deletes, superusers neither; looking takes the view permission."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def may_assign(user: AbstractUser, concerned: Collection[int | None]) -> bool:
    """Return whether a person may change roles of these people: not one's own, unless a superuser (RX-8)."""
    return user.is_superuser or user.pk not in concerned
