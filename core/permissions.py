"""Permission policies, and how they reach Wagtail on the version in use and on the next one."""

from collections.abc import Iterable
from typing import Any

from wagtail import permissions
from wagtail.permission_policies import ModelPermissionPolicy


class ReadOnlyPermissionPolicy(ModelPermissionPolicy):
    """Nobody adds, changes or deletes, superusers neither; looking takes the view permission."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def register_policy(policy: ModelPermissionPolicy) -> None:
    """Name the policy as the one of its model, before the admin asks for it.

    From Wagtail 8 on the policy belongs to the model, and one that only a viewset knows is deprecated. Before, the
    viewset's property ``permission_policy`` is all there is, and nothing is to be done here.
    """
    register = getattr(permissions, "register_permission_policy", None)
    if register is not None:
        register(policy.model, policy)
