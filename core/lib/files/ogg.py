"""Ogg sound, walked page by page; the packets that hold comments and covers are emptied at their length."""

import struct
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from core.lib.files.blanking import Blank
from core.lib.files.verdicts import RefusedError, Rule

MOST_PAGES = 400_000
_HEADER = 27
_FIRST_PAGE = 2
_SUM_AT = 22
_NO_COMMENTS = bytes(8)  # length of the maker's name, number of comments
_COMMENTS = {
    b"\x01vorbis": b"\x03vorbis" + _NO_COMMENTS + b"\x01",
    b"OpusHead": b"OpusTags" + _NO_COMMENTS,
    b"Speex   ": _NO_COMMENTS,
}
_FLAC = b"\x7fFLAC"
_FLAC_SOUND, _FLAC_COMMENTS, _FLAC_FILLING, _FLAC_LAST = 0xFF, 4, 1, 0x80
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass
class _Stream:
    """One logical stream: what its comment packet becomes, and where in which packet the walk stands."""

    emptied: bytes = b""
    packet: int = 0
    place: int = 0
    in_headers: bool = True


def walk(source: BinaryIO, size: int) -> list[Blank]:
    """Walk the pages to the last byte and return what has to be blanked; raises RefusedError by rule."""
    streams: dict[bytes, _Stream] = {}
    blanks: list[Blank] = []
    place = pages = 0
    while place < size:
        source.seek(place)
        header = source.read(_HEADER)
        if not header.startswith(b"OggS\x00") or pages > MOST_PAGES:
            raise RefusedError(Rule.BROKEN, "ogg")
        table = source.read(header[26])
        length = _HEADER + len(table) + sum(table)
        stream = _stream_of(header, streams, source)
        if stream.in_headers:
            source.seek(place)
            page = source.read(length)
            cleaned = _cleaned(page, table, stream)
            if cleaned != page:
                blanks.append(Blank(place, place + length, cleaned.rstrip(b"\x00")))
        place += length
        pages += 1
    if place != size:
        raise RefusedError(Rule.BROKEN, "ogg")
    return blanks


def _stream_of(header: bytes, streams: dict[bytes, _Stream], source: BinaryIO) -> _Stream:
    """Return the stream of a page; its first page must begin as sound."""
    number = header[14:18]
    if header[5] & _FIRST_PAGE:
        start = source.read(8)
        known = next((mark for mark in (*_COMMENTS, _FLAC) if start.startswith(mark)), None)
        if known is None:
            raise RefusedError(Rule.CONTENT, "ogg")
        streams[number] = _Stream(_COMMENTS.get(known, b""))
    if number not in streams:
        raise RefusedError(Rule.BROKEN, "ogg")
    return streams[number]


def _cleaned(page: bytes, table: bytes, stream: _Stream) -> bytes:
    made = bytearray(page)
    at = _HEADER + len(table)
    for length in table:
        _clean_segment(made, at, length, stream)
        at += length
        stream.place += length
        if length < 255:
            stream.packet, stream.place = stream.packet + 1, 0
    if bytes(made) == page:
        return page
    made[_SUM_AT : _SUM_AT + 4] = bytes(4)
    made[_SUM_AT : _SUM_AT + 4] = struct.pack("<I", checksum(bytes(made)))
    return bytes(made)


def _clean_segment(made: bytearray, at: int, length: int, stream: _Stream) -> None:
    """Empty a piece of a comment packet; whatever comes after the headers is sound and stays."""
    if stream.packet == 0 or not stream.in_headers:
        return
    if stream.emptied:
        if stream.packet > 1:
            stream.in_headers = False
            return
        head = stream.emptied
    elif stream.place == 0:
        if not length or made[at] == _FLAC_SOUND:
            stream.in_headers = False
            return
        head = _emptied_block(bytes(made[at : at + 4]))
    else:
        head = b""
    made[at : at + length] = head[stream.place : stream.place + length].ljust(length, b"\x00")


def _emptied_block(head: bytes) -> bytes:
    """Return the beginning of a block of FLAC data without content: no comments, or filling."""
    last, kind = head[0] & _FLAC_LAST, head[0] & ~_FLAC_LAST
    if kind == _FLAC_COMMENTS:
        return head + _NO_COMMENTS
    return bytes([last | _FLAC_FILLING]) + head[1:]


def checksum(page: bytes) -> int:
    """Return the sum of a page: CRC-32 with the bits of each byte the other way round than zlib has them."""
    mirrored = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)
