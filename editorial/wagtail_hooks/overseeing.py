"""The first page of the admin for who leads the Board: what went up, how punctual, what was refused (R3.9-6)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from core.lib import clock, dates
from editorial.enums import StatisticsBy
from editorial.models import Escalation
from editorial.permissions import Right, rights_in_request
from editorial.rules.periods import Months
from editorial.services import statistics

MOST = 10


class OverseeingPanel(Component):
    """What a leader of the Board has to know this month."""

    name = "overseeing"
    order = 120
    template_name = "editorial/overseeing.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        now = clock.now()
        today = dates.local_date(now)
        if Right.OVERSEE not in rights_in_request(parent_context["request"].user, today):
            return {"is_shown": False}
        months = Months.of(today, today)
        punctual = statistics.punctuality(months, by=[StatisticsBy.AGENCY])
        late = [row for row in punctual if row.late]
        return {
            "is_shown": True,
            "escalations": Escalation.objects.standing().select_related("entry").order_by("raised_at", "pk")[:MOST],
            "month": today,
            "punctual": statistics.together(punctual) if punctual else None,
            "late": sorted(late, key=lambda row: -row.late)[:MOST],
            "refused": sorted(statistics.refusals(months, by=[]), key=lambda row: -row.entries),
        }


@hooks.register("construct_homepage_panels")
def put_overseeing_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(OverseeingPanel())
