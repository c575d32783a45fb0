"""ZIP containers of office files: bounded, whole, unlocked, and nothing before or behind them."""

import os
import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from core.lib.files.findings import Task
from core.lib.files.sniff import ZIP_END
from core.lib.files.verdicts import RefusedError, Rule

HIGHEST_RATIO = 300
RATIO_COUNTS_FROM = 5 * 1024 * 1024
CHUNK = 256 * 1024
LOCKED = 0x1
_HEADER = 30


@contextmanager
def opened(task: Task, what: str) -> Iterator[ZipFile]:
    """Yield a ZIP file whose directory was checked; raises RefusedError by rule, also for faults met inside the block.

    ``what`` names the format in messages.
    """
    try:
        with task.path.open("rb") as source:
            _check_edges(source, what)
            with ZipFile(source) as archive:
                _check_directory(archive, task, what)
                yield archive
    except (BadZipFile, zlib.error, struct.error, EOFError, KeyError, NotImplementedError, OSError) as error:
        raise RefusedError(Rule.BROKEN, what) from error
    except RuntimeError as error:  # zipfile's word for "password required"
        raise RefusedError(Rule.ENCRYPTED) from error


def unpack(archive: ZipFile, task: Task, what: str) -> Iterator[tuple[ZipInfo, bytes]]:
    """Yield each entry with its first 64 bytes after reading it to its end, so that sizes and sums are true."""
    total = 0
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        with archive.open(entry) as content:
            head = content.read(64)
            read = len(head)
            while chunk := content.read(CHUNK):
                read += len(chunk)
                if total + read > task.limits.unpacked or read > entry.file_size:
                    raise RefusedError(Rule.BOMB, what)
        total += read
        yield entry, head


def _check_edges(source: BinaryIO, what: str) -> None:
    size = source.seek(0, os.SEEK_END)
    source.seek(max(0, size - 22))
    end = source.read(22)
    if not end.startswith(ZIP_END):
        # Cut off, or with something behind the directory; a comment counts as that.
        source.seek(max(0, size - 65_557))
        known = ZIP_END in source.read()
        raise RefusedError(Rule.POLYGLOT, "dữ liệu sau phần cuối") if known else RefusedError(Rule.BROKEN, what)
    source.seek(0)


def _check_directory(archive: ZipFile, task: Task, what: str) -> None:
    entries = archive.infolist()
    if len(entries) > task.limits.entries:
        raise RefusedError(Rule.BOMB, f"{len(entries)} tệp bên trong")
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise RefusedError(Rule.BROKEN, what)
    for entry in entries:
        _check_entry(entry, what)
    if sum(entry.file_size for entry in entries) > task.limits.unpacked:
        raise RefusedError(Rule.BOMB, what)
    _check_overlaps(entries, archive.start_dir, what)


def _check_entry(entry: ZipInfo, what: str) -> None:
    if entry.flag_bits & LOCKED:
        raise RefusedError(Rule.ENCRYPTED)
    name = entry.orig_filename
    if name.startswith(("/", "\\")) or "\\" in name or ":" in name or "\x00" in name or ".." in name.split("/"):
        raise RefusedError(Rule.TRAVERSAL)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise RefusedError(Rule.TRAVERSAL)
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise RefusedError(Rule.BROKEN, what)
    if entry.file_size > RATIO_COUNTS_FROM and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size):
        raise RefusedError(Rule.BOMB, what)


def _check_overlaps(entries: list[ZipInfo], end: int, what: str) -> None:
    """Refuse entries that share bytes, the trick of ZIP bombs without nesting, and bytes before the first one."""
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    if placed and placed[0].header_offset != 0:
        raise RefusedError(Rule.POLYGLOT, "dữ liệu trước phần đầu")
    for entry, following in zip(placed, [*placed[1:], None], strict=True):
        limit = following.header_offset if following else end
        if entry.header_offset + _HEADER + len(entry.orig_filename) + entry.compress_size > limit:
            raise RefusedError(Rule.BOMB, what)
