"""Word, Excel and PowerPoint files before 2007: the streams that make them, macros, locks, text."""

import re
import struct
from contextlib import suppress

import olefile

from core.lib.files.findings import Findings, Task
from core.lib.files.verdicts import RefusedError, Rule
from core.lib.text import clean

MAIN_STREAMS = {"doc": ("WordDocument",), "xls": ("Workbook", "Book"), "ppt": ("PowerPoint Document",)}
MOST_STREAMS = 5_000
MOST_READ = 10 * 1024 * 1024
_MACROS = frozenset({"vba", "macros", "_vba_project_cur", "_vba_project"})
_OBJECTS = frozenset({"objectpool", "\x01ole10native", "package"})
_FILEPASS, _BOUNDSHEET, _END = 0x002F, 0x0085, 0x000A
_WIDE_TEXT = re.compile(rb"(?:[\x09\x0a\x0d\x20-\xff][\x00\x01\x03\x1e]){4,}")
_NARROW_TEXT = re.compile(rb"[\x09\x0d\x20-\x7e]{4,}")


def read(task: Task) -> Findings:
    """Return text and doubts of an old office file; raises RefusedError by rule."""
    extension = task.format.extension
    findings = Findings()
    try:
        with task.path.open("rb") as source, olefile.OleFileIO(source) as container:
            streams = container.listdir(streams=True, storages=True)
            if len(streams) > MOST_STREAMS:
                raise RefusedError(Rule.BOMB, extension)
            main = next((name for name in MAIN_STREAMS[extension] if container.exists(name)), None)
            if container.exists("EncryptedPackage") or container.exists("EncryptedSummary"):
                raise RefusedError(Rule.ENCRYPTED)
            if main is None:
                raise RefusedError(Rule.CONTENT, extension)
            _look_at_names(streams, findings)
            content = container.openstream(main).read(MOST_READ)
            _CHECKS[extension](content, findings)
    except RefusedError:
        raise
    except (OSError, ValueError, struct.error, IndexError, TypeError, AttributeError, KeyError) as error:
        raise RefusedError(Rule.BROKEN, extension) from error
    findings.text = clean(_text(content)[: task.limits.text_length])
    return findings


def _look_at_names(streams: list[list[str]], findings: Findings) -> None:
    for path in streams:
        parts = {part.lower() for part in path}
        if parts & _MACROS:
            findings.doubt(Rule.MACRO)
        if parts & _OBJECTS:
            findings.doubt(Rule.EMBEDDED, "đối tượng nhúng")


def _check_word(content: bytes, findings: Findings) -> None:
    magic, flags = struct.unpack_from("<H8xH", content)
    if magic != 0xA5EC:
        raise RefusedError(Rule.BROKEN, "Word")
    if flags & 0x0100:
        raise RefusedError(Rule.ENCRYPTED)


def _check_excel(content: bytes, findings: Findings) -> None:
    place = 0
    with suppress(struct.error):
        while place < len(content):
            kind, length = struct.unpack_from("<HH", content, place)
            if kind == _FILEPASS:
                raise RefusedError(Rule.ENCRYPTED)
            if kind == _BOUNDSHEET and length >= 6 and content[place + 9] in (1, 6):
                findings.doubt(Rule.MACRO)
            if kind == _END:
                return
            place += 4 + length


def _check_slides(content: bytes, findings: Findings) -> None:
    if len(content) < 8:
        raise RefusedError(Rule.BROKEN, "PowerPoint")


_CHECKS = {"doc": _check_word, "xls": _check_excel, "ppt": _check_slides}


def _text(content: bytes) -> str:
    """Return runs of text as a person would see them in the raw bytes, enough to find a marking."""
    wide = (run.decode("utf-16-le", "ignore") for run in _WIDE_TEXT.findall(content))
    narrow = (run.decode("ascii") for run in _NARROW_TEXT.findall(content))
    return "\n".join([*wide, *narrow]).replace("\r", "\n")
