"""Give each request an id, name who acts in it, and write one line about it to the log."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.lib.acting import Acting, acting_as
from core.services.client_address import came_through_a_trusted_proxy

HEADER = "X-Request-Id"
ID = re.compile(r"[0-9A-Za-z-]{8,64}")
access = logging.getLogger("portal.access")


class RequestMiddleware:
    """Stands outermost, so that whatever others log carries the id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        request_id = _id_of(request)
        with acting_as(Acting("web", request_id, lambda: _user_id(request))):
            response = self.get_response(request)
            response.headers[HEADER] = request_id
            if settings.LOG_REQUESTS:
                took = round((time.monotonic() - began) * 1000)
                # No query string and no address: both name people.
                access.info("%s %s %s %s ms", request.method, request.path, response.status_code, took)
        return response


def _id_of(request: HttpRequest) -> str:
    """Return the id that our own proxy gave the request, or a new one: what a client sends is not believed."""
    given = request.headers.get(HEADER, "")
    if ID.fullmatch(given) and came_through_a_trusted_proxy(request):
        return given
    return secrets.token_hex(16)


def _user_id(request: HttpRequest) -> int | None:
    """Return who is signed in if that is known already: a line in the log must not open a session."""
    user = getattr(request, "_cached_user", None)
    return user.pk if user is not None else None
