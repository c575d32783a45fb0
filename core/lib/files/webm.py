"""WebM film, walked from element to element; titles, tags, times and attachments become filling at their length."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from core.lib.files.blanking import Blank
from core.lib.files.findings import Findings
from core.lib.files.verdicts import RefusedError, Rule

MOST_ELEMENTS = 400_000
_EBML, _SEGMENT, _DOC_TYPE = 0x1A45DFA3, 0x18538067, 0x4282
_SEEK_HEAD, _INFO, _TRACKS, _CLUSTER = 0x114D9B74, 0x1549A966, 0x1654AE6B, 0x1F43B675
_CUES, _CHAPTERS, _ATTACHMENTS, _TAGS = 0x1C53BB6B, 0x1043A770, 0x1941A469, 0x1254C367
_VOID, _SUM = 0xEC, 0xBF
_IN_SEGMENT = frozenset({_SEEK_HEAD, _INFO, _TRACKS, _CLUSTER, _CUES, _CHAPTERS, _ATTACHMENTS, _TAGS, _VOID, _SUM})
_IN_CLUSTER = frozenset({0xE7, 0xA7, 0xAB, 0xA3, 0xA0, 0x5854, 0xAF, _VOID, _SUM})
_KEPT_IN_SEGMENT = frozenset({_SEEK_HEAD, _INFO, _TRACKS, _CLUSTER, _CUES, _CHAPTERS})
_TIME_SCALE, _DURATION = 0x2AD7B1, 0x4489
_MADE_BY = frozenset({0x4D80, 0x5741})  # an element that must be there, but may say nothing
_TRACK, _TRACK_NAME, _TRACK_TYPE, _CODEC_NAME = 0xAE, 0x536E, 0x83, 0x258688
_SHOWN = frozenset({b"\x01", b"\x02", b"\x11"})  # picture, sound, subtitles
_LONG_VOID = 9


class Element(NamedTuple):
    """One element: its id, its first byte, where its content begins and ends, and whether it says how long it is."""

    identity: int
    start: int
    content: int
    end: int
    is_sized: bool

    def blank(self) -> Blank:
        """Return what makes filling of the element."""
        length = self.end - self.start
        if length < _LONG_VOID:
            return Blank(self.start, self.end, bytes([_VOID, 0x80 | (length - 2)]))
        return Blank(self.start, self.end, bytes([_VOID]) + (1 << 56 | (length - _LONG_VOID)).to_bytes(8, "big"))


def walk(source: BinaryIO, size: int, findings: Findings) -> list[Blank]:
    """Walk the elements to the last byte and return what has to be blanked; raises RefusedError by rule."""
    head = _element(source, 0, size)
    if head.identity != _EBML:
        raise RefusedError(Rule.BROKEN, "webm")
    kinds = [_content(source, one) for one in _children(source, head) if one.identity == _DOC_TYPE]
    if kinds[-1:] != [b"webm"]:
        raise RefusedError(Rule.CONTENT, "webm")
    segment = _element(source, head.end, size)
    if segment.identity != _SEGMENT or segment.end != size:
        raise RefusedError(Rule.BROKEN, "webm")
    seen: set[int] = set()
    blanks: list[Blank] = []
    for one in _in_segment(source, segment):
        seen.add(one.identity)
        blanks += _blanks_of(source, one, findings)
    if not {_TRACKS, _CLUSTER} <= seen:
        raise RefusedError(Rule.BROKEN, "webm")
    if _ATTACHMENTS in seen:
        findings.doubt(Rule.EMBEDDED, "tệp gắn trong phim")
    return blanks


def _in_segment(source: BinaryIO, segment: Element) -> Iterator[Element]:
    place, counted = segment.content, 0
    while place < segment.end:
        one = _element(source, place, segment.end)
        counted += 1
        if one.identity not in _IN_SEGMENT or counted > MOST_ELEMENTS:
            raise RefusedError(Rule.BROKEN, "webm")
        if one.identity == _CLUSTER and not one.is_sized:
            one = one._replace(end=_end_of_cluster(source, one))
        yield one
        place = one.end


def _end_of_cluster(source: BinaryIO, cluster: Element) -> int:
    """Return where a cluster of unknown length ends: before the first element that cannot stand in it."""
    place, counted = cluster.content, 0
    while place < cluster.end:
        one = _element(source, place, cluster.end)
        counted += 1
        if counted > MOST_ELEMENTS:
            raise RefusedError(Rule.TOO_COMPLEX)
        if one.identity not in _IN_CLUSTER:
            break
        place = one.end
    return place


def _blanks_of(source: BinaryIO, one: Element, findings: Findings) -> Iterator[Blank]:
    if one.identity not in _KEPT_IN_SEGMENT:
        yield one.blank()
    elif one.identity == _INFO:
        yield from _without_makers(source, one)
    elif one.identity == _TRACKS:
        for track in _children(source, one):
            yield from _without_names(source, track, findings)


def _without_makers(source: BinaryIO, info: Element) -> Iterator[Blank]:
    for one in _children(source, info):
        if one.identity in _MADE_BY:
            yield Blank(one.content, one.end)
        elif one.identity not in {_TIME_SCALE, _DURATION}:
            yield one.blank()


def _without_names(source: BinaryIO, track: Element, findings: Findings) -> Iterator[Blank]:
    if track.identity != _TRACK:
        yield track.blank()
        return
    for one in _children(source, track):
        if one.identity in {_TRACK_NAME, _CODEC_NAME, _VOID, _SUM}:
            yield one.blank()
        elif one.identity == _TRACK_TYPE and _content(source, one) not in _SHOWN:
            findings.doubt(Rule.EMBEDDED, "dữ liệu khác trong phim")


def _children(source: BinaryIO, parent: Element) -> Iterator[Element]:
    place, counted = parent.content, 0
    while place < parent.end:
        one = _element(source, place, parent.end)
        counted += 1
        if counted > MOST_ELEMENTS:
            raise RefusedError(Rule.TOO_COMPLEX)
        yield one
        place = one.end


def _content(source: BinaryIO, one: Element) -> bytes:
    source.seek(one.content)
    return source.read(min(one.end - one.content, 16)).rstrip(b"\x00")


def _element(source: BinaryIO, place: int, end: int) -> Element:
    """Return the element that begins here; an unknown length runs to ``end``."""
    source.seek(place)
    header = source.read(12)
    width = _width(header[0])
    identity = int.from_bytes(header[:width], "big")
    size_width = _width(header[width])
    raw = int.from_bytes(header[width : width + size_width], "big")
    longest = (1 << (7 * size_width)) - 1
    value = raw & longest
    content = place + width + size_width
    last = end if value == longest else content + value
    if last > end or content > end:
        raise RefusedError(Rule.BROKEN, "webm")
    return Element(identity, place, content, last, value != longest)


def _width(byte: int) -> int:
    if byte == 0:
        raise RefusedError(Rule.BROKEN, "webm")
    return 9 - byte.bit_length()
