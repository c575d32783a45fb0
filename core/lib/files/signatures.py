"""Signature files that clamd loads and its version does not count: those that people put there by hand."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

# Official data bases, whose number stands in clamd's version, and what freshclam notes for itself.
_COUNTED = frozenset({".cvd", ".cld", ".cud", ".dat", ".sign"})


def local_mark(folder: Path, settled_before: datetime) -> str:
    """Return a short mark that changes with the local signature files in ``folder``; empty when there are none.

    A file counts from when it has lain there since ``settled_before``: clamd needs a while to notice and load it, and
    what is scanned in between must not pass for seen by it.
    """
    try:
        stats = [(path, path.stat()) for path in sorted(folder.iterdir()) if path.suffix not in _COUNTED]
    except OSError:
        return ""
    listed = [
        (path.name, stat.st_size, stat.st_ctime_ns)
        for path, stat in stats
        if path.is_file() and datetime.fromtimestamp(stat.st_ctime, UTC) <= settled_before
    ]
    return hashlib.sha256(repr(listed).encode()).hexdigest()[:12] if listed else ""
