"""Untouched originals that are no files of an entry: raw letters, metadata, feeds; below UPLOADS_ROOT (R6.1a-2)."""

import hashlib
import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from core.lib import files


class Scratch:
    """A file for an original that is still being fetched, gone with this object."""

    def __init__(self) -> None:
        folder = tempfile.mkdtemp(prefix="portal-")
        self.path = Path(folder) / "original"
        self.discard = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)


@dataclass(frozen=True)
class Original:
    """Where an original lies in the store, its hash and its size in bytes."""

    name: str
    sha256: str
    size: int


def keep(path: Path) -> Original:
    """Copy an original into the private store, readable for its owner only."""
    name = files.storage_name()
    target = path_of(name)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(path, target)
    target.chmod(0o400)
    return Original(name, sha256_of(target), target.stat().st_size)


def drop(original: Original) -> None:
    """Remove an original whose transaction came to nothing."""
    path_of(original.name).unlink(missing_ok=True)


def path_of(name: str) -> Path:
    """Return where an original lies; raises ValueError for a name that leaves the store."""
    root = (Path(settings.UPLOADS_ROOT) / "originals").resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise ValueError("A storage name must stay inside the store.")
    return path


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
