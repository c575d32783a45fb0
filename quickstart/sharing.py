"""One cluster, several commands of the same checkout: the last one out stops the server."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from quickstart.console import step
from quickstart.signals import shielded


class Server(Protocol):
    """What can be shared."""

    def start(self) -> None:
        """Start the server unless it runs."""

    def stop(self) -> None:
        """Stop the server if it runs."""


@contextmanager
def shared(server: Server, folder: Path) -> Iterator[None]:
    """Keep the server running inside the block; stop it afterwards unless another command still uses it."""
    with _opened(folder / "server-users.lock") as users:
        with turn(folder):
            fcntl.flock(users, fcntl.LOCK_SH)
            try:
                server.start()
            except BaseException:
                _stop_if_last(server, users)
                raise
        try:
            yield
        finally:
            with shielded(), turn(folder):
                _stop_if_last(server, users)


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Let one command of this checkout at a time set things up."""
    with _opened(folder / "set-up.lock") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            step("Waiting for another command of this checkout to finish its set-up")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _stop_if_last(server: Server, users: int) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    server.stop()


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
