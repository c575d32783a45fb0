"""Add pages from data and publish them, with the recorded approval that only the set-up can give."""

from datetime import date
from typing import Any, TypeVar

from core.enums import ApprovalKind
from core.lib import dates
from core.models import BasePage
from core.services import approvals
from home.models import SectionPage
from home.services.filing import file_page

AnyPage = TypeVar("AnyPage", bound=BasePage)


def publish(page: AnyPage) -> AnyPage:
    """Publish the page as it stands and return it; the database lets only its owner do so (docs/decisions/0018)."""
    return publish_latest(page, revision=page.save_revision())


def publish_latest(page: AnyPage, *, revision: Any = None) -> AnyPage:
    """Publish the latest revision of a page and return the page."""
    approved = revision or page.get_latest_revision()
    approvals.publish(approvals.record(page, approved, kind=ApprovalKind.SET_UP))
    page.refresh_from_db()
    return page


def add_child(parent: BasePage, page: AnyPage) -> AnyPage:
    """Add an unsaved page below another and publish it."""
    page.live = False
    return publish(parent.add_child(instance=page))


def file_and_publish(page: AnyPage, section: SectionPage) -> AnyPage:
    """Publish a dated page under the year page of its section; the year is that of its date in lists."""
    day: date = dates.local_date(page.listed_at)
    filed: Any = file_page(page, section, day.year)
    published: AnyPage = publish_latest(filed)
    return published
