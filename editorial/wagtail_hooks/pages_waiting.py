"""Pages that wait for somebody on the first page of the admin: one table, whatever is to be done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from wagtail.admin.ui.components import Component

from accounts.models import User
from core.lib import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class WaitingPage:
    """A page, where somebody does what is to be done, and whether the time for it is over."""

    title: str
    address: str
    what: str
    is_over: bool = False


class WaitingPagesPanel(Component):
    """A heading and its pages; nothing is drawn where nothing waits."""

    template_name = "editorial/pages_waiting.html"
    heading: "StrOrPromise"

    def rows(self, person: User, now: datetime) -> Iterable[WaitingPage]:
        """Return what waits for a person."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        rows = list(self.rows(parent_context["request"].user, clock.now()))
        return {"id": self.name, "heading": self.heading, "rows": rows}
