"""Containers of moving pictures: MP4 (also for sound alone) and WebM, walked without reading the pictures."""

import os
import struct
from collections.abc import Iterator
from typing import BinaryIO

from core.lib.files.findings import Findings, Task
from core.lib.files.verdicts import RefusedError, Rule

MOST_BOXES = 20_000
_HANDLER_AT = 8  # after version, flags and a reserved word of the "hdlr" box
_NESTED = (b"moov", b"trak", b"mdia")
_EBML, _SEGMENT, _DOC_TYPE = 0x1A45DFA3, 0x18538067, 0x4282
_IN_SEGMENT = frozenset(
    {0x114D9B74, 0x1549A966, 0x1654AE6B, 0x1F43B675, 0x1C53BB6B, 0x1043A770, 0x1941A469, 0x1254C367, 0xEC, 0xBF}
)
_TRACKS, _CLUSTER, _ATTACHMENTS = 0x1654AE6B, 0x1F43B675, 0x1941A469


def read(task: Task) -> Findings:
    """Walk the container from its first to its last byte; raises RefusedError by rule."""
    findings = Findings()
    with task.path.open("rb") as source:
        size = source.seek(0, os.SEEK_END)
        try:
            if task.format.extension == "webm":
                _read_webm(source, size, findings)
            else:
                _read_mp4(source, size, task.format.extension)
        except (struct.error, IndexError, UnicodeDecodeError) as error:
            raise RefusedError(Rule.BROKEN, task.format.extension) from error
    return findings


def _read_mp4(source: BinaryIO, size: int, extension: str) -> None:
    names, handlers = set(), set()
    for depth, name, start, end in _boxes(source, 0, size, extension):
        if depth == 0:
            names.add(name)
        if name == b"hdlr" and end - start >= _HANDLER_AT + 4:
            source.seek(start + _HANDLER_AT)
            handlers.add(source.read(4))
    if not {b"ftyp", b"moov", b"mdat"} <= names:
        raise RefusedError(Rule.BROKEN, extension)
    wanted = b"soun" if extension == "m4a" else b"vide"
    if wanted not in handlers or (extension == "m4a" and b"vide" in handlers):
        raise RefusedError(Rule.CONTENT, extension)


def _boxes(
    source: BinaryIO, start: int, end: int, extension: str, depth: int = 0
) -> Iterator[tuple[int, bytes, int, int]]:
    """Yield depth, name, first and last byte of each box; raises RefusedError unless they fill the space exactly."""
    place, counted = start, 0
    while place < end:
        counted += 1
        source.seek(place)
        header = source.read(16)
        length, name = struct.unpack_from(">I4s", header)
        head = 8
        if length == 1:
            length, head = struct.unpack_from(">Q", header, 8)[0], 16
        elif length == 0 and depth == 0:
            length = end - place
        if length < head or place + length > end or counted > MOST_BOXES:
            raise RefusedError(Rule.BROKEN, extension)
        yield depth, name, place + head, place + length
        if name in _NESTED:
            yield from _boxes(source, place + head, place + length, extension, depth + 1)
        place += length


def _read_webm(source: BinaryIO, size: int, findings: Findings) -> None:
    identity, start, end = _element(source, 0, size)
    if identity != _EBML:
        raise RefusedError(Rule.BROKEN, "webm")
    kind, place = b"", start
    while place < end:
        inner, first, place = _element(source, place, end)
        if inner == _DOC_TYPE:
            source.seek(first)
            kind = source.read(place - first).rstrip(b"\x00")
    if kind != b"webm":
        raise RefusedError(Rule.CONTENT, "webm")
    identity, start, segment_end = _element(source, end, size)
    if identity != _SEGMENT or segment_end != size:
        raise RefusedError(Rule.BROKEN, "webm")
    seen = _walk_segment(source, start, size)
    if not {_TRACKS, _CLUSTER} <= seen:
        raise RefusedError(Rule.BROKEN, "webm")
    if _ATTACHMENTS in seen:
        findings.doubt(Rule.EMBEDDED, "tệp gắn trong phim")


def _walk_segment(source: BinaryIO, start: int, end: int) -> set[int]:
    seen: set[int] = set()
    place = start
    counted = 0
    while place < end:
        identity, _first, place = _element(source, place, end)
        counted += 1
        if identity not in _IN_SEGMENT or counted > MOST_BOXES:
            raise RefusedError(Rule.BROKEN, "webm")
        seen.add(identity)
    return seen


def _element(source: BinaryIO, place: int, end: int) -> tuple[int, int, int]:
    """Return id, first byte of the content and the byte behind an EBML element; an unknown size runs to ``end``."""
    source.seek(place)
    header = source.read(12)
    width = _width(header[0])
    identity = int.from_bytes(header[:width], "big")
    size_width = _width(header[width])
    raw = int.from_bytes(header[width : width + size_width], "big")
    value = raw & ((1 << (7 * size_width)) - 1)
    first = place + width + size_width
    last = end if value == (1 << (7 * size_width)) - 1 else first + value
    if last > end:
        raise RefusedError(Rule.BROKEN, "webm")
    return identity, first, last


def _width(byte: int) -> int:
    if byte == 0:
        raise RefusedError(Rule.BROKEN, "webm")
    return 9 - byte.bit_length()
