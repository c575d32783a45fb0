"""The first page of the admin for leaders: what was approved and is not public, what nobody has confirmed."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from core.lib import clock, dates
from editorial.permissions import Right, rights_in_request
from editorial.services.publishing import alarms


class ApprovalAlarmsPanel(Component):
    """The alarm list of R6.4a-1 and R6.3a-2."""

    name = "approval_alarms"
    order = 50
    template_name = "editorial/alarms.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"alarms": alarms(clock.now())}


@hooks.register("construct_homepage_panels")
def put_alarms_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    user: Any = request.user
    if Right.PUBLISH_IN_EMERGENCY in rights_in_request(user, dates.local_date(clock.now())):
        panels.append(ApprovalAlarmsPanel())
