"""The chain of the audit table: canonical rows, hashes, and the first row that does not fit (docs/decisions/0012)."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

GENESIS = "0" * 64


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
