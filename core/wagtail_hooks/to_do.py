"""The admin's first page: what waits for the person who signed in."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from core.services.seals import sealed

MAX_DRAFTS = 20


class DraftsPanel(Component):
    """Pages the person owns or edited last, with changes that are neither public nor under review."""

    name = "drafts"
    order = 230
    template_name = "wagtailadmin/home/drafts.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        mine = Page.objects.filter(Q(owner=user) | Q(latest_revision__user=user), has_unpublished_changes=True)
        mine = mine.exclude(pk__in=sealed(Page).values("pk"))
        newest = mine.order_by("-latest_revision_created_at", "pk").specific(defer=True).prefetch_workflow_states()
        return {"pages": [page for page in newest[: 2 * MAX_DRAFTS] if not page.workflow_in_progress][:MAX_DRAFTS]}


@hooks.register("construct_homepage_panels")
def put_drafts_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(DraftsPanel())
