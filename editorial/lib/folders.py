"""Read a folder that strangers write into: no link is followed, nothing outside is reached, nothing is changed.

Every step down is opened relative to the folder above and refuses links, so that a folder exchanged for a link between
two looks leads nowhere.
"""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

TEMPORARY_ENDINGS = (".tmp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".bak", ".swp")
NOT_MEANT = frozenset({"thumbs.db", "desktop.ini"})
HIDDEN_STARTS = (".", "~", "_")


class ChangedError(Exception):
    """A file is being written, locked or exchanged while it is read."""


@dataclass(frozen=True)
class Seen:
    """One name in a folder, as the disk has it; ``changed_at`` is when anybody last touched it."""

    name: str
    is_folder: bool
    size: int
    stamp: int
    changed_at: datetime


def is_meant(name: str) -> bool:
    """Return whether a name is meant for us: neither hidden, nor temporary, nor a system's own."""
    lowered = name.lower()
    return not (lowered.startswith(HIDDEN_STARTS) or lowered.endswith(TEMPORARY_ENDINGS) or lowered in NOT_MEANT)


def locks_of(name: str) -> tuple[str, ...]:
    """Return the names of the files by which office programs say that they have a file open."""
    return (f"~${name}", f"~${name[2:]}", f".~lock.{name}#")


@contextmanager
def opened(root: Path, *below: str) -> Iterator[int]:
    """Open a folder below ``root`` step by step; raises OSError for a link or anything that is no folder."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for name in below:
            above, folder = folder, _open_at(folder, name, os.O_RDONLY | os.O_DIRECTORY)
            os.close(above)
        yield folder
    finally:
        os.close(folder)


def contents(folder: int) -> tuple[list[Seen], frozenset[str]]:
    """Return the folders and plain files that are meant for us, by name, and all names that lie there."""
    found: list[Seen] = []
    names: set[str] = set()
    with os.scandir(folder) as entries:
        for entry in entries:
            names.add(entry.name)
            if not is_meant(entry.name):
                continue
            try:
                seen = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            if stat.S_ISREG(seen.st_mode) or stat.S_ISDIR(seen.st_mode):
                # The time of the change itself: a copy that keeps the old time of writing is still new here.
                at = datetime.fromtimestamp(seen.st_ctime, UTC)
                is_folder = stat.S_ISDIR(seen.st_mode)
                found.append(Seen(entry.name, is_folder, seen.st_size, seen.st_mtime_ns, at))
    return sorted(found, key=lambda one: one.name), frozenset(names)


@contextmanager
def reading(root: Path, *below: str) -> Iterator[BinaryIO]:
    """Open a plain file for reading; raises ChangedError when it is locked, or not the same at the end.

    Raises OSError when it cannot be read at all.
    """
    with opened(root, *below[:-1]) as folder:
        handle = os.fdopen(_open_at(folder, below[-1], os.O_RDONLY | os.O_NONBLOCK), "rb")
    with handle:
        before = os.fstat(handle.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise ChangedError
        _lock(handle)
        yield handle
        after = os.fstat(handle.fileno())
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise ChangedError


def move(root: Path, below: tuple[str, ...], into: str, new_name: str) -> None:
    """Move a file or folder into a folder beside it, which is made when it is missing; never over something."""
    with opened(root, *below[:-1]) as folder:
        with suppress(FileExistsError):
            os.mkdir(into, 0o770, dir_fd=folder)
        target = _open_at(folder, into, os.O_RDONLY | os.O_DIRECTORY)
        try:
            with os.scandir(target) as entries:
                is_free = all(entry.name != new_name for entry in entries)
            if is_free:
                os.rename(below[-1], new_name, src_dir_fd=folder, dst_dir_fd=target)
        finally:
            os.close(target)


def _open_at(folder: int, name: str, flags: int) -> int:
    if name in {"", ".", ".."} or "/" in name or "\0" in name:
        raise FileNotFoundError(name)
    return os.open(name, flags | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)


def _lock(handle: BinaryIO) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ChangedError from error
