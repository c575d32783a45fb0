"""A scanner that hangs is left alone for a while: files wait at once instead of each waiting for it (decision 0023).

What is known lies beside the files, below UPLOADS_ROOT, where all processes see it at once: a transaction that fails
takes nothing back, and none waits for another.
"""

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from core.services.uploads import store


def is_left_alone(*, now: datetime) -> bool:
    """Tell whether the scanner is not to be asked: it has been silent too often, or somebody tries it just now."""
    silences = _silences()
    if len(silences) < settings.SCANNER_SILENCES:
        return False
    if now - silences[-1] < timedelta(seconds=settings.SCANNER_REST_SECONDS):
        return True
    return not _may_try(now)


def note_silence(*, now: datetime) -> None:
    """Note that the scanner did not answer in time."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / f"{now.timestamp():.6f}-{secrets.token_hex(4)}").touch(mode=0o600)
    for old in sorted(folder.glob("*-*"))[: -settings.SCANNER_SILENCES]:
        old.unlink(missing_ok=True)
    (folder / "try").unlink(missing_ok=True)


def note_answer() -> None:
    """Note that the scanner answers: every file is scanned on its way in again."""
    for path in _folder().glob("*"):
        path.unlink(missing_ok=True)


def _folder() -> Path:
    return store.root() / "silences"


def _silences() -> list[datetime]:
    stamps = (path.name.partition("-")[0] for path in _folder().glob("*-*"))
    return sorted(datetime.fromtimestamp(float(stamp), UTC) for stamp in stamps)


def _may_try(now: datetime) -> bool:
    """Let one process ask a scanner that had its rest; one that died over it is forgotten after a while."""
    path = _folder() / "try"
    try:
        since = float(path.read_text(encoding="ascii") or 0)
    except (FileNotFoundError, ValueError):
        since = 0
    if now.timestamp() - since < 2 * settings.SCANNER_SECONDS:
        return False
    path.unlink(missing_ok=True)
    try:
        with path.open("x", encoding="ascii") as mine:
            mine.write(f"{now.timestamp():.6f}")
    except FileExistsError:
        return False
    return True
