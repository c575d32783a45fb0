"""What a change request would change, in words: old beside new, column by column."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.enums import ChangeAct
from core.lib import dates
from core.models import ChangeRow, StoredFile
from core.services.changes.shown import as_instance, fields_of, model_of, shown, words_for

# What belongs to a file and is told with it.
WITH_THE_FILE = frozenset({"file_hash", "stored_file_id", "admitted_name", "download_name"})


@dataclass(frozen=True)
class Line:
    """One column of a row, before and after; a file has a fingerprint too."""

    label: str
    before: str
    after: str
    is_file: bool = False


@dataclass(frozen=True)
class RowWords:
    """One row of a request."""

    row: ChangeRow
    heading: str
    lines: tuple[Line, ...]
    is_picture: bool


def words_of(row: ChangeRow) -> RowWords:
    """Return what a row would change: every column of a new or deleted one, else the columns that differ."""
    before, after = row.before or {}, row.after or {}
    columns = [
        name
        for name in shown(row.table, row.before or row.after)
        if name not in WITH_THE_FILE and before.get(name) != after.get(name)
    ]
    fields = fields_of(model_of(row.table))
    lines = [
        Line(
            label=capfirst(str(fields[name].verbose_name)),
            before=_value(row.table, name, before),
            after=_value(row.table, name, after),
            is_file=isinstance(fields[name], models.FileField),
        )
        for name in columns
    ]
    heading = f"{ChangeAct(row.act).label} – {words_for(row.table, before or after)}"
    told = tuple(line for line in lines if line.before or line.after)
    return RowWords(row, heading, told, is_picture=row.table == "core_portalimage")


def _value(table: str, column: str, row: dict[str, Any]) -> str:
    if not row or row.get(column) in (None, ""):
        return ""
    instance: Any = as_instance(table, row)
    field = fields_of(type(instance))[column]
    if isinstance(field, models.FileField):
        return _file(row)
    if isinstance(field, models.ForeignKey):
        return _related(instance, field, row[column])
    if field.choices:
        return str(getattr(instance, f"get_{field.name}_display")())
    value = getattr(instance, field.attname)
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    return dates.short_date(value) if isinstance(value, date) else str(value)


def _related(instance: models.Model, field: models.ForeignKey, key: object) -> str:
    try:
        return str(getattr(instance, field.name))
    except ObjectDoesNotExist:
        return _("mục mới trong cùng đề nghị") if key else ""


def _file(row: dict[str, Any]) -> str:
    stored = StoredFile.objects.filter(pk=row.get("stored_file_id") or 0).first()
    name = row.get("download_name") or row["file"]
    return f"{name} (SHA-256: {stored.served_sha256[:16]}…)" if stored else str(name)
