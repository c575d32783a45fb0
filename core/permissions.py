"""Permission policies, and how they reach Wagtail on the version in use and on the next one."""

from collections.abc import Iterable
from typing import Any

from wagtail import permissions
from wagtail.models import Page, PagePermissionTester
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


class PortalPagePermissionTester(PagePermissionTester):
    """What the admin offers with a page: nobody publishes or moves what is public by hand, superusers neither.

    The way to the public is an approval (docs/decisions/0018); the database would refuse every other.
    """

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False

    def can_move(self) -> bool:
        """What is public moves by a wish that somebody else approves; who may edit may ask for it."""
        return bool(self.can_edit() if self._shows_something() else super().can_move())

    def can_move_to(self, destination: Page) -> bool:
        if not self._shows_something():
            return bool(super().can_move_to(destination))
        fits = self.page.is_child_of(destination) or self.page.specific.can_move_to(destination)
        return bool(self.can_move() and fits and destination.permissions_for_user(self.user).can_add_subpage())

    def can_unpublish(self) -> bool:
        """A page is taken out with ground and notice, by a decision of another person (docs/features/afterwards.md)."""
        return False

    def _shows_something(self) -> bool:
        return bool(self.page.live or self.page.get_descendants().filter(live=True).exists())


def permissions_for_user(page: Page, user: Any) -> PortalPagePermissionTester:
    """Return what a person may do with a page of any type."""
    return PortalPagePermissionTester(user, page)


def install() -> None:
    """Let every page answer so; raises AttributeError when Wagtail asks its pages another way."""
    if not hasattr(Page, "permissions_for_user"):
        raise AttributeError("Wagtail's pages no longer say who may do what.")
    Page.permissions_for_user = permissions_for_user
