"""Metadata of a document as another system packs it: XML or JSON, with field names that a setting translates."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from core.lib import text
from editorial.lib.intake_form import FormError, read_day

LARGEST_METADATA = 1024 * 1024
MOST_FILES = 50
LONGEST_VALUE = 2_000


class PackageError(ValueError):
    """The metadata cannot be read or lacks what makes a document."""


@dataclass(frozen=True)
class PackedDocument:
    """What the metadata of a package says."""

    number: str
    excerpt: str
    issuer: str
    issued_on: date
    files: tuple[str, ...]


def read_metadata(data: bytes, fields: Mapping[str, str]) -> PackedDocument:
    """Return the document that XML or JSON describes; ``fields`` maps our names to theirs.

    Raises PackageError for broken, hostile or incomplete metadata.
    """
    if len(data) > LARGEST_METADATA:
        raise PackageError("TooLarge")
    told = _from_json(data) if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{" else _from_xml(data)
    values = {ours: _values(told, theirs) for ours, theirs in fields.items()}
    missing = [name for name in ("number", "excerpt", "issuer", "issued_on") if not "".join(values.get(name, ()))]
    if missing:
        raise PackageError(f"Missing {missing[0]}")
    if len(values.get("files", ())) > MOST_FILES:
        raise PackageError("TooManyFiles")
    try:
        issued_on = read_day(values["issued_on"][0])
    except FormError as error:
        raise PackageError("BadDay") from error
    return PackedDocument(
        number=values["number"][0],
        excerpt=values["excerpt"][0],
        issuer=values["issuer"][0],
        issued_on=issued_on,
        files=values.get("files", ()),
    )


def _from_json(data: bytes) -> dict[str, Any]:
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise PackageError("BrokenJSON") from error
    if not isinstance(told, dict):
        raise PackageError("BrokenJSON")
    return told


def _from_xml(data: bytes) -> Element:
    try:
        found: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise PackageError("BrokenXML") from error
    return found


def _values(told: dict[str, Any] | Element, name: str) -> tuple[str, ...]:
    if isinstance(told, dict):
        value = told.get(name)
        raw = value if isinstance(value, list) else [] if value is None else [value]
        if not all(isinstance(one, str | int) for one in raw):
            raise PackageError(f"Bad {name}"[:60])
        return tuple(_kept(str(one)) for one in raw)
    found = [one for one in told.iter() if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == name]
    return tuple(_kept("".join(one.itertext())) for one in found)


def _kept(value: str) -> str:
    return " ".join(text.clean(value).split())[:LONGEST_VALUE]
