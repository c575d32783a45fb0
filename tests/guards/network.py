"""No test reaches beyond this machine."""

import ipaddress
import socket
from typing import Any

import pytest


class ForbiddenConnectionError(RuntimeError):
    """A test tried to talk to another machine."""


def _is_near(address: Any) -> bool:
    if not isinstance(address, tuple):  # the path of a Unix socket
        return True
    host = address[0]
    try:
        return bool(host in {"", "localhost"} or ipaddress.ip_address(host).is_loopback)
    except ValueError:
        return False


def forbid_other_machines(patch: pytest.MonkeyPatch) -> None:
    """Let sockets connect to Unix sockets and to this machine only."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(self: socket.socket, address: Any) -> None:
        if not _is_near(address):
            raise ForbiddenConnectionError(f"A test tried to reach {address!r}.")
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        if not _is_near(address):
            raise ForbiddenConnectionError(f"A test tried to reach {address!r}.")
        return connect_ex(self, address)

    patch.setattr(socket.socket, "connect", guarded)
    patch.setattr(socket.socket, "connect_ex", guarded_ex)
