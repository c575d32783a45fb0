"""Read the whole audit chain and compare it with the heads noted outside (docs/decisions/0012)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.db import connection, transaction
from django.db.models import TextField
from django.db.models.functions import Cast

from core.models import AuditEvent
from core.rules.audit_chain import Break, ChainReader, Head, Link, parse_head, timestamp

CHUNK = 2_000
TRIGGERS = frozenset({"core_audit_enter", "core_audit_seal", "core_audit_refuse_rows", "core_audit_refuse_emptying"})
COLUMNS = ("act", "actor_id", "actor_name", "subject_type", "subject_id", "process", "request_id")


@dataclass(frozen=True)
class Verified:
    """How far the chain holds, what breaks it, and which of its guards are off."""

    rows: int
    last_hash: str
    broken: Break | None
    unnumbered: int
    open_guards: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Return whether the chain holds and is guarded."""
        return self.broken is None and not self.unnumbered and not self.open_guards


def verify(heads: Iterable[Head] = ()) -> Verified:
    """Read every row once, in constant memory, and stop at the first that does not fit."""
    reader = ChainReader(heads)
    with transaction.atomic():
        broken = next(filter(None, map(reader.read, _links())), None) or reader.end()
        unnumbered = AuditEvent.objects.filter(number=None).count()
        return Verified(reader.count, reader.last_hash, broken, unnumbered, open_guards())


def read_heads(path: Path) -> list[Head]:
    """Return the heads of a file; raises OSError when it cannot be read and ValueError for a line that is none."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [parse_head(line) for line in lines if line.strip()]


def open_guards() -> tuple[str, ...]:
    """Return what of the chain's protection in the database is switched off, by name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = 'core_auditevent'::regclass AND tgenabled = 'A'")
        off = TRIGGERS - {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT DISTINCT coalesce(nullif(given.grantee, 0)::regrole::text, 'PUBLIC') || ' ' || privilege_type"
            " FROM pg_class, aclexplode(relacl) AS given WHERE pg_class.oid = 'core_auditevent'::regclass"
            " AND given.grantee <> relowner AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')"
        )
        return (*sorted(off), *sorted(granted for (granted,) in cursor.fetchall()))


def _links() -> Iterator[Link]:
    rows = (
        AuditEvent.objects.filter(number__isnull=False)
        .annotate(detail_text=Cast("detail", TextField()))
        .order_by("number")
        .values("number", "at", "detail_text", "previous_hash", "row_hash", *COLUMNS)
    )
    for row in rows.iterator(chunk_size=CHUNK):
        hashed = {name: row[name] for name in ("number", *COLUMNS)}
        hashed["at"] = timestamp(row["at"])
        # Numbers with a fraction come from nobody but an intruder; they must hash as they are stored all the same.
        hashed["detail"] = json.loads(row["detail_text"], parse_float=Decimal)
        yield Link(hashed, row["previous_hash"], row["row_hash"])
