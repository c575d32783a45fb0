"""PDF files: whole, unlocked, without actions and attachments; their text."""

import time
from collections.abc import Iterator

import pikepdf
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from core.lib.files.findings import Findings, Task
from core.lib.files.verdicts import RefusedError, Rule
from core.lib.text import clean

MOST_OBJECTS = 300_000
DEEPEST = 60
MOST_PAGES = 2_000
_ACTIONS = {
    "/JavaScript": "JavaScript",
    "/Launch": "Launch",
    "/ImportData": "ImportData",
    "/SubmitForm": "SubmitForm",
    "/GoToE": "GoToE",
    "/GoToR": "GoToR",
    "/Rendition": "Rendition",
    "/Movie": "Movie",
}
_KEYS = {"/JS": "JavaScript", "/XFA": "XFA", "/RichMedia": "RichMedia"}
_ATTACHED = {"/EmbeddedFile", "/FileAttachment"}


def read(task: Task) -> Findings:
    """Return text and doubts of a PDF file; raises RefusedError by rule."""
    findings = Findings()
    try:
        with pikepdf.open(task.path, suppress_warnings=True, attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise RefusedError(Rule.ENCRYPTED)
            if len(pdf.objects) > MOST_OBJECTS:
                raise RefusedError(Rule.TOO_COMPLEX)
            if not len(pdf.pages):
                raise RefusedError(Rule.BROKEN, "PDF")
            for held in pdf.objects:
                _look(held, findings)
    except RefusedError:
        raise
    except pikepdf.PasswordError as error:
        raise RefusedError(Rule.ENCRYPTED) from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise RefusedError(Rule.BROKEN, "PDF") from error
    findings.text = clean(_text(task))
    return findings


def _look(held: pikepdf.Object, findings: Findings) -> None:
    for found in _dictionaries(held):
        kind, subtype = str(found.get("/Type", "")), str(found.get("/Subtype", ""))
        action = _ACTIONS.get(str(found.get("/S", "")))
        named = next((name for key, name in _KEYS.items() if key in found), None)
        if action or named or subtype == "/RichMedia":
            findings.doubt(Rule.ACTIVE, action or named or "RichMedia")
        if kind in _ATTACHED or subtype in _ATTACHED or "/EF" in found or "/EmbeddedFiles" in found:
            findings.doubt(Rule.EMBEDDED, "tệp đính kèm của PDF")


def _dictionaries(held: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the dictionaries that stand directly in an object; indirect ones are objects of their own."""
    waiting: list[tuple[pikepdf.Object, int]] = [(held, 0)]
    while waiting:
        one, depth = waiting.pop()
        if depth > DEEPEST:
            raise RefusedError(Rule.TOO_COMPLEX)
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one
            inner = [value for _key, value in one.items()]
        elif isinstance(one, pikepdf.Array):
            inner = list(one)
        else:
            continue
        direct = (value for value in inner if isinstance(value, pikepdf.Object) and not value.is_indirect)
        waiting += [(value, depth + 1) for value in direct]


def _text(task: Task) -> str:
    """Return the text of as many pages as the limits allow; a page that cannot be read gives none."""
    until = time.monotonic() + task.limits.text_seconds
    words: list[str] = []
    length = 0
    try:
        reader = PdfReader(task.path)
        for page, _ in zip(reader.pages, range(MOST_PAGES), strict=False):
            words.append(page.extract_text())
            length += len(words[-1])
            if length > task.limits.text_length or time.monotonic() > until:
                break
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError):
        pass
    return "\n".join(words)
