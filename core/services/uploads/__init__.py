"""Everything that takes a file goes through here: look, keep, scan, hold back, hand out (decision 0011)."""

from core.services.uploads.checking import Checked, check, scanner, why_not
from core.services.uploads.deciding import (
    NotAllowedError,
    ask_release,
    choices,
    decline,
    may_decide,
    may_take_original,
    note_original_taken,
    refuse,
    release,
)
from core.services.uploads.keeping import (
    backlog,
    claim,
    keep,
    note_refusal,
    receive,
    rescan,
    scan_waiting,
    state_changed,
    sweep,
    unclaim,
)
from core.services.uploads.media import admit, adopt, check_upload, follow

__all__ = [
    "Checked",
    "NotAllowedError",
    "admit",
    "adopt",
    "ask_release",
    "backlog",
    "check",
    "check_upload",
    "choices",
    "claim",
    "decline",
    "follow",
    "keep",
    "may_decide",
    "may_take_original",
    "note_original_taken",
    "note_refusal",
    "receive",
    "refuse",
    "release",
    "rescan",
    "scan_waiting",
    "scanner",
    "state_changed",
    "sweep",
    "unclaim",
    "why_not",
]
