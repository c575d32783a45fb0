"""Sound files: MP3, WAV, FLAC and Ogg, walked from frame to frame without decoding; the copy has no tags."""

import os
import struct
from typing import BinaryIO

from core.lib.files import ogg
from core.lib.files.blanking import Blank, write_copy
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
_SOUND_CHUNKS = frozenset({b"fmt ", b"fact", b"data"})
_FLAC_DESCRIPTION, _FLAC_FILLING, _FLAC_SEEK_TABLE = 0, 1, 3
_ID3_V1, _APE_FOOTER = 128, 32
Kept = tuple[tuple[int, int], list[Blank]]


def read(task: Task) -> Findings:
    """Walk the file to its end and write a copy without tags; raises RefusedError by rule."""
    extension = task.format.extension
    with task.path.open("rb") as source:
        size = source.seek(0, os.SEEK_END)
        source.seek(0)
        try:
            span, blanks = _WALKS[extension](source, size)
        except (struct.error, IndexError, KeyError) as error:
            raise RefusedError(Rule.BROKEN, extension) from error
        write_copy(source, task.clean, span, blanks)
    return Findings(cleaned_as=extension)


def _walk_wav(source: BinaryIO, size: int) -> Kept:
    _riff, length = struct.unpack("<4sI", source.read(8))
    if length + 8 not in (size, size + 1):
        raise RefusedError(Rule.BROKEN, "wav")
    place, names, blanks = 12, set(), []
    while place + 8 <= size:
        source.seek(place)
        name, length = struct.unpack("<4sI", source.read(8))
        names.add(name)
        if name not in _SOUND_CHUNKS:
            blanks.append(Blank(place, min(size, place + 8 + length), struct.pack("<4sI", b"JUNK", length)))
        place += 8 + length + length % 2
        if len(blanks) > MOST_PARTS:
            raise RefusedError(Rule.TOO_COMPLEX)
    if place not in (size, size + 1) or not {b"fmt ", b"data"} <= names:
        raise RefusedError(Rule.BROKEN, "wav")
    return (0, size), blanks


def _walk_flac(source: BinaryIO, size: int) -> Kept:
    place, last, first, blanks = 4, False, True, []
    while not last:
        source.seek(place)
        word = struct.unpack(">I", source.read(4))[0]
        last, kind = bool(word >> 31), (word >> 24) & 0x7F
        if first and kind != _FLAC_DESCRIPTION:
            raise RefusedError(Rule.BROKEN, "flac")
        first = False
        following = place + 4 + (word & 0xFFFFFF)
        if kind not in (_FLAC_DESCRIPTION, _FLAC_SEEK_TABLE):
            filling = word & 0x80FFFFFF | _FLAC_FILLING << 24
            blanks.append(Blank(place, following, struct.pack(">I", filling)))
        place = following
    source.seek(place)
    if source.read(2) not in (b"\xff\xf8", b"\xff\xf9"):
        raise RefusedError(Rule.BROKEN, "flac")
    end = _before_tags(source, size)
    if end <= place:
        raise RefusedError(Rule.BROKEN, "flac")
    return (0, end), blanks


def _before_tags(source: BinaryIO, size: int) -> int:
    """Return where the sound ends before ID3 and APE tags at the end of the file."""
    end = size
    while True:
        source.seek(max(0, end - _ID3_V1))
        tail = source.read(_ID3_V1)
        ape = tail[-_APE_FOOTER:]
        if tail.startswith(b"TAG") and len(tail) == _ID3_V1:
            end -= _ID3_V1
        elif ape.startswith(b"APETAGEX"):
            length, flags = struct.unpack_from("<I4xI", ape, 12)
            end = max(0, end - max(_APE_FOOTER, length) - (_APE_FOOTER if flags >> 31 else 0))
        else:
            return end


def _walk_ogg(source: BinaryIO, size: int) -> Kept:
    return (0, size), ogg.walk(source, size)


def _walk_mp3(source: BinaryIO, size: int) -> Kept:
    first = place = _after_id3(source)
    end, frames = _before_tags(source, size), 0
    while place + 4 <= end:
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
    return (first, min(place, end)), []


def _after_id3(source: BinaryIO) -> int:
    """Return where the first frame begins, behind any number of tags."""
    place = 0
    while (head := _read_at(source, place, 10)).startswith(b"ID3"):
        length = 0
        for byte in head[6:10]:
            length = length << 7 | byte & 0x7F
        place += 10 + length + (10 if head[5] & 0x10 else 0)
    return place


def _read_at(source: BinaryIO, place: int, length: int) -> bytes:
    source.seek(place)
    return source.read(length)


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
