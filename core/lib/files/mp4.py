"""MP4 film and sound, walked from box to box; what is no picture, sound or table of them is blanked to filling."""

import struct
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, repeat
from typing import BinaryIO

from core.lib.files.blanking import Blank
from core.lib.files.findings import Findings
from core.lib.files.verdicts import RefusedError, Rule

MOST_BOXES = 20_000
MOST_ENTRIES = 2_000_000
_NESTED = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"mvex", b"moof", b"traf", b"edts"})
_HANDLER_AT = 8  # after version, flags and a reserved word of the "hdlr" box
_SHOWN = frozenset({b"vide", b"soun", b"subt", b"sbtl", b"text", b"clcp"})
# What may stand in a box; everything else (places, names, covers, hidden bytes) becomes filling.
_KEPT = {
    b"": frozenset({b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"ssix"}),
    b"moov": frozenset({b"mvhd", b"trak", b"mvex", b"iods"}),
    b"trak": frozenset({b"tkhd", b"tref", b"edts", b"mdia", b"tapt"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf", b"elng"}),
    b"moof": frozenset({b"mfhd", b"traf"}),
    b"minf": frozenset({b"vmhd", b"smhd", b"hmhd", b"nmhd", b"sthd", b"gmhd", b"dinf", b"stbl", b"hdlr"}),
    b"edts": frozenset({b"elst"}),
    b"mvex": frozenset({b"mehd", b"trex", b"leva"}),
    b"traf": frozenset({b"tfhd", b"tfdt", b"trun", b"sdtp", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio", b"senc"}),
}
_TIMED = frozenset({b"mvhd", b"tkhd", b"mdhd"})


@dataclass(frozen=True)
class Box:
    """One box: the box it stands in, its name, its first byte, and where its content begins and ends."""

    parent: bytes
    name: bytes
    start: int
    content: int
    end: int

    @property
    def named_at(self) -> int:
        """Return where the name of the box stands."""
        return self.start + 4

    def blank(self, source: BinaryIO) -> Blank:
        """Return what makes filling of the box; a long length stays behind the name."""
        source.seek(self.named_at + 4)
        long_length = source.read(self.content - self.named_at - 4)
        return Blank(self.named_at, self.end, b"free" + long_length)


@dataclass
class _Track:
    box: Box
    handler: bytes = b""
    tables: dict[bytes, Box] = field(default_factory=dict)


def walk(source: BinaryIO, size: int, extension: str, findings: Findings) -> list[Blank]:
    """Walk the boxes to the last byte and return what has to be blanked; raises RefusedError by rule."""
    tracks: list[_Track] = []
    blanks: list[Blank] = []
    names: set[bytes] = set()
    films: list[Box] = []
    for box in _boxes(source, 0, size, extension):
        if not box.parent:
            names.add(box.name)
        if box.name == b"mdat":
            films.append(box)
        if not _is_kept(box.parent, box.name):
            blanks.append(box.blank(source))
        elif box.name in _TIMED:
            blanks.append(_without_times(source, box))
        _note(source, box, tracks)
    _check(names, tracks, extension)
    for track in tracks:
        if track.handler not in _SHOWN:
            samples = [] if b"moof" in names else _samples(source, track)
            if not all(any(film.content <= one.start and one.end <= film.end for film in films) for one in samples):
                raise RefusedError(Rule.BROKEN, extension)
            if not samples:
                findings.doubt(Rule.EMBEDDED, "dữ liệu khác trong phim")
            blanks += [*samples, track.box.blank(source)]
    return _merged(blanks)


def _is_kept(parent: bytes, name: bytes) -> bool:
    return parent not in _KEPT or name in _KEPT[parent]


def _check(names: set[bytes], tracks: list[_Track], extension: str) -> None:
    handlers = {track.handler for track in tracks}
    if not {b"ftyp", b"moov", b"mdat"} <= names:
        raise RefusedError(Rule.BROKEN, extension)
    wanted = b"soun" if extension == "m4a" else b"vide"
    if wanted not in handlers or (extension == "m4a" and b"vide" in handlers):
        raise RefusedError(Rule.CONTENT, extension)


def _note(source: BinaryIO, box: Box, tracks: list[_Track]) -> None:
    if box.name == b"trak":
        tracks.append(_Track(box))
    elif tracks and box.start < tracks[-1].box.end:
        if box.name == b"hdlr" and box.parent == b"mdia" and box.end - box.content >= _HANDLER_AT + 4:
            source.seek(box.content + _HANDLER_AT)
            tracks[-1].handler = source.read(4)
        elif box.parent == b"stbl":
            tracks[-1].tables[box.name] = box


def _boxes(source: BinaryIO, start: int, end: int, extension: str, parent: bytes = b"") -> Iterator[Box]:
    """Yield each box before what stands in it; raises RefusedError unless they fill the space exactly."""
    place, counted = start, 0
    while place < end:
        counted += 1
        source.seek(place)
        header = source.read(16)
        length, name = struct.unpack_from(">I4s", header)
        head = 8
        if length == 1:
            length, head = struct.unpack_from(">Q", header, 8)[0], 16
        elif length == 0 and not parent:
            length = end - place
        if length < head or place + length > end or counted > MOST_BOXES:
            raise RefusedError(Rule.BROKEN, extension)
        yield Box(parent, name, place, place + head, place + length)
        if name in _NESTED and _is_kept(parent, name):
            yield from _boxes(source, place + head, place + length, extension, name)
        place += length


def _without_times(source: BinaryIO, box: Box) -> Blank:
    """Return what takes away when the film was made and changed."""
    source.seek(box.content)
    is_long = source.read(1) == b"\x01"
    first = box.content + 4
    return Blank(first, min(box.end, first + (16 if is_long else 8)))


def _samples(source: BinaryIO, track: _Track) -> list[Blank]:
    """Return where the chunks of a track lie in the file; none when its tables do not say."""
    tables = track.tables
    if not {b"stsc", b"stsz"} <= tables.keys() or not {b"stco", b"co64"} & tables.keys():
        return []
    offsets = _table(source, tables[b"co64"], "Q", 8) if b"co64" in tables else _table(source, tables[b"stco"], "I", 8)
    ends = _ends_of_samples(source, tables[b"stsz"])
    groups = _table(source, tables[b"stsc"], "I", 8)
    found, sample, at = [], 0, 0
    for number, offset in enumerate(offsets, start=1):
        while at + 3 < len(groups) and groups[at + 3] <= number:
            at += 3
        held = groups[at + 1] if at + 1 < len(groups) else 0
        first, sample = min(sample, len(ends) - 1), min(sample + held, len(ends) - 1)
        found.append(Blank(offset, offset + ends[sample] - ends[first]))
    return found


def _ends_of_samples(source: BinaryIO, box: Box) -> "array[int]":
    """Return the bytes of all samples before each one, and of all together at the end."""
    source.seek(box.content + 4)
    each, count = struct.unpack(">II", source.read(8))
    if count > MOST_ENTRIES:
        raise RefusedError(Rule.TOO_COMPLEX)
    sizes = repeat(each, count) if each else _table(source, box, "I", 12)
    return array("Q", accumulate(sizes, initial=0))


def _table(source: BinaryIO, box: Box, code: str, skipped: int) -> "array[int]":
    """Return the whole numbers of a table, behind ``skipped`` bytes of its head."""
    table = array(code)
    count = (box.end - box.content - skipped) // table.itemsize
    if not 0 <= count <= MOST_ENTRIES:
        raise RefusedError(Rule.TOO_COMPLEX)
    source.seek(box.content + skipped)
    table.frombytes(source.read(count * table.itemsize))
    if sys.byteorder == "little":
        table.byteswap()
    return table


def _merged(blanks: list[Blank]) -> list[Blank]:
    """Return the blanks without overlap: one inside another goes with it."""
    kept: list[Blank] = []
    for blank in sorted(blanks, key=lambda one: (one.start, -one.end)):
        last = kept[-1].end if kept else 0
        if blank.start >= last:
            kept.append(blank)
        elif blank.end > last:
            kept.append(Blank(last, blank.end))
    return kept
