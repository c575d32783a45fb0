"""Do an act on trial: what it would change of what the public sees is read off, then all of it is undone."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, transaction

from core.enums import ChangeAct
from core.rules.changes import REHEARSAL

Result = TypeVar("Result")


@dataclass(frozen=True)
class RowChange:
    """What becomes of one row: ``before`` and ``after`` hold its columns as PostgreSQL writes them in JSON."""

    table: str
    row_pk: str
    act: ChangeAct
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def rehearse(
    act: Callable[[], Result], keep: Callable[[list[RowChange]], None] = lambda changes: None
) -> tuple[Result, list[RowChange]]:
    """Return what the act returned and the guarded rows it would change; with none it is done, else undone whole.

    ``keep`` sees the changes before they are undone. The database refuses to commit a rehearsal that changed anything.
    """
    with transaction.atomic():
        _switch("on")
        result = act()
        _switch("off")
        changes = _read()
        if changes:
            keep(changes)
            transaction.set_rollback(True)
    return result, changes


def _switch(state: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [REHEARSAL, state])


def _read() -> list[RowChange]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, row_pk, act, before::text, after::text FROM core_rehearsedrow ORDER BY id")
        found = [
            RowChange(table, pk, ChangeAct(act), json.loads(before or "null"), json.loads(after or "null"))
            for table, pk, act, before, after in cursor.fetchall()
        ]
    return merged(found)


def merged(changes: list[RowChange]) -> list[RowChange]:
    """Return one change for each row: as it stood first, as it stands last, in the order in which they began."""
    rows: dict[tuple[str, str], RowChange] = {}
    for one in changes:
        key = (one.table, one.row_pk)
        first = rows.get(key)
        rows[key] = _net(one if first is None else RowChange(one.table, one.row_pk, one.act, first.before, one.after))
    return [one for one in rows.values() if one.before != one.after]


def _net(change: RowChange) -> RowChange:
    act = ChangeAct.INSERT if change.before is None else ChangeAct.DELETE if change.after is None else ChangeAct.UPDATE
    return RowChange(change.table, change.row_pk, act, change.before, change.after)
