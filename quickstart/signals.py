"""Ctrl-C, SIGTERM and a closed terminal all mean: stop, once, in good order."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class _Requests:
    """How often a stop was asked for, and whether an interruption is welcome now."""

    def __init__(self) -> None:
        self.count = 0
        self.shielded = 0
        self.pending = False

    def receive(self, number: int, frame: FrameType | None) -> None:
        """Raise KeyboardInterrupt at the first signal; during the cleaning up only count."""
        self.count += 1
        if self.count > 1:
            return
        if self.shielded:
            self.pending = True
        else:
            raise KeyboardInterrupt


_requests = _Requests()


def listen() -> None:
    """Turn the stopping signals into one KeyboardInterrupt."""
    for number in STOPPING:
        signal.signal(number, _requests.receive)


def impatient() -> bool:
    """Tell whether a stop was asked for again while stopping."""
    return _requests.count > 1


@contextmanager
def shielded() -> Iterator[None]:
    """Let the cleaning up inside finish whatever is pressed; the interruption comes after it."""
    _requests.shielded += 1
    try:
        yield
    finally:
        _requests.shielded -= 1
    if _requests.pending and not _requests.shielded:
        _requests.pending = False
        raise KeyboardInterrupt


@contextmanager
def ignoring_ctrl_c() -> Iterator[None]:
    """Leave Ctrl-C to the program in the foreground, for instance an interactive shell."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def own_foreground() -> Iterator[None]:
    """Take Ctrl-C alone, so that `make` above us sees a normal end instead of an interruption."""
    if not sys.stdin or not sys.stdin.isatty() or os.tcgetpgrp(sys.stdin.fileno()) != os.getpgrp():
        yield
        return
    terminal, above = sys.stdin.fileno(), os.getpgrp()
    if above == os.getpid():
        yield
        return
    for number in (signal.SIGTTOU, signal.SIGTSTP):
        signal.signal(number, signal.SIG_IGN)
    os.setpgid(0, 0)
    os.tcsetpgrp(terminal, os.getpgrp())
    try:
        yield
    finally:
        os.tcsetpgrp(terminal, above)
