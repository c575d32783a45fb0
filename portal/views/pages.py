"""Serve a public page by one look-up in the register of public items."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag

from core.models.published_statements import page_to_serve
from home.services.lookup import item_and_frame
from portal.views.gone import gone

MAX_PATH_LENGTH = 1000


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the live page at ``path``; what the register does not hold is gone or does not exist."""
    address = f"/{path}"[:MAX_PATH_LENGTH]
    found = item_and_frame(address)
    if found is None:
        return gone(request, address)
    item, request.portal_frame = found  # type: ignore[attr-defined]  # read by the context processor
    page = page_to_serve(item.kind, item.page_id)
    page.published_item, page.unit_line = item, item.unit_name
    refused: HttpResponse | None = page.check_request_method(request)
    if refused is not None:
        return refused
    if request.method == "OPTIONS":
        allowed: HttpResponse = page.handle_options_request(request)
        return allowed
    return _validated(request, page.serve(request))


def _validated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let readers keep a page while its bytes stay the same, and keep what staff see out of shared caches.

    The date of the page alone would not do: lists, related items and the frame change without it.
    """
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_store=True)
        return response
    if request.method not in {"GET", "HEAD"} or response.status_code != 200 or response.streaming:
        return response
    if isinstance(response, TemplateResponse):
        response.render()
    patch_cache_control(response, no_cache=True)
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
