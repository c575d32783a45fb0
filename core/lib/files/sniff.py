"""What a file is by its bytes, and whether another file hides in it."""

import os
import struct
from typing import BinaryIO

from core.lib.files.verdicts import RefusedError, Rule

HEAD = 4096
PDF_READERS_LOOK = 1024
ZIP_END = b"PK\x05\x06"
LONGEST_ZIP_END = 22 + 65_535
_BOXES = (b"ftyp",)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ZIPPED = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp"})
_WRITTEN = frozenset({"txt", "csv", "xml", "svg"})
_STARTS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    **dict.fromkeys(_ZIPPED, (_ZIP,)),
    **dict.fromkeys(("doc", "xls", "ppt"), (_OLE,)),
    **dict.fromkeys(("jpg", "jpeg"), (b"\xff\xd8\xff",)),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "gif": (b"GIF87a", b"GIF89a"),
    "flac": (b"fLaC",),
    "ogg": (b"OggS",),
    "webm": (b"\x1a\x45\xdf\xa3",),
    "mp3": (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3", b"\xff\xe2"),
}
_FOREIGN_TO_TEXT = (b"MZ", b"\x7fELF", b"%PDF", b"PK\x03\x04", b"{\\rtf", b"#!", b"<?php", b"\xca\xfe\xba\xbe", _OLE)
_MARKS_OF_PAGES = (b"<!doctype html", b"<html", b"<script", b"<head", b"<body", b"<iframe", b"<svg")


def check_content(source: BinaryIO, extension: str) -> None:
    """Compare the beginning of the file with its extension.

    Raises RefusedError with ENCRYPTED for a locked Office file, POLYGLOT for a file within the file, and
    CONTENT for anything else that is not what the extension says.
    """
    source.seek(0)
    head = source.read(HEAD)
    if extension in _ZIPPED and head.startswith(_OLE):
        raise RefusedError(Rule.ENCRYPTED)  # Office wraps a locked document into the old container
    if not _matches(head, extension):
        raise RefusedError(Rule.CONTENT, extension)
    if extension not in _WRITTEN:
        _refuse_passengers(source, head, extension)


def _matches(head: bytes, extension: str) -> bool:
    if extension in _STARTS:
        return head.startswith(_STARTS[extension])
    if extension in {"webp", "wav"}:
        return head[:4] == b"RIFF" and head[8:12] == {"webp": b"WEBP", "wav": b"WAVE"}[extension]
    if extension in {"mp4", "m4v", "m4a"}:
        return head[4:8] in _BOXES
    written = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if extension in {"xml", "svg"}:
        return written.startswith((b"<", b"\xff\xfe", b"\xfe\xff")) and not written.startswith(
            (b"<!doctype html", b"<html")
        )
    return not head.startswith(_FOREIGN_TO_TEXT) and not written.startswith(_MARKS_OF_PAGES)


def _refuse_passengers(source: BinaryIO, head: bytes, extension: str) -> None:
    if extension != "pdf" and b"%PDF-" in head[:PDF_READERS_LOOK]:
        raise RefusedError(Rule.POLYGLOT, "PDF")
    if extension not in _ZIPPED and _ends_as_zip(source):
        raise RefusedError(Rule.POLYGLOT, "ZIP")


def _ends_as_zip(source: BinaryIO) -> bool:
    """Tell whether a program that looks for a ZIP from the end of the file would find one."""
    size = source.seek(0, os.SEEK_END)
    source.seek(max(0, size - LONGEST_ZIP_END))
    tail = source.read(LONGEST_ZIP_END)
    place = tail.rfind(ZIP_END)
    while place >= 0:
        if len(tail) - place >= 22:
            entries, directory_size = struct.unpack_from("<HI", tail, place + 10)
            start = size - len(tail) + place - directory_size
            source.seek(max(0, start))
            if entries and start >= 0 and source.read(4) == b"PK\x01\x02":
                return True
        place = tail.rfind(ZIP_END, 0, place)
    return False
