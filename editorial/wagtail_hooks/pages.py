"""What Wagtail's own page screens may not do with public pages, and what they do instead."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from core.rules.publication import REFUSALS
from editorial.services.structure import shows_something
from editorial.views.moves import move_public_page


# After the hooks that say why a page cannot stand there at all.
@hooks.register("before_move_page", order=100)
def ask_before_public_pages_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """A move of what is public is asked for by one and approved by another (R2.2c-1)."""
    user: Any = request.user
    return move_public_page(request, page, destination, user) if shows_something(page) else None


@hooks.register("before_bulk_action")
def move_public_pages_one_by_one(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> HttpResponse | None:
    """Each change of a public place has its own reason and approval."""
    if action_type != "move" or not any(isinstance(page, Page) and shows_something(page) for page in objects):
        return None
    messages.error(request, _("Trang công khai được chuyển từng trang một, có lý do và người duyệt."))
    return redirect("wagtailadmin_explore", objects[0].get_parent().pk)


@hooks.register("after_edit_page")
def say_how_far_the_page_has_come(request: HttpRequest, page: Page) -> None:
    """Tell who pressed a button of the workflow which step is next, or where the public finds the page."""
    if "action-workflow-action" not in request.POST:
        return
    now = Page.objects.get(pk=page.pk)
    step = now.current_workflow_task
    if step is not None:
        messages.success(request, _("Bước tiếp theo: %(step)s.") % {"step": step.name})
    elif now.live and not now.has_unpublished_changes:
        messages.success(
            request, _("Trang đã đăng công khai."), buttons=[messages.button(now.get_url(request), _("Xem trang"))]
        )


@hooks.register("before_copy_page")
def make_no_aliases(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An alias would follow its source into the public without an approval of its own."""
    if request.method != "POST" or not request.POST.get("alias"):
        return None
    messages.error(request, REFUSALS["portal_has_no_aliases"])
    return redirect("wagtailadmin_pages:copy", page.pk)
