"""File dated pages under a year page of their section, so that no page has thousands of children."""

from django.db import transaction
from wagtail.models import Page

from accounts.models import User
from core.enums import ApprovalKind
from core.lib import dates
from core.models import BasePage
from core.services import approvals
from home.models import SectionPage, YearPage


@transaction.atomic
def year_page(section: SectionPage, year: int) -> YearPage:
    """Return the section's page of a calendar year, making and publishing it when there is none."""
    SectionPage.objects.select_for_update().get(pk=section.pk)
    found = YearPage.objects.child_of(section).filter(year=year).first()
    if found is not None:
        return found
    page: YearPage = section.add_child(instance=YearPage(title=str(year), slug=str(year), year=year, live=False))
    approvals.publish(approvals.record(page, page.save_revision(), kind=ApprovalKind.FILING))
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


@transaction.atomic
def file_draft(page: BasePage, section: SectionPage, year: int, *, user: User) -> BasePage:
    """Add an unsaved page, which may lack what its type wants, as somebody's draft under the year page of a section."""
    page.live = False
    filed: BasePage = year_page(section, year).add_child(instance=page)
    filed.save_revision(user=user, log_action=True, clean=False)
    return filed


@transaction.atomic
def refile(page: Page, *, user: User | None = None) -> Page | None:
    """Move a dated page that stands right below a section under the section's page of its year.

    Return the page where it stands now, or None when the year page has another page at that address.
    """
    section, dated = page.get_parent().specific, page.specific
    if not isinstance(section, SectionPage) or type(dated) not in YearPage.allowed_subpage_models():
        return dated
    parent = year_page(section, dates.local_date(dated.listed_at).year)
    if parent.get_children().filter(slug=page.slug).exists():
        return None
    page.move(parent, pos="last-child", user=user)
    return Page.objects.get(pk=page.pk).specific
