"""What the admin does around the tree: dated pages go under the year page of their section."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from core.lib import clock, dates
from home.models import SectionPage, YearPage
from home.services.filing import year_page


@hooks.register("before_create_page")
def file_under_the_year(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> HttpResponse | None:
    """Lead an editor who adds a dated page to a section on to the section's page of this year."""
    section = parent_page.specific
    if not isinstance(section, SectionPage) or page_class not in YearPage.allowed_subpage_models():
        return None
    parent = year_page(section, dates.local_date(clock.now()).year)
    return redirect("wagtailadmin_pages:add", page_class._meta.app_label, page_class._meta.model_name, parent.pk)
