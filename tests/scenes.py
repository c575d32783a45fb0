"""What many tests of a module begin with: made once, undone at the module's end."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import datetime
from typing import Any, TypeVar

import pytest
import time_machine
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

Made = TypeVar("Made")


def once(build: Callable[[], Made], *, now: datetime | None = None) -> Any:
    """Return a module's fixture of what ``build`` makes and stores; each test's own transaction begins after it.

    ``now`` is the instant at which it is made, the real one if none is given.

    Once asked for it stands for the rest of the module, so every test of the module asks for it. Tests that change
    objects in memory get ``copy.deepcopy`` of them. None of the module's tests has real transactions, which could
    neither see nor empty what is not committed.
    """

    @pytest.fixture(scope="module")
    def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Made]:
        outer = transaction.atomic()
        with django_db_blocker.unblock():
            outer.__enter__()
            with time_machine.travel(now, tick=False) if now else nullcontext():
                found = build()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield found
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)

    return made
