"""Make the unsaved page of an entry: type by category, words, pictures, files, source, days, number (Article 6.2)."""

import json
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from textwrap import shorten
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from core.enums import Category
from core.lib import text
from core.lib.body_parts import Paragraphs, Part, Table, parts_of_docx, parts_of_text
from core.lib.file_text import UnreadableFileError, extract
from core.models import ContentPage, PortalDocument, PortalImage
from core.services import uploads
from core.services.uploads import store
from documents.enums import DocumentLevel, DocumentType
from documents.models import DocumentFile, LegalDocumentPage
from documents.services.importing import Attributes, ImportRefusedError, document_from_text
from editorial.models import Entry, EntryFile
from news.models import CommitteePage, LeaderActivityPage, ModelPage, ResultPage

READABLE = (".docx", ".txt", ".pdf")
LONGEST = {"title": 255, "summary": 500, "source_reference": 300}


def main_text_of(rows: Iterable[EntryFile]) -> EntryFile | None:
    """Return the released file whose words are the text: a Word file before plain text before a PDF."""
    found = [row for row in rows if row.stored.is_released and f".{row.stored.extension}" in READABLE]
    return min(found, key=lambda row: (READABLE.index(f".{row.stored.extension}"), row.position), default=None)


def parts_of_file(row: EntryFile) -> list[Part]:
    """Return what a file says; a damaged file or one without words, such as a scan, gives nothing."""
    data = store.path_of(row.stored.served).read_bytes()
    try:
        if row.stored.extension == "docx":
            return parts_of_docx(data)
        return parts_of_text(extract(data, f"a.{row.stored.extension}"))
    except UnreadableFileError:
        return []


def words_of_file(row: EntryFile) -> str:
    """Return the plain words of a file, or an empty text."""
    try:
        return extract(store.path_of(row.stored.served).read_bytes(), f"a.{row.stored.extension}")
    except UnreadableFileError:
        return ""


def draft_of(entry: Entry, rows: list[EntryFile]) -> ContentPage:
    """Return the unsaved page of an entry with its pictures and files in the media library.

    What the page type wants and the entry does not say stays empty for the editor.
    """
    released = [row for row in rows if row.stored.is_released]
    main = main_text_of(released)
    page = BUILDERS[Category(entry.category)](entry, words_of_file(main) if main else "")
    page.title = page.title or shorten(entry.title, LONGEST["title"], placeholder="…")
    page.summary = shorten(" ".join(entry.content.split()), LONGEST["summary"], placeholder="…")
    page.source_name = entry.agency.name if entry.agency else ""
    page.source_reference = shorten(entry.origin, LONGEST["source_reference"], placeholder="…")
    if entry.sender is not None:
        page.author_name = entry.sender.full_name
    if hasattr(page, "agency"):
        page.agency = entry.agency
    if hasattr(page, "starts_at"):
        page.starts_at, page.ends_at = entry.starts_at, entry.ends_at
    _fill_body(page, entry, released, main)
    return page


def _fill_body(page: ContentPage, entry: Entry, released: list[EntryFile], main: EntryFile | None) -> None:
    has_articles = isinstance(page, LegalDocumentPage) and bool(page.full_text)
    told = parts_of_file(main) if main and not has_articles else []
    blocks = [] if has_articles else [*_typed(entry, told), *(_block(part) for part in told)]
    blocks += [_picture(row) for row in released if row.is_picture]
    files = [
        _document(row)
        for row in released
        if not row.is_picture and (row != main or page.belongs_to == Category.DOCUMENTS)
    ]
    if isinstance(page, LegalDocumentPage):
        page.files.set([DocumentFile(file=file, sort_order=place) for place, file in enumerate(files)])
    elif files:
        items = [{"type": "item", "value": file.pk, "id": str(uuid4())} for file in files]
        blocks.append({"type": "files", "value": {"heading": _("Tệp đính kèm"), "files": items}})
    stream: Any = json.dumps(blocks)
    page.body = stream


def _typed(entry: Entry, told: list[Part]) -> list[dict[str, Any]]:
    """Return the words that were typed, unless the file says them too."""
    in_file = text.fold(" ".join(part.html for part in told if isinstance(part, Paragraphs)))
    paragraphs = [one for one in entry.body.splitlines() if one.strip() and text.fold(one) not in in_file]
    return [_block(part) for part in parts_of_text("\n".join(paragraphs))]


def _block(part: Part) -> dict[str, Any]:
    if isinstance(part, Table):
        value = {
            "data": [list(row) for row in part.rows],
            "table_caption": "",
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
            "cell": [],
            "mergeCells": [],
        }
        return {"type": "table", "value": value}
    return {"type": "paragraph", "value": part.html}


def _picture(row: EntryFile) -> dict[str, Any]:
    picture = PortalImage(title=_title(row), **_rights(row))
    uploads.adopt(picture, row.stored)
    picture.save()
    return {"type": "picture", "value": {"image": picture.pk, "caption": row.caption}}


def _document(row: EntryFile) -> PortalDocument:
    document = PortalDocument(title=_title(row), **_rights(row))
    uploads.adopt(document, row.stored)
    document.save()
    return document


def _title(row: EntryFile) -> str:
    return shorten(row.caption or PurePosixPath(row.stored.declared_name).stem, LONGEST["title"], placeholder="…")


def _rights(row: EntryFile) -> dict[str, str]:
    return {"author_name": row.author_name, "licence": row.licence, "licence_note": row.licence_note}


def _legal_document(entry: Entry, words: str) -> LegalDocumentPage:
    """Return a document of the library, by articles where the text has them; else its words go into the body."""
    known = Attributes(
        level=DocumentLevel.CITY,
        title=entry.title,
        number=entry.number or None,
        issued_on=entry.issued_on,
        issuer=entry.agency,
    )
    try:
        return document_from_text(words, known)
    except ImportRefusedError:
        return LegalDocumentPage(
            title=shorten(entry.title, LONGEST["title"], placeholder="…"),
            document_type=_type_by_number(entry.number),
            level=DocumentLevel.CITY,
            number=entry.number,
            issued_on=entry.issued_on,
            issuer=entry.agency,
        )


def _type_by_number(number: str) -> DocumentType | str:
    """Return the kind whose letters stand in a number, or nothing: the editor says it."""
    letters = {part for piece in number.split("/") for part in piece.split("-")}
    return next((kind for kind in DocumentType if kind.abbreviation and kind.abbreviation in letters), "")


BUILDERS: dict[Category, Callable[[Entry, str], ContentPage]] = {
    Category.DOCUMENTS: _legal_document,
    Category.LEADERS: lambda entry, words: LeaderActivityPage(),
    Category.COMMITTEE: lambda entry, words: CommitteePage(kind=CommitteePage.Kind.MEETING),
    Category.RESULTS: lambda entry, words: ResultPage(),
    Category.MODELS: lambda entry, words: ModelPage(),
}
