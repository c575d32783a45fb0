"""The managed list of formats (R6.1a-6): extension, kind, type on the wire, and who reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MEGABYTE = 1024 * 1024


class Kind(StrEnum):
    """The five forms in which information may be sent (Article 6.1.a)."""

    TEXT = "text"
    IMAGE = "image"
    DRAWING = "drawing"
    AUDIO = "audio"
    VIDEO = "video"


@dataclass(frozen=True)
class Format:
    """One entry of the list; ``reader`` names the module of this package that parses it."""

    extension: str
    kind: Kind
    content_type: str
    reader: str
    staff_only: bool = False


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"

FORMATS = {
    one.extension: one
    for one in (
        Format("pdf", Kind.TEXT, "application/pdf", "pdf"),
        Format("docx", Kind.TEXT, f"{_OPEN_XML}.wordprocessingml.document", "open_xml"),
        Format("xlsx", Kind.TEXT, f"{_OPEN_XML}.spreadsheetml.sheet", "open_xml"),
        Format("pptx", Kind.TEXT, f"{_OPEN_XML}.presentationml.presentation", "open_xml"),
        Format("odt", Kind.TEXT, f"{_OPEN_DOCUMENT}.text", "open_document"),
        Format("ods", Kind.TEXT, f"{_OPEN_DOCUMENT}.spreadsheet", "open_document"),
        Format("odp", Kind.TEXT, f"{_OPEN_DOCUMENT}.presentation", "open_document"),
        Format("doc", Kind.TEXT, "application/msword", "ole"),
        Format("xls", Kind.TEXT, "application/vnd.ms-excel", "ole"),
        Format("ppt", Kind.TEXT, "application/vnd.ms-powerpoint", "ole"),
        Format("txt", Kind.TEXT, "text/plain; charset=utf-8", "plain"),
        Format("csv", Kind.TEXT, "text/csv; charset=utf-8", "plain"),
        Format("xml", Kind.TEXT, "application/xml", "markup"),
        Format("jpg", Kind.IMAGE, "image/jpeg", "pictures"),
        Format("jpeg", Kind.IMAGE, "image/jpeg", "pictures"),
        Format("png", Kind.IMAGE, "image/png", "pictures"),
        Format("gif", Kind.IMAGE, "image/gif", "pictures"),
        Format("webp", Kind.IMAGE, "image/webp", "pictures"),
        Format("svg", Kind.DRAWING, "image/svg+xml", "markup", staff_only=True),
        Format("mp3", Kind.AUDIO, "audio/mpeg", "sound"),
        Format("wav", Kind.AUDIO, "audio/wav", "sound"),
        Format("flac", Kind.AUDIO, "audio/flac", "sound"),
        Format("ogg", Kind.AUDIO, "audio/ogg", "sound"),
        Format("m4a", Kind.AUDIO, "audio/mp4", "video"),
        Format("mp4", Kind.VIDEO, "video/mp4", "video"),
        Format("m4v", Kind.VIDEO, "video/mp4", "video"),
        Format("webm", Kind.VIDEO, "video/webm", "video"),
    )
}


@dataclass(frozen=True)
class Limits:
    """How much of a file is taken; sizes in bytes. The hosting decides, not the regulation."""

    bytes_of: Mapping[Kind, int] = field(
        default_factory=lambda: {
            Kind.TEXT: 50 * MEGABYTE,
            Kind.IMAGE: 20 * MEGABYTE,
            Kind.DRAWING: 2 * MEGABYTE,
            Kind.AUDIO: 50 * MEGABYTE,
            Kind.VIDEO: 50 * MEGABYTE,
        }
    )
    picture_memory: int = 50 * MEGABYTE  # decoded and shrunk picture together
    picture_edge: int = 2560
    unpacked: int = 200 * MEGABYTE
    entries: int = 5_000
    text_length: int = 2_000_000
    text_seconds: int = 20


def allowed_extensions(kinds: frozenset[Kind] = frozenset(Kind), *, staff: bool = True) -> list[str]:
    """Return the extensions of the kinds in the order of the list; ``staff`` adds those the public may not send."""
    return [one.extension for one in FORMATS.values() if one.kind in kinds and (staff or not one.staff_only)]
