"""What Wagtail's own page screens may not do with public pages, and what they do instead."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
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


@hooks.register("before_copy_page")
def make_no_aliases(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An alias would follow its source into the public without an approval of its own."""
    if request.method != "POST" or not request.POST.get("alias"):
        return None
    messages.error(request, REFUSALS["portal_has_no_aliases"])
    return redirect("wagtailadmin_pages:copy", page.pk)
