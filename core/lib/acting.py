"""Which request or process acts at this moment, for the audit chain and the log."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Acting:
    """A web request or a job: its name, the id of the request, and who is signed in."""

    process: str
    request_id: str = ""
    user_id: int | None = None


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
