"""Turn a file with a legal text into an unsaved page of the library; nothing is stored half."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from textwrap import shorten

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Agency
from core.lib import text
from core.lib.file_text import UnreadableFileError, extract
from documents.enums import ARTICLED_TYPES, DocumentLevel, DocumentType
from documents.models import LegalDocumentPage
from documents.rules.legal_text import LegalText, LegalTextError, Problem, Severity, parse, problems
from documents.rules.metadata import Metadata, read_metadata
from documents.services.duplicates import find_duplicates

MAX_TITLE_LENGTH = 255
# What an import fills in; the rest of a page is set when it is filed.
IMPORTED_FIELDS = (
    "title", "summary", "document_type", "number", "level", "issuer", "issuer_name", "signer",
    "issued_on", "effective_on", "expires_on", "full_text",
)  # fmt: skip


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
    effective_on: date | None = None
    expires_on: date | None = None
    issuer: Agency | None = None
    document_type: DocumentType | None = None


def document_from_file(data: bytes, name: str, attributes: Attributes) -> LegalDocumentPage:
    """Return an unsaved legal document made from the bytes of a .txt, .docx or .pdf file.

    Number and date that neither the text nor ``attributes`` give stay empty (R0-1). Raises
    ImportRefusedError for a broken or empty file, a text without the articles that its kind needs, numbers
    that stand twice, dates in the wrong order, or a document that the library already has.
    """
    try:
        raw = extract(data, name)
    except UnreadableFileError as error:
        raise ImportRefusedError((str(error),)) from error
    return document_from_text(raw, attributes)


def document_from_text(raw: str, attributes: Attributes) -> LegalDocumentPage:
    """Return an unsaved legal document made from a raw text; raises as ``document_from_file`` does."""
    structure = _read(raw)
    page = _page(raw, read_metadata(structure), structure, attributes)
    _refuse(problem.message for problem in _errors(raw, page.document_type))
    if not page.title:
        raise ImportRefusedError((_("Không tìm thấy tên văn bản trong tệp; hãy tự ghi tên."),))
    try:
        page.clean_fields(exclude=[field.name for field in page._meta.fields if field.name not in IMPORTED_FIELDS])
    except ValidationError as error:
        raise ImportRefusedError(tuple(_told(page, error))) from error
    _refuse(chain.from_iterable(page.attribute_errors().values()))
    known = _("Văn bản này đã có trong kho: {other}")
    _refuse(known.format(other=other) for other in find_duplicates(page))
    return page


def _read(raw: str) -> LegalText:
    try:
        return parse(raw)
    except LegalTextError as error:
        raise ImportRefusedError((str(error),)) from error


def _errors(raw: str, document_type: str) -> Iterator[Problem]:
    found = problems(raw, needs_articles=document_type in ARTICLED_TYPES)
    return (problem for problem in found if problem.severity is Severity.ERROR)


def _page(raw: str, found: Metadata, structure: LegalText, attributes: Attributes) -> LegalDocumentPage:
    issuer = attributes.issuer or _agency_named(found.issuer)
    title = attributes.title or found.title or next((part.title for part in structure.parts), "")
    return LegalDocumentPage(
        title=shorten(title, MAX_TITLE_LENGTH, placeholder="…"),
        summary=attributes.summary,
        document_type=attributes.document_type or found.type or DocumentType.DECISION,
        number=attributes.number or found.number or "",
        level=attributes.level,
        issuer=issuer,
        issuer_name="" if issuer else found.issuer or "",
        signer=found.signer or "",
        issued_on=attributes.issued_on or found.issued,
        effective_on=attributes.effective_on,
        expires_on=attributes.expires_on,
        full_text=raw,
    )


def _agency_named(printed: str | None) -> Agency | None:
    """Return the agency whose name is printed, in capitals as a rule, above a document of the City."""
    folded = text.fold(printed or "")
    return next((agency for agency in Agency.objects.all() if folded and text.fold(agency.name) == folded), None)


def _told(page: LegalDocumentPage, error: ValidationError) -> Iterator[str]:
    labels = {field.name: field.verbose_name for field in page._meta.fields}
    for name, messages in error.message_dict.items():
        yield from (f"{labels[name]}: {message}" for message in messages)


def _refuse(reasons: Iterable[str]) -> None:
    if messages := tuple(reasons):
        raise ImportRefusedError(messages)
