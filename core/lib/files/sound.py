"""Sound files: MP3, WAV, FLAC and Ogg, walked from frame to frame without decoding."""

import os
import struct
from typing import BinaryIO

from core.lib.files.findings import Findings, Task
from core.lib.files.verdicts import RefusedError, Rule

MOST_PARTS = 400_000
FEWEST_FRAMES = 3
_BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_TAGS_AT_END = (b"TAG", b"APETAGEX", b"LYRICSBEGIN")
_OGG_SOUND = (b"\x01vorbis", b"OpusHead", b"Speex   ", b"\x7fFLAC")


def read(task: Task) -> Findings:
    """Walk the file to its end; raises RefusedError by rule."""
    extension = task.format.extension
    with task.path.open("rb") as source:
        size = source.seek(0, os.SEEK_END)
        source.seek(0)
        try:
            _WALKS[extension](source, size)
        except (struct.error, IndexError, KeyError) as error:
            raise RefusedError(Rule.BROKEN, extension) from error
    return Findings()


def _walk_wav(source: BinaryIO, size: int) -> None:
    _riff, length = struct.unpack("<4sI", source.read(8))
    if length + 8 not in (size, size + 1):
        raise RefusedError(Rule.BROKEN, "wav")
    place, names = 12, set()
    while place + 8 <= size:
        source.seek(place)
        name, length = struct.unpack("<4sI", source.read(8))
        names.add(name)
        place += 8 + length + length % 2
    if place not in (size, size + 1) or not {b"fmt ", b"data"} <= names:
        raise RefusedError(Rule.BROKEN, "wav")


def _walk_flac(source: BinaryIO, size: int) -> None:
    place, last, first = 4, False, True
    while not last:
        source.seek(place)
        word = struct.unpack(">I", source.read(4))[0]
        last = bool(word >> 31)
        if first and (word >> 24) & 0x7F != 0:
            raise RefusedError(Rule.BROKEN, "flac")
        first = False
        place += 4 + (word & 0xFFFFFF)
    source.seek(place)
    if source.read(2) not in (b"\xff\xf8", b"\xff\xf9"):
        raise RefusedError(Rule.BROKEN, "flac")


def _walk_ogg(source: BinaryIO, size: int) -> None:
    place = pages = 0
    while place < size:
        source.seek(place)
        header = source.read(27)
        if not header.startswith(b"OggS\x00") or pages > MOST_PARTS:
            raise RefusedError(Rule.BROKEN, "ogg")
        table = source.read(header[26])
        if pages == 0 and not source.read(8).startswith(_OGG_SOUND):
            raise RefusedError(Rule.CONTENT, "ogg")
        place += 27 + len(table) + sum(table)
        pages += 1
    if place != size:
        raise RefusedError(Rule.BROKEN, "ogg")


def _walk_mp3(source: BinaryIO, size: int) -> None:
    place = _after_id3(source.read(10))
    frames = 0
    while place + 4 <= size:
        source.seek(place)
        header = source.read(11)
        if header.startswith(_TAGS_AT_END):
            break
        place += _mp3_frame(header)
        frames += 1
        if frames > MOST_PARTS:
            raise RefusedError(Rule.TOO_COMPLEX)
    if frames < FEWEST_FRAMES:
        raise RefusedError(Rule.BROKEN, "mp3")


def _after_id3(head: bytes) -> int:
    if not head.startswith(b"ID3"):
        return 0
    length = 0
    for byte in head[6:10]:
        length = length << 7 | byte & 0x7F
    return 10 + length + (10 if head[5] & 0x10 else 0)


def _mp3_frame(header: bytes) -> int:
    """Return the length of the layer III frame that begins here; raises RefusedError when none does."""
    word = struct.unpack_from(">I", header)[0]
    version, layer = word >> 19 & 3, word >> 17 & 3
    rate, bits, padding = word >> 10 & 3, word >> 12 & 15, word >> 9 & 1
    if word >> 21 != 0x7FF or layer != 1 or version == 1 or rate == 3 or bits in (0, 15):
        raise RefusedError(Rule.BROKEN, "mp3")
    kilobits = _BITRATES[3 if version == 3 else 2][bits]
    return (144 if version == 3 else 72) * kilobits * 1000 // _RATES[version][rate] + padding


_WALKS = {"wav": _walk_wav, "flac": _walk_flac, "ogg": _walk_ogg, "mp3": _walk_mp3}
