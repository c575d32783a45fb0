"""The client's address of a request, by the proxies that the settings trust (R9.4-1)."""

from django.conf import settings
from django.http import HttpRequest

from core.lib import client_address


def of_request(request: HttpRequest) -> str:
    """Return the client's address, or "unknown"; only proxies of ``TRUSTED_PROXIES`` are believed."""
    return client_address.client_address(
        request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", ""), settings.TRUSTED_PROXIES
    )


def came_through_a_trusted_proxy(request: HttpRequest) -> bool:
    """Return whether one of ``TRUSTED_PROXIES`` handed the request over, so that its own headers may be believed."""
    return client_address.is_proxy(request.META.get("REMOTE_ADDR", ""), settings.TRUSTED_PROXIES)
