"""PDF files: whole, unlocked, without actions and attachments; their text, and the attachments for the scanner."""

import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from core.lib.files.findings import Findings, Task
from core.lib.files.verdicts import RefusedError, Rule
from core.lib.text import clean

MOST_OBJECTS = 300_000
DEEPEST = 60
MOST_PAGES = 2_000
MOST_TAKEN_OUT = 30
MOST_BYTES_TAKEN_OUT = 60 * 1024 * 1024
DEEPEST_TAKEN_OUT = 3  # a PDF in a PDF in a PDF
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
            _take_out(pdf, task.inside)
    except RefusedError:
        raise
    except pikepdf.PasswordError as error:
        raise RefusedError(Rule.ENCRYPTED) from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise RefusedError(Rule.BROKEN, "PDF") from error
    findings.text = clean(_text(task))
    return findings


def _take_out(pdf: pikepdf.Pdf, folder: Path, depth: int = 1) -> None:
    """Write attached files side by side into ``folder``, those of attached PDF files too; raises RefusedError."""
    for stream in _attached(pdf):
        content = _bytes_of(stream)
        folder.mkdir(exist_ok=True)
        taken = list(folder.iterdir())
        room = MOST_BYTES_TAKEN_OUT - sum(path.stat().st_size for path in taken)
        if len(taken) >= MOST_TAKEN_OUT or len(content) > room:
            raise RefusedError(Rule.TOO_COMPLEX)
        path = folder / str(len(taken))
        path.write_bytes(content)
        if content.startswith(b"%PDF-"):
            if depth >= DEEPEST_TAKEN_OUT:
                raise RefusedError(Rule.TOO_COMPLEX)
            _take_out_of(path, folder, depth + 1)


def _take_out_of(path: Path, folder: Path, depth: int) -> None:
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            _take_out(pdf, folder, depth)
    except (pikepdf.PasswordError, pikepdf.PdfError):
        return  # held back as an attachment anyway; the scanner sees its bytes


def _attached(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Return the streams of attached files, each once, whether they say what they are or not."""
    found: dict[tuple[int, int], pikepdf.Object] = {}
    for held in pdf.objects:
        if isinstance(held, pikepdf.Stream) and str(held.get("/Type", "")) == "/EmbeddedFile":
            found[held.objgen] = held
        for one in _dictionaries(held):
            files = one.get("/EF")
            if isinstance(files, pikepdf.Dictionary):
                streams = [value for _key, value in files.items() if isinstance(value, pikepdf.Stream)]
                found |= {stream.objgen: stream for stream in streams}
    return list(found.values())


def _bytes_of(stream: pikepdf.Object) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # packed in a way that only viewers of pictures know
        return stream.read_raw_bytes()


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
