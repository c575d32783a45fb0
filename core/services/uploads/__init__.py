"""Everything that takes a file goes through here: look, keep, scan, hold back, hand out (decision 0011)."""

from core.services.uploads.checking import Checked, check, scanner
from core.services.uploads.keeping import (
    NotAllowedError,
    ask_release,
    backlog,
    claim,
    keep,
    note_refusal,
    receive,
    release,
    rescan,
    scan_waiting,
    state_changed,
    sweep,
)
from core.services.uploads.media import admit, check_upload, follow

__all__ = [
    "Checked",
    "NotAllowedError",
    "admit",
    "ask_release",
    "backlog",
    "check",
    "check_upload",
    "claim",
    "follow",
    "keep",
    "note_refusal",
    "receive",
    "release",
    "rescan",
    "scan_waiting",
    "scanner",
    "state_changed",
    "sweep",
]
