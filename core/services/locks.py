"""One person after the other: a lock for rows that the application may not update and so may not lock themselves."""

from django.db import connection
from django.db.models import Model

_MOST = 1 << 31


def hold(space: int, subject: Model) -> None:
    """Keep others who ask for the same lock waiting until the transaction ends; ``space`` is the caller's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [space, subject.pk % _MOST])
