"""The first page of the admin: change requests that wait for the person's decision, and the own ones not sent."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from accounts.models import User
from core.lib import clock, dates
from core.models import ChangeRequest, ChangeStep
from editorial.services.change_requests import change_rights_in_request, may_decide_about
from editorial.viewsets.changes import name_people, sent_to_decide

MOST = 10
MOST_LOOKED_AT = 50


def to_decide(user: User) -> list[ChangeRequest]:
    """Return the oldest requests that a person may decide about today."""
    rights = change_rights_in_request(user, dates.local_date(clock.now()))
    if not rights:
        return []
    waiting = sent_to_decide().exclude(proposed_by=user.pk).prefetch_related("rows")[:MOST_LOOKED_AT]
    found = [one for one in waiting if may_decide_about(one, user, rights)][:MOST]
    name_people(found)
    return found


def not_sent(user: User) -> list[ChangeRequest]:
    """Return a person's newest requests that were neither sent nor dropped."""
    steps = ChangeStep.objects.filter(request=OuterRef("pk"))
    return list(ChangeRequest.objects.filter(~Exists(steps), proposed_by=user.pk).order_by("-pk")[:MOST])


class ChangesPanel(Component):
    """What the person has to decide about, and what the person has begun."""

    name = "change_requests"
    order = 110
    template_name = "editorial/changes_waiting.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"to_decide": to_decide(user), "not_sent": not_sent(user)}


@hooks.register("construct_homepage_panels")
def put_changes_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(ChangesPanel())
