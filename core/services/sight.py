"""What of pages and media somebody sees: what is public, the own, and what the role works on (RX-8, decision 0029).

Wagtail shows every draft and every picture to whoever may add a page anywhere. The Board sees them all, as the work on
what others handed in asks; who decides on the structure of the portal sees unpublished sections and fixed pages too;
everybody else in the admin sees neither.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from wagtail.models import Page, get_page_models
from wagtail.models.audit_log import ModelLogEntryManager
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.services import seals

SEE_DRAFTS = "core.see_drafts"
SHAPE = "core.decide_structurechange"


def sees_everything(user: Any) -> bool:
    """Return whether somebody works on the pages of others; asked of the permissions that a request has anyway."""
    return bool(user.is_active and user.has_perm(SEE_DRAFTS))


def pages_seen_by(user: Any, pages: QuerySet) -> QuerySet:
    """Return those of the pages that somebody sees; what is sealed nobody."""
    pages = seals.without_sealed(pages)
    if sees_everything(user):
        return pages
    seen = Q(live=True) | Q(owner_id=user.pk)
    if user.is_active and user.has_perm(SHAPE):
        seen |= Q(content_type__in=_structure())
    return pages.filter(seen)


def _structure() -> list[ContentType]:
    """Return the types of pages that belong to no category of news or documents: sections, years, fixed pages."""
    models = [model for model in get_page_models() if not getattr(model, "belongs_to", "")]
    return list(ContentType.objects.get_for_models(*models, for_concrete_models=False).values())


def media_seen_by(user: Any, media: QuerySet) -> QuerySet:
    """Return the pictures or files that are public or the person's own, for the Board all; what is sealed nobody."""
    media = seals.without_sealed(media)
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
    """Cut the sets from which Wagtail's lists, search, choosers, reports, interface and history all start, once."""
    whole = PagePermissionPolicy.explorable_instances
    if hasattr(whole, "__wrapped__"):
        return
    PagePermissionPolicy.explorable_instances = _cut(whole)
    for policy in (PagePermissionPolicy, CollectionOwnershipPermissionPolicy):
        policy.instances_user_has_any_permission_for = seals.cut(policy.instances_user_has_any_permission_for)
    ModelLogEntryManager.viewable_by_user = seals.cut(
        ModelLogEntryManager.viewable_by_user, seals.without_entries_of_sealed
    )
