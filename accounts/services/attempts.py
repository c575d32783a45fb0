"""What failed sign-ins are counted by: a name together with an address, so that nobody locks a colleague out."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

from core.lib import text
from core.lib.client_address import UNKNOWN, network_of
from core.services import client_address

NO_ADDRESS = "0.0.0.0"  # noqa: S104 - a value for a column, nothing is bound
MAX_USERNAME_LENGTH = 150


def counted_username(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """Return the user name as attempts are counted: however it is spelt, it is the same account."""
    typed = (credentials or {}).get("username") or request.POST.get("login") or ""
    return text.clean(str(typed)[:MAX_USERNAME_LENGTH]).strip().lower()


def count_wrong_code(request: HttpRequest, username: str, *, step: str) -> None:
    """Count a wrong code like a wrong password, so that neither can be guessed."""
    user_login_failed.send(sender=__name__, credentials={"username": username, "step": step}, request=request)


def address_of(request: HttpRequest) -> str:
    """Return the client's address for columns that take an address only."""
    found = client_address.of_request(request)
    return NO_ADDRESS if found == UNKNOWN else found


def counted_address(request: HttpRequest) -> str:
    """Return the address attempts are counted by; of an IPv6 address the network, which one phone owns whole."""
    return network_of(address_of(request)).partition("/")[0]
