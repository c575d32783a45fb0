"""What the admin does around the tree: dated pages under year pages, order and depth of sections; readers' opinions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from accounts.models import User
from core.lib import clock, dates
from core.models import BasePage
from home.models import SectionPage, YearPage
from home.services.filing import file_draft, refile, year_page
from home.services.structure import copy_refusal, move_refusal
from home.viewsets import OpinionViewSet


@hooks.register("register_admin_viewset")
def register_opinions() -> OpinionViewSet:
    return OpinionViewSet()


@hooks.register("file_draft_page")
def file_in_the_section_of_its_category(page: BasePage, category: str, year: int, user: User) -> BasePage | None:
    """Take in a draft that an app beside this one has made."""
    section = SectionPage.objects.filter(main_category=category).first()
    return file_draft(page, section, year, user=user) if section else None


@hooks.register("before_create_page")
def file_under_the_year(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> HttpResponse | None:
    """Lead an editor who adds a dated page to a section on to the section's page of this year."""
    section = parent_page.specific
    if not isinstance(section, SectionPage) or page_class not in YearPage.allowed_subpage_models():
        return None
    parent = year_page(section, dates.local_date(clock.now()).year)
    return redirect("wagtailadmin_pages:add", page_class._meta.app_label, page_class._meta.model_name, parent.pk)


@hooks.register("before_move_page")
def refuse_impossible_moves(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Say why a page cannot go where the editor wants it."""
    return _refused(request, move_refusal(page, destination), "wagtailadmin_pages:move", page)


@hooks.register("before_copy_page")
def refuse_copies_that_are_too_deep(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say why a section and what is below it cannot be copied there."""
    wanted = Page.objects.filter(pk=request.POST.get("new_parent_page") or None).first()
    if wanted is None or not request.POST.get("copy_subpages"):
        return None
    return _refused(request, copy_refusal(page, wanted), "wagtailadmin_pages:copy", page)


@hooks.register("after_move_page")
def file_moved_page(request: HttpRequest, page: Page) -> None:
    """Put a dated page that was moved to a section under the section's year page."""
    _file(request, page)


@hooks.register("after_copy_page")
def file_copied_page(request: HttpRequest, page: Page, new_page: Page) -> None:
    """Put a copy of a dated page under the section's year page."""
    _file(request, new_page)


@hooks.register("after_bulk_action")
def file_moved_pages(request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any) -> None:
    """The same for several pages moved at once."""
    if action_type == "move":
        for page in objects:
            _file(request, page)


def _file(request: HttpRequest, page: Page) -> None:
    user = request.user if request.user.is_authenticated else None
    filed = refile(Page.objects.get(pk=page.pk), user=user)
    if filed is None:
        messages.warning(request, _("Trang năm của mục đã có trang cùng địa chỉ, nên trang này nằm ngay dưới mục."))


def _refused(request: HttpRequest, reason: str, view: str, page: Page) -> HttpResponse | None:
    if not reason:
        return None
    messages.error(request, reason)
    return redirect(view, page.pk)
