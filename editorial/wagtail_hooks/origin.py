"""The page editor: a button to where the page came from, and a word on what is still missing before approval."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from core.lib import clock, dates
from core.models import ContentPage
from editorial.services.readiness import flaws
from editorial.views.origin import PageOriginView


@hooks.register("register_admin_urls")
def register_page_origin() -> list[URLPattern]:
    return [path("pages/<int:page_id>/nguon-goc/", PageOriginView.as_view(), name="page_origin")]


@hooks.register("register_page_header_buttons")
def lead_to_the_origin(page: Page, user: Any, next_url: str, view_name: str) -> Iterator[Button]:
    if page.pk and issubclass(page.specific_class or Page, ContentPage) and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Nguồn gốc và phần còn thiếu"), reverse("page_origin", args=[page.pk]), icon_name="history", priority=60
        )


@hooks.register("before_edit_page")
def say_what_is_missing(request: HttpRequest, page: Page) -> None:
    """Tell an editor who opens a draft how much is missing; nothing is refused here."""
    if request.method != "GET" or (page.live and not page.has_unpublished_changes):
        return
    found = flaws(page.get_latest_revision_as_object(), day=dates.local_date(clock.now()))
    if found:
        words = ngettext("Còn %(n)d việc trước khi duyệt.", "Còn %(n)d việc trước khi duyệt.", len(found))
        button = messages.button(reverse("page_origin", args=[page.pk]), _("Xem"))
        messages.warning(request, words % {"n": len(found)}, buttons=[button])
