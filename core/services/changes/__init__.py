"""Changes of what the public sees: proposed by one person, approved by another, done by the database's leave."""

from core.services.changes.applying import StaleError, apply, require_unchanged
from core.services.changes.door import set_up
from core.services.changes.proposing import propose_instead
from core.services.changes.rehearsal import RowChange, rehearse
from core.services.changes.requests import draft, lock, record, steps_of, submit, take_back, take_step
from core.services.changes.shown import file_of

__all__ = [
    "RowChange",
    "StaleError",
    "apply",
    "draft",
    "file_of",
    "lock",
    "propose_instead",
    "record",
    "rehearse",
    "require_unchanged",
    "set_up",
    "steps_of",
    "submit",
    "take_back",
    "take_step",
]
