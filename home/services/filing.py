"""File dated pages under a year page of their section, so that no page has thousands of children."""

from django.db import transaction

from core.models import BasePage
from home.models import SectionPage, YearPage


@transaction.atomic
def year_page(section: SectionPage, year: int) -> YearPage:
    """Return the section's page of a calendar year, making and publishing it when there is none."""
    SectionPage.objects.select_for_update().get(pk=section.pk)
    found = YearPage.objects.child_of(section).filter(year=year).first()
    if found is not None:
        return found
    page: YearPage = section.add_child(instance=YearPage(title=str(year), slug=str(year), year=year, live=False))
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@transaction.atomic
def file_page(page: BasePage, section: SectionPage, year: int) -> BasePage:
    """Add an unsaved page as a draft under the year page of a section and return it."""
    page.live = False
    parent = year_page(section, year)
    filed: BasePage = parent.add_child(instance=page)
    filed.save_revision()
    return filed
