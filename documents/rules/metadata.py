"""What a legal text says about itself: kind, number, issuer, signer, date; silent where it is silent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from documents.enums import DocumentType, RowKind
from documents.rules.legal_text import LegalText, Part

_NUMBER = re.compile(r"[Ss]ố\s?:?\s?(?P<number>\d[\w.]{0,30}\s?/\s?[\w./–-]{1,60})")
_LONG_DATE = re.compile(r"ngày\s(\d{1,2})\stháng\s(\d{1,2})\snăm\s(\d{4})", re.IGNORECASE)
_SHORT_DATE = re.compile(r"ngày\s(\d{1,2})\s?[/-]\s?(\d{1,2})\s?[/-]\s?(\d{4})", re.IGNORECASE)
_ADOPTED = re.compile(r"được [^;]{0,200}?thông qua (?=ngày)")
_NUMBER_LINE = re.compile(r"(?:Luật |Nghị quyết |Pháp lệnh )?Số\s?:", re.IGNORECASE)
_STATE_PHRASES = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s?[-–]\s?Tự do\s?[-–]\s?Hạnh phúc|[-_*=]{3,}",
    re.IGNORECASE,
)
_CLOSING_ROWS = 20
_SIGNED_MARK = re.compile(r"\(?đã ký\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The attributes found in a text; None where the text does not give them (R0-1: never invented)."""

    type: DocumentType | None = None
    title: str = ""
    number: str | None = None
    issuer: str | None = None
    signer: str | None = None
    issued: date | None = None


def read_metadata(text: LegalText) -> Metadata:
    """Return the attributes of the text's first document, as printed.

    Number and date come from above the title, or else from an attached document's "(Ban hành kèm
    theo …)"; a law's date from its closing sentence. A blank left for them to be filled in gives None.
    """
    if not text.parts:
        return Metadata()
    main = text.parts[0]
    return Metadata(
        type=_document_type(main),
        title=next((row.text for row in main.rows_of(RowKind.TITLE)), ""),
        number=_number(text),
        issuer=_issuer(main),
        signer=_signer(text),
        issued=_issued(text),
    )


def _document_type(part: Part) -> DocumentType | None:
    return DocumentType(part.kind) if part.kind in DocumentType.values else None


def _stating_texts(text: LegalText) -> Iterator[str]:
    yield from (row.text for row in text.parts[0].rows_of(RowKind.OPENING))
    for part in text.parts:
        yield from (row.text for row in part.rows_of(RowKind.ATTACHED))


def _number(text: LegalText) -> str | None:
    for stated in _stating_texts(text):
        match = _NUMBER.search(stated)
        if match:
            return re.sub(r"\s", "", match["number"]).rstrip("./–-")
    return None


def _issued(text: LegalText) -> date | None:
    for stated in _stating_texts(text):
        if day := _date_in(stated):
            return day
    for row in reversed(text.parts[0].rows[-_CLOSING_ROWS:]):
        adopted = _ADOPTED.search(row.text)
        if adopted:
            return _date_in(row.text[adopted.end() :])
    return None


def _date_in(stated: str) -> date | None:
    match = _LONG_DATE.search(stated) or _SHORT_DATE.search(stated)
    if not match:
        return None
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _issuer(part: Part) -> str | None:
    for row in part.rows_of(RowKind.ISSUER):
        return row.text
    names: list[str] = []
    for row in part.rows_of(RowKind.OPENING):
        if _NUMBER_LINE.match(row.text):
            break
        names.append(_STATE_PHRASES.sub("", row.text).strip())
    name = " ".join(name for name in names if name)
    return name if name.isupper() else None


def _signer(text: LegalText) -> str | None:
    for part in text.parts:
        names = [
            row.text
            for row in part.rows_of(RowKind.SIGNATURE)
            if not row.text.isupper() and not _SIGNED_MARK.fullmatch(row.text)
        ]
        if names:
            return names[-1]
    return None
