"""Turn a file with a legal text into an unsaved page of the library; nothing is stored half."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from core.lib.file_text import UnreadableFileError, extract
from documents.enums import DocumentLevel, DocumentType
from documents.models import LegalDocumentPage
from documents.rules.legal_text import LegalTextError, Problem, Severity, parse, problems
from documents.rules.metadata import read_metadata
from documents.services.duplicates import find_duplicates

MAX_TITLE_LENGTH = 255


class ImportRefusedError(ValueError):
    """A text that cannot be imported; ``messages`` say why, in Vietnamese, with line numbers."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        super().__init__("; ".join(messages))
        self.messages = messages


@dataclass(frozen=True)
class Attributes:
    """What the person who imports knows of a document; None leaves it to the text, and else empty."""

    level: DocumentLevel
    title: str | None = None
    summary: str = ""
    number: str | None = None
    issued_on: date | None = None
    document_type: DocumentType | None = None


def document_from_file(data: bytes, name: str, attributes: Attributes) -> LegalDocumentPage:
    """Return an unsaved legal document made from the bytes of a .txt, .docx or .pdf file.

    Number and date that neither the text nor ``attributes`` give stay empty (R0-1). Raises
    ImportRefusedError for a broken or empty file, a text without articles, numbers that stand twice, or
    a document that the library already has.
    """
    try:
        raw = extract(data, name)
    except UnreadableFileError as error:
        raise ImportRefusedError((str(error),)) from error
    return document_from_text(raw, attributes)


def document_from_text(raw: str, attributes: Attributes) -> LegalDocumentPage:
    """Return an unsaved legal document made from a raw text; raises as ``document_from_file`` does."""
    errors = tuple(problem for problem in problems(raw) if problem.severity == Severity.ERROR)
    if errors:
        raise ImportRefusedError(tuple(_in_words(problem) for problem in errors))
    try:
        structure = parse(raw)
    except LegalTextError as error:
        raise ImportRefusedError((str(error),)) from error
    found = read_metadata(structure)
    page = LegalDocumentPage(
        title=(attributes.title or found.title or structure.parts[0].title)[:MAX_TITLE_LENGTH],
        summary=attributes.summary,
        document_type=attributes.document_type or found.type or DocumentType.DECISION,
        number=attributes.number or found.number or "",
        level=attributes.level,
        issuer_name=found.issuer or "",
        signer=found.signer or "",
        issued_on=attributes.issued_on or found.issued,
        full_text=raw,
        structure=structure.to_data(),
    )
    if duplicates := find_duplicates(page):
        known = _("Văn bản này đã có trong kho: {other}")
        raise ImportRefusedError(tuple(known.format(other=other) for other in duplicates))
    return page


def _in_words(problem: Problem) -> str:
    if not problem.line:
        return problem.message
    return _("Dòng {line}: {message}").format(line=problem.line, message=problem.message)
