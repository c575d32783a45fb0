"""Which right decides about a change of what the public sees (R6.3a-1, R0-2, R2.2c-1)."""

from collections.abc import Collection
from enum import StrEnum


class ChangeRight(StrEnum):
    """A right to decide, as ``accounts/data/roles.toml`` names it."""

    CONTENT = "decide_changerequest"
    STRUCTURE = "decide_structurechange"


CONTENT_TABLES = frozenset(
    {"core_portalimage", "core_portaldocument", "accounts_leader", "accounts_leadertitle"},
)
"""What the approvers of information decide about; everything else belongs to the structure of the portal."""


def rights_needed(tables: Collection[str]) -> frozenset[ChangeRight]:
    """Return every right that a decision about rows of these tables takes."""
    return frozenset(ChangeRight.CONTENT if table in CONTENT_TABLES else ChangeRight.STRUCTURE for table in tables)
