"""What of pages and media somebody sees who only hands in: what is public, and one's own (RX-8).

Wagtail shows every draft and every picture to whoever may add a page anywhere. Who may change or publish pages sees
them all, as the work asks; everybody else in the admin does not.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Model, Q, QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

EDITING = frozenset({"change_page", "publish_page"})


def sees_everything(user: Any) -> bool:
    """Return whether somebody works on the pages of others; one query, which Wagtail's own checks share."""
    if not user.is_active or user.is_superuser:
        return bool(user.is_active)
    held = PagePermissionPolicy().get_cached_permissions_for_user(user)
    return any(one.permission.codename in EDITING for one in held)


def pages_seen_by(user: Any, pages: QuerySet) -> QuerySet:
    """Return those of the pages that are public or the person's own, all of them for who works on pages."""
    return pages if sees_everything(user) else pages.filter(Q(live=True) | Q(owner_id=user.pk))


def media_seen_by(user: Any, media: QuerySet) -> QuerySet:
    """Return those of the pictures or files that are public or the person's own, all of them for who works on pages."""
    return media if sees_everything(user) else media.filter(Q(is_public=True) | Q(uploaded_by_user_id=user.pk))


def seen_by(user: Any, objects: QuerySet) -> QuerySet:
    """Return those of the pages, pictures or files that somebody sees."""
    model: type[Model] = objects.model
    return pages_seen_by(user, objects) if issubclass(model, Page) else media_seen_by(user, objects)


def _cut(explorable: Callable[..., QuerySet]) -> Callable[..., QuerySet]:
    @wraps(explorable)
    def run(self: PagePermissionPolicy, user: Any) -> QuerySet:
        return pages_seen_by(user, explorable(self, user))

    return run


def install() -> None:
    """Cut the set from which Wagtail's explorer, search, interface and history of the site all start, once."""
    whole = PagePermissionPolicy.explorable_instances
    if not hasattr(whole, "__wrapped__"):
        PagePermissionPolicy.explorable_instances = _cut(whole)
