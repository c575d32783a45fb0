"""The public history of a page at an address of its own, so that reading the page costs nothing more (R6.4d-2)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.models import PublishedItem
from core.services.history import history_of

LARGEST_ID = 2**31 - 1


@require_safe
def history(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer with what happened to a page that is or was public; 404 for every other, and under a view restriction."""
    page = Page.objects.filter(pk=page_id).first() if page_id <= LARGEST_ID else None
    found = history_of(page) if page is not None else None
    if page is None or found is None:
        raise Http404(_("Không có trang này."))
    item = PublishedItem.objects.only("path", "title").filter(page_id=page.pk).first()
    if page.live and item is None:
        raise Http404(_("Không có trang này."))
    response = render(request, "portal/history.html", {"history": found, "address": item.path if item else ""})
    patch_cache_control(response, no_cache=True)
    return response
