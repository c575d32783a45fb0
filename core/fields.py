"""Model fields that keep Vietnamese text canonical and block definitions out of migrations."""

import json
from typing import Any

from django.db import models
from wagtail.fields import StreamField

from core.lib import text


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
