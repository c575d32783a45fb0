"""The door of the set-up: the only way past the guard without a request; staff have no key to it (decision 0019)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from core.enums import ChangeKind, ChangeStepKind
from core.lib import clock
from core.models import ChangeRequest, ChangeStep


@contextmanager
def set_up(why: str) -> Iterator[ChangeRequest]:
    """Let the code inside write what the public sees; every row it writes is in the book under this opening.

    The database opens the door to the owner of the tables alone, for this transaction at the longest: the portal
    itself runs as another role and gets a DatabaseError.
    """
    with transaction.atomic():
        door = ChangeRequest.objects.create(kind=ChangeKind.SETUP, subject=why, made_at=clock.now())
        yield door
        ChangeStep.objects.create(request=door, kind=ChangeStepKind.CLOSED, at=clock.now())
