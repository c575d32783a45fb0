"""The client's address of a request, by the proxies that the settings trust (R9.4-1)."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
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


def check_proxies(*, app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """System check: every trusted proxy is an address, a network or "unix"."""
    try:
        client_address.client_address("127.0.0.1", "", settings.TRUSTED_PROXIES)
    except ValueError as error:
        return [checks.Error(f"TRUSTED_PROXIES: {error}.", id="core.E016")]
    return []


def check_that_a_proxy_is_named(*, app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """System check of production: behind a proxy that is not trusted all readers are one address."""
    if settings.TRUSTED_PROXIES:
        return []
    hint = 'Name the address of the proxy, or "unix" when it connects through a socket file.'
    words = "TRUSTED_PROXIES is empty: behind a proxy all readers would share one limit and one lock-out."
    return [checks.Warning(words, hint=hint, id="core.W018")]
