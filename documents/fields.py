"""Columns that are derived from other columns of the same row, whoever saves it."""

from hashlib import md5
from typing import Any

from django.db import models

from core.lib import doc_number
from documents.rules.legal_text import LegalText, LegalTextError, parse
from documents.rules.legal_text.model import DATA_VERSION

DIGEST = "digest"


def digest_of(full_text: str) -> str:
    """Return the fingerprint that ties a stored structure to its text, as PostgreSQL's md5() gives it."""
    return md5(full_text.encode(), usedforsecurity=False).hexdigest()


def fits(structure: dict[str, Any], full_text: str) -> bool:
    """Return whether a stored structure is that of the text, read by the parser of today."""
    if not full_text or not structure:
        return not full_text and not structure
    return is_current(structure) and structure.get(DIGEST) == digest_of(full_text)


def is_current(structure: dict[str, Any]) -> bool:
    """Return whether a stored structure was read by the parser of today, whatever its text."""
    return not structure or structure.get("version") == DATA_VERSION


def structure_of(full_text: str) -> dict[str, Any]:
    """Return the structure of a text as stored data; empty for no text, without parts for one too long to read."""
    if not full_text:
        return {}
    try:
        read = parse(full_text)
    except LegalTextError:
        read = LegalText()
    return read.to_data() | {DIGEST: digest_of(full_text)}


class DerivedField(models.Field):
    """A column computed on every save; it enters no revision, no form and no copy."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"blank": True, "editable": False, "serialize": False}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for own in ("blank", "editable", "serialize"):
            kwargs.pop(own, None)
        return name, path, list(args), kwargs

    def derived(self, instance: models.Model) -> Any:
        """Return the value for a row."""
        raise NotImplementedError

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 (Django's signature)
        value = self.derived(model_instance)
        setattr(model_instance, self.attname, value)
        return value


class StructureField(DerivedField, models.JSONField):
    """The structure of ``full_text``, read anew whenever the text has changed."""

    def derived(self, instance: models.Model) -> dict[str, Any]:
        full_text: str = instance.full_text  # type: ignore[attr-defined]  # a column of the page
        stored: dict[str, Any] = getattr(instance, self.attname)
        return stored if fits(stored, full_text) else structure_of(full_text)


class NumberKeyField(DerivedField, models.CharField):
    """The folded form in which ``number`` is searched and compared (R4.1-2)."""

    def derived(self, instance: models.Model) -> str:
        return doc_number.key(instance.number)  # type: ignore[attr-defined]  # a column of the page
