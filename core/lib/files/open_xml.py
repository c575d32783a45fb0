"""Word, Excel and PowerPoint files since 2007: parts, macros, outside relations, text."""

from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from core.lib.files import archives
from core.lib.files.findings import Findings, Task
from core.lib.files.verdicts import RefusedError, Rule
from core.lib.text import clean

TYPES = "[Content_Types].xml"
MAIN_TYPES = {"docx": "wordprocessingml.document.main", "xlsx": "spreadsheetml.sheet.main", "pptx": "presentation.main"}
WHAT = {"docx": "Word", "xlsx": "Excel", "pptx": "PowerPoint"}
MOST_ELEMENTS = 3_000_000
DEEPEST = 300
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!")
_CONTAINERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"%PDF-")
_PARAGRAPHS = frozenset({"p", "si", "row", "is"})
_HARMLESS_OUTSIDE = ("/hyperlink",)


def read(task: Task) -> Findings:
    """Return text and doubts of an Open XML file; raises RefusedError by rule."""
    what = WHAT[task.format.extension]
    findings = Findings()
    with archives.opened(task, what) as archive:
        names = set(archive.namelist())
        if TYPES not in names:
            raise RefusedError(Rule.CONTENT, task.format.extension)
        for entry, head in archives.unpack(archive, task, what):
            _look_at_part(entry.filename, head, findings)
        words: list[str] = []
        for name in sorted(names):
            if name.lower().endswith((".xml", ".rels", ".vml")):
                _read_part(archive, name, findings, words, what)
        _check_types(archive, task, findings)
    findings.text = clean("\n".join(words)[: task.limits.text_length])
    return findings


def _look_at_part(name: str, head: bytes, findings: Findings) -> None:
    lowered = name.lower()
    if "vbaproject" in lowered or "/macrosheets/" in lowered or "vbadata" in lowered:
        findings.doubt(Rule.MACRO)
    elif "/activex/" in lowered:
        findings.doubt(Rule.ACTIVE, "ActiveX")
    elif head.startswith(_PROGRAMS):
        findings.doubt(Rule.EMBEDDED, "chương trình")
    elif head.startswith(_CONTAINERS) or "/embeddings/" in lowered:
        findings.doubt(Rule.EMBEDDED, "đối tượng nhúng")


def _check_types(archive: ZipFile, task: Task, findings: Findings) -> None:
    types = archive.read(TYPES).decode("utf-8", "replace")
    if "macroEnabled" in types or "vbaProject" in types:
        findings.doubt(Rule.MACRO)
    elif MAIN_TYPES[task.format.extension] not in types:
        raise RefusedError(Rule.CONTENT, task.format.extension)


def _read_part(archive: ZipFile, name: str, findings: Findings, words: list[str], what: str) -> None:
    line: list[str] = []
    depth = elements = 0
    try:
        with archive.open(name) as content:
            for event, element in iterparse(content, events=("start", "end"), forbid_dtd=True):
                if event == "start":
                    depth, elements = depth + 1, elements + 1
                    if depth > DEEPEST or elements > MOST_ELEMENTS:
                        raise RefusedError(Rule.BOMB, what)
                    continue
                depth -= 1
                _read_element(element, findings, line, words)
                element.clear()
    except DefusedXmlException as error:
        raise RefusedError(Rule.ENTITIES) from error
    except (ParseError, UnicodeError, LookupError) as error:
        raise RefusedError(Rule.BROKEN, what) from error
    if line:
        words.append("".join(line))


def _read_element(element: Any, findings: Findings, line: list[str], words: list[str]) -> None:
    tag = str(element.tag).rpartition("}")[2]
    if tag == "t" and element.text:
        line.append(element.text)
    elif tag in {"tab", "br"}:
        line.append("\t" if tag == "tab" else "\n")
    elif tag in {"instrText", "ddeLink"} or tag == "fldSimple":
        _look_at_field(tag, element, findings)
    elif tag == "Relationship":
        _look_at_relation(element, findings)
    if tag in _PARAGRAPHS and line:
        words.append("".join(line))
        line.clear()


def _look_at_field(tag: str, element: Any, findings: Findings) -> None:
    code = f"{element.text or ''} {' '.join(element.attrib.values())}".upper()
    if tag == "ddeLink" or "DDE" in code or "INCLUDETEXT" in code or "INCLUDEPICTURE" in code:
        findings.doubt(Rule.ACTIVE, "trường lệnh DDE, INCLUDE")


def _look_at_relation(element: Any, findings: Findings) -> None:
    kind = element.get("Type", "")
    if element.get("TargetMode") == "External" and not kind.endswith(_HARMLESS_OUTSIDE):
        findings.doubt(Rule.EXTERNAL)
    if kind.endswith("/aFChunk"):
        findings.doubt(Rule.EMBEDDED, "đoạn ghép")
