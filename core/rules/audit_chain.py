"""The chain of the audit table: canonical rows, hashes, and the first row that does not fit (docs/decisions/0012)."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

GENESIS = "0" * 64
HEAD_LINE = re.compile(r"\d{4}-\d{2}-\d{2} [0-9]{1,18} [0-9a-f]{64}")


def canonical(value: Any) -> str:
    """Return JSON with sorted keys and no blanks; the database's ``core_audit_canonical`` writes the same.

    Decimal stands for a number with a fraction as it is stored. Raises TypeError for what is no JSON.
    """
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False)


def timestamp(instant: datetime) -> str:
    """Return an instant in UTC with microseconds."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def row_hash(previous_hash: str, row: Mapping[str, Any]) -> str:
    """Return SHA-256 of the previous hash and the canonical row, in hexadecimal."""
    return hashlib.sha256((previous_hash + canonical(row)).encode()).hexdigest()


@dataclass(frozen=True)
class Link:
    """A stored row as the verification reads it: what was hashed, and the hashes beside it."""

    row: Mapping[str, Any]
    previous_hash: str
    row_hash: str

    @property
    def number(self) -> int:
        """Return the row's place in the chain."""
        return int(self.row["number"])


@dataclass(frozen=True)
class Head:
    """The last row of the chain as it was noted outside on a day."""

    day: str
    number: int
    row_hash: str


class Flaw(StrEnum):
    """What can be wrong with a chain."""

    MISSING = "missing"
    INSERTED = "inserted"
    CHANGED = "changed"
    DETACHED = "detached"
    REWRITTEN = "rewritten"
    CUT = "cut"


@dataclass(frozen=True)
class Break:
    """The first place where the chain does not hold: the number of the row, and what is wrong with it."""

    number: int
    flaw: Flaw
    head: Head | None = None


class ChainReader:
    """Reads the chain from its first row and remembers nothing but the last one and the heads."""

    def __init__(self, heads: Iterable[Head]) -> None:
        self.count = 0
        self.last_hash = GENESIS
        self._heads: dict[int, list[Head]] = {}
        for head in heads:
            self._heads.setdefault(head.number, []).append(head)

    def read(self, link: Link) -> Break | None:
        """Take the next row and return what is wrong with it, or None.

        A number that is skipped names the missing row; hashes that do not fit name the row; a head noted outside
        that does not fit names a chain that was written anew from some earlier row on.
        """
        if link.number <= self.count:
            return Break(link.number, Flaw.INSERTED)
        if link.number != self.count + 1:
            return Break(self.count + 1, Flaw.MISSING)
        if link.row_hash != row_hash(link.previous_hash, link.row):
            return Break(link.number, Flaw.CHANGED)
        if link.previous_hash != self.last_hash:
            return Break(link.number, Flaw.DETACHED)
        for head in self._heads.get(link.number, ()):
            if head.row_hash != link.row_hash:
                return Break(link.number, Flaw.REWRITTEN, head)
        self.count, self.last_hash = link.number, link.row_hash
        return None

    def end(self) -> Break | None:
        """Return what is missing behind the last row, by the heads noted outside."""
        beyond = [head for number, heads in self._heads.items() if number > self.count for head in heads]
        if not beyond:
            return None
        return Break(self.count + 1, Flaw.CUT, max(beyond, key=lambda head: head.number))


def head_line(head: Head) -> str:
    """Return a head as one line of the file that is kept outside."""
    return f"{head.day} {head.number} {head.row_hash}"


def parse_head(line: str) -> Head:
    """Return the head of a line; raises ValueError for anything else."""
    match line.split():
        case [day, number, digest] if HEAD_LINE.fullmatch(line.strip()):
            return Head(day, int(number), digest)
    raise ValueError(f"Not a line of heads: {line[:100]!r}")
