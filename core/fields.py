"""Model fields: text in its canonical form, blocks that stay out of migrations, text that only the portal can read."""

import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from wagtail.fields import StreamField
from wagtail.models import RevisionMixin

from core.lib import text
from core.lib.crypto import fields as crypto
from core.lib.crypto.keys import KeyFileError, Keyring, read_keys


def cleaned(value: Any) -> Any:
    """Return JSON-like data with every string in NFC, without control and bidi characters."""
    if isinstance(value, str):
        return text.clean(value)
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {key: cleaned(item) for key, item in value.items()}
    return value


class ContentField(StreamField):
    """A StreamField whose text is stored in NFC and whose blocks never enter a migration."""

    def __init__(self, block_types: Any, block_lookup: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        super().__init__(block_types or [], block_lookup=block_lookup, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        if not isinstance(prepared, str) or not prepared:
            return prepared
        return json.dumps(cleaned(json.loads(prepared)))


def clean_text_fields(instance: models.Model) -> None:
    """Bring every text field of a model instance to NFC without control and bidi characters."""
    for field in instance._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField) and not isinstance(field, StreamField):
            value = getattr(instance, field.attname)
            if isinstance(value, str):
                setattr(instance, field.attname, text.clean(value))


@lru_cache(maxsize=4)
def _read(content: str) -> Keyring:
    try:
        return read_keys(content)
    except KeyFileError as error:
        raise ImproperlyConfigured(f"FIELD_KEYS_FILE: {error}. `manage.py make_key field FILE` makes one.") from error


def keyring() -> Keyring:
    """Return the keys of the field encryption; raises ImproperlyConfigured when they are missing or malformed."""
    return _read(settings.FIELD_KEYS)


class EncryptedTextField(models.TextField):
    """Text that the database, its dumps and its copies hold only encrypted (R9.4-4, decision 0015).

    ``context`` names the field for good ("cases.question.text"), even when model or field are renamed: it is part of
    what is encrypted. No look-up but ``isnull`` is possible; where one is needed, a second field holds
    ``crypto.blind_index``. A value that cannot be decrypted raises ``crypto.DecryptionError`` when it is read.
    """

    def __init__(self, *args: Any, context: str, **kwargs: Any) -> None:
        self.context = context
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, [*args], kwargs | {"context": self.context}

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return [*super().check(**kwargs), *self._check_keys(), *self._check_that_nothing_copies_it()]

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse every comparison: equal texts are stored differently."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, lookup_name: str) -> Any:
        return None

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return text.clean(prepared) if isinstance(prepared, str) else prepared

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        prepared = super().get_db_prep_save(value, connection)
        return (
            crypto.encrypt(prepared, context=self.context, keyring=keyring()) if isinstance(prepared, str) else prepared
        )

    def from_db_value(self, value: str | None, expression: Any, connection: BaseDatabaseWrapper) -> str | None:
        return None if value is None else crypto.decrypt(value, context=self.context, keyring=keyring())

    def _check_keys(self) -> list[CheckMessage]:
        try:
            keyring()
        except ImproperlyConfigured as error:
            return [Error(str(error), obj=self, id="core.E010")]
        return []

    def _check_that_nothing_copies_it(self) -> list[CheckMessage]:
        found: list[CheckMessage] = []
        if getattr(self, "db_index", False) or self.unique:
            found.append(Error("An encrypted field cannot be indexed or unique.", obj=self, id="core.E011"))
        if issubclass(self.model, RevisionMixin):
            found.append(Error("Revisions would hold the field's text in clear.", obj=self, id="core.E012"))
        if self.name in {getattr(entry, "field_name", "") for entry in getattr(self.model, "search_fields", ())}:
            found.append(Error("The search index would hold the field's text in clear.", obj=self, id="core.E013"))
        return found
