"""One address for one portal: any other allowed host leads to the canonical one (R2.2a-1)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from portal.addresses import absolute

PROBED_PATH = "/suc-khoe/"
SAFE_METHODS = frozenset({"GET", "HEAD"})


class CanonicalHostMiddleware:
    """Redirect readers from other allowed hosts; a host that is not allowed is refused by Django itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A probe asks the machine by its own name and must see this machine's answer.
        if request.get_host() == settings.CANONICAL_HOST or request.path == PROBED_PATH:
            return self.get_response(request)
        response = HttpResponsePermanentRedirect(absolute(request.get_full_path()))
        if request.method not in SAFE_METHODS:
            response.status_code = 308  # keeps method and body
        return response
