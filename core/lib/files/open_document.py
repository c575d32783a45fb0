"""OpenDocument texts, tables and slides: macros, encryption, outside pictures, text."""

from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from core.lib.files import archives
from core.lib.files.findings import Findings, Task
from core.lib.files.open_xml import DEEPEST, MOST_ELEMENTS
from core.lib.files.verdicts import RefusedError, Rule
from core.lib.text import clean

WHAT = "OpenDocument"
MANIFEST = "META-INF/manifest.xml"
_PARAGRAPHS = frozenset({"p", "h"})
_LOADED = frozenset(
    {"image", "object", "object-ole", "plugin", "floating-frame", "section-source", "cell-range-source"}
)
_HREF = "{http://www.w3.org/1999/xlink}href"


def read(task: Task) -> Findings:
    """Return text and doubts of an OpenDocument file; raises RefusedError by rule."""
    findings = Findings()
    words: list[str] = []
    with archives.opened(task, WHAT) as archive:
        names = set(archive.namelist())
        if "mimetype" not in names or archive.read("mimetype").decode("ascii", "replace") != task.format.content_type:
            raise RefusedError(Rule.CONTENT, task.format.extension)
        if MANIFEST in names and b"encryption-data" in archive.read(MANIFEST):
            raise RefusedError(Rule.ENCRYPTED)
        for entry, head in archives.unpack(archive, task, WHAT):
            _look_at_part(entry.filename, head, findings)
        for name in sorted(names):
            if name.lower().endswith((".xml", ".rdf")):
                _read_part(archive, name, findings, words)
    findings.text = clean("\n".join(words)[: task.limits.text_length])
    return findings


def _look_at_part(name: str, head: bytes, findings: Findings) -> None:
    if name.startswith(("Basic/", "Scripts/")):
        findings.doubt(Rule.MACRO)
    elif head.startswith((b"MZ", b"\x7fELF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        findings.doubt(Rule.EMBEDDED, "đối tượng nhúng")


def _read_part(archive: ZipFile, name: str, findings: Findings, words: list[str]) -> None:
    depth = elements = 0
    try:
        with archive.open(name) as content:
            for event, element in iterparse(content, events=("start", "end"), forbid_dtd=name != MANIFEST):
                if event == "start":
                    depth, elements = depth + 1, elements + 1
                    if depth > DEEPEST or elements > MOST_ELEMENTS:
                        raise RefusedError(Rule.BOMB, WHAT)
                    continue
                depth -= 1
                _read_element(element, findings, words)
    except DefusedXmlException as error:
        raise RefusedError(Rule.ENTITIES) from error
    except (ParseError, UnicodeError, LookupError) as error:
        raise RefusedError(Rule.BROKEN, WHAT) from error


def _read_element(element: Any, findings: Findings, words: list[str]) -> None:
    tag = str(element.tag).rpartition("}")[2]
    if tag == "event-listener":
        findings.doubt(Rule.MACRO)
    elif tag == "dde-source":
        findings.doubt(Rule.ACTIVE, "DDE")
    elif tag in _LOADED and "://" in element.get(_HREF, ""):
        findings.doubt(Rule.EXTERNAL)
    if tag in _PARAGRAPHS:
        words.append("".join(element.itertext()))
        element.clear()
