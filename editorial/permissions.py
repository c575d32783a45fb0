"""Who may do what on the Board."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class KeptForeverPolicy(ModelPermissionPolicy):
    """Nobody deletes, superusers neither: what the Board did is kept (Article 6.5)."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
