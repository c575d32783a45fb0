"""The first page of the admin: channels that need somebody (R6.1a-2)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from core.lib import clock
from editorial.services.channels.registry import in_use
from editorial.services.channels.watching import troubled


class TroubledChannelsPanel(Component):
    """Channels that fail or are silent; nothing when all is well."""

    name = "troubled_channels"
    order = 40
    template_name = "editorial/troubled_channels.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"troubled": troubled(in_use(), now=clock.now())}


@hooks.register("construct_homepage_panels")
def put_troubled_channels_on_the_first_page(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.has_perm("editorial.view_intakechannel"):
        panels.append(TroubledChannelsPanel())
