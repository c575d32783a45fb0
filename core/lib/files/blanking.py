"""Copies of sound and film without what they tell of their maker: bytes are blanked in place, nothing moves.

A part that goes keeps its length and becomes filling of its format, so that tables of places inside the file stay true.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

CHUNK = 256 * 1024


@dataclass(frozen=True)
class Blank:
    """Bytes from ``start`` to before ``end``: ``head`` is written there, zeros fill the rest."""

    start: int
    end: int
    head: bytes = b""


def write_copy(source: BinaryIO, target: Path, span: tuple[int, int], blanks: Iterable[Blank] = ()) -> None:
    """Write the bytes of ``span`` to ``target`` with the blanks in place; they must not overlap, their order is free.

    Takes a quarter of a megabyte of memory, however long the file or a blank is.
    """
    place, last = span
    with target.open("wb") as copy:
        for blank in sorted(blanks, key=lambda one: one.start):
            _copy(source, copy, place, blank.start)
            copy.write(blank.head[: blank.end - blank.start])
            _fill(copy, blank.end - blank.start - len(blank.head))
            place = blank.end
        _copy(source, copy, place, last)


def _copy(source: BinaryIO, copy: BinaryIO, place: int, end: int) -> None:
    source.seek(place)
    while (left := end - place) > 0 and (piece := source.read(min(CHUNK, left))):
        copy.write(piece)
        place += len(piece)


def _fill(copy: BinaryIO, length: int) -> None:
    while length > 0:
        length -= copy.write(bytes(min(CHUNK, length)))
