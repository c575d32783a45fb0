"""Which request or process acts at this moment, for the audit chain and the log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Acting:
    """A web request or a job: its name, the id of the request, and who is signed in."""

    process: str
    request_id: str = ""
    find_user_id: Callable[[], int | None] = lambda: None

    @property
    def user_id(self) -> int | None:
        """Return the id of whoever is signed in by now."""
        return self.find_user_id()


_ACTING: ContextVar[Acting | None] = ContextVar("acting", default=None)


def acting() -> Acting | None:
    """Return what acts in this thread, or None outside every request and job."""
    return _ACTING.get()


@contextmanager
def acting_as(one: Acting) -> Iterator[None]:
    """Name what acts inside the block."""
    token = _ACTING.set(one)
    try:
        yield
    finally:
        _ACTING.reset(token)


def begin(one: Acting) -> None:
    """Name what acts from here on in this thread, until ``end``."""
    _ACTING.set(one)


def end() -> None:
    """Nothing acts any more."""
    _ACTING.set(None)
