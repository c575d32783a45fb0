"""Who may do what with people, roles and agencies."""

from collections.abc import Iterable
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from accounts.models import Membership, User


class ReadOnlyPermissionPolicy(ModelPermissionPolicy):
    """Nobody adds, changes or deletes, superusers neither; looking takes the view permission."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def may_assign(user: User, membership: Membership, before: Membership | None = None) -> bool:
    """Return whether a person may make or change a membership: not one's own, unless a superuser (RX-8)."""
    people = {membership.user_id, before.user_id if before else None}
    return user.is_superuser or user.pk not in people
