"""The files themselves: below UPLOADS_ROOT, apart from the media that pages show, under random names."""

import hashlib
import shutil
import tempfile
import weakref
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from core.lib import files

CHUNK = 1024 * 1024


class Incoming:
    """A folder for one file on its way in, gone with the object unless the file was kept."""

    def __init__(self) -> None:
        above = root() / "incoming"
        above.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(dir=above))
        self.discard = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    @property
    def original(self) -> Path:
        """Return where the bytes lie as they came."""
        return self.folder / "original"

    @property
    def clean(self) -> Path:
        """Return where a cleaned copy is written."""
        return self.folder / "clean"

    @property
    def inside(self) -> list[Path]:
        """Return what the inspection took out of the file for the scanner."""
        return sorted((self.folder / "inside").glob("*"))

    def write(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Write the original, at most a megabyte in memory; return its SHA-256 and its size in bytes."""
        hashed, size = hashlib.sha256(), 0
        with self.original.open("wb") as target:
            for chunk in chunks:
                target.write(chunk)
                hashed.update(chunk)
                size += len(chunk)
        return hashed.hexdigest(), size


def root() -> Path:
    """Return the folder of all received files."""
    return Path(settings.UPLOADS_ROOT)


def path_of(name: str) -> Path:
    """Return where a stored file lies; raises ValueError for a name that leaves the store."""
    path = (root() / "kept" / name).resolve()
    if not path.is_relative_to((root() / "kept").resolve()):
        raise ValueError("A storage name must stay inside the store.")
    return path


def move_in(path: Path) -> str:
    """Move a file into the store, readable for its owner only, and return its storage name."""
    name = files.storage_name()
    target = path_of(name)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o400)
    path.rename(target)
    return name


def remove(names: Iterable[str]) -> None:
    """Delete stored files, missing ones included."""
    for name in names:
        if name:
            path_of(name).unlink(missing_ok=True)


def names_between(first: datetime, last: datetime) -> list[str]:
    """Return the storage names of files that came in between two instants."""
    kept = root() / "kept"
    span = (first.timestamp(), last.timestamp())
    found = (path for path in kept.glob("*/*/*") if span[0] <= path.stat().st_mtime < span[1])
    return [path.relative_to(kept).as_posix() for path in found]


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def sweep_incoming(now: datetime, age: timedelta) -> int:
    """Delete folders that a process left behind when it died, and return how many."""
    above = root() / "incoming"
    old = [one for one in above.glob("*") if now - datetime.fromtimestamp(one.stat().st_mtime, UTC) > age]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)
