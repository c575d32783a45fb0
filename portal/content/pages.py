"""Add pages from data and publish them."""

from datetime import date
from typing import Any, TypeVar

from core.lib import dates
from core.models import BasePage
from home.models import SectionPage
from home.services.filing import file_page

AnyPage = TypeVar("AnyPage", bound=BasePage)


def publish(page: AnyPage) -> AnyPage:
    """Publish the page as it stands and return it."""
    page.save_revision().publish()
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
    filed.get_latest_revision().publish()
    filed.refresh_from_db()
    return filed
