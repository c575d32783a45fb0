"""Which tables and columns the database guards, and rows of them as objects of our models."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.core.files import File
from django.db import connection, models
from django.utils.text import capfirst

Row = Mapping[str, Any]


@cache
def guarded_columns() -> dict[str, tuple[str, ...]]:
    """Return the shown columns of each guarded table, as the triggers themselves have them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, tgargs FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname = 'core_guard_update' ORDER BY relname"
        )
        return {table: tuple(bytes(given).decode().split("\0")[:-1]) for table, given in cursor.fetchall()}


@cache
def _models() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def model_of(table: str) -> type[models.Model]:
    """Return the model of a table; raises LookupError for a table that no model has."""
    return _models()[table]


def fields_of(model: type[models.Model]) -> dict[str, models.Field]:
    """Return the stored fields of a model by column."""
    return {str(field.column): field for field in model._meta.concrete_fields}


def shown(table: str, row: Row | None) -> dict[str, Any]:
    """Return the part of a stored row that is guarded."""
    return {name: row[name] for name in guarded_columns()[table]} if row is not None else {}


def put(instance: models.Model, row: Row, columns: set[str]) -> None:
    """Give an object the values of these columns of a stored row."""
    fields = fields_of(type(instance))
    for name in columns & fields.keys():
        setattr(instance, fields[name].attname, fields[name].to_python(row[name]))


def as_instance(table: str, row: Row) -> models.Model:
    """Return an unsaved object with the values of a stored row."""
    instance = model_of(table)()
    put(instance, row, set(row))
    return instance


def stored(table: str, pk: str) -> Row | None:
    """Return a row as the guard sees it, locked until the transaction ends, or None when it is gone."""
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(one)::text FROM {name} one WHERE id = %s FOR UPDATE", [pk])  # noqa: S608 (a guarded table)
        found = cursor.fetchone()
    row: Row | None = json.loads(found[0]) if found else None
    return row


def words_for(table: str, row: Row) -> str:
    """Return what a row is about: the kind of object and its name."""
    model = model_of(table)
    kind = capfirst(str(model._meta.verbose_name))
    try:
        name = str(as_instance(table, row))
    except ObjectDoesNotExist:  # the name of a row that hangs on one not stored yet
        name = ""
    return f"{kind}: {name}" if name and name.lower() != kind.lower() else kind


def file_of(table: str, row: Row) -> File:
    """Return the file of a row of pictures or documents, as the storage keeps it."""
    instance: Any = as_instance(table, row)
    found: File = instance.file
    return found
