"""Answer for a page that was taken out: its address stays and says so (Article 6.5, R6.5-1)."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.models import PublishedItem
from core.services.withdrawn import notice_of
from home.services.lookup import former_and_frame


def gone(request: HttpRequest, path: str) -> HttpResponse:
    """Answer 410 with the notice, or lead on to where the page is public again; raise Http404 for what never was."""
    page_id, request.portal_frame = former_and_frame(path)  # type: ignore[attr-defined]  # read by the context processor
    page = Page.objects.filter(pk=page_id).first() if page_id is not None else None
    if page is None:
        raise Http404(_("Không có trang này."))
    if page.live:
        item = PublishedItem.objects.only("path").filter(page_id=page.pk).first()
        if item is None:
            raise Http404(_("Không có trang này."))
        return HttpResponsePermanentRedirect(item.path)
    response = render(request, "410.html", {"notice": notice_of(page)}, status=HTTPStatus.GONE)
    patch_cache_control(response, no_cache=True)
    return response
