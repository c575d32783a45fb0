"""The statements behind every public page, written once.

Django takes longer to compose one of these anew for each request than PostgreSQL takes to answer it; a page
asks for three or four. Everything else goes through the query set.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, models

if TYPE_CHECKING:
    from core.models.pages import BasePage
    from core.models.published import PublishedItem

SEARCH_COLUMNS = ("search_text", "search_vector", "search_pairs")
JSON_COLUMNS = frozenset({"notices"})  # a cursor hands them over as text
NEWEST_FIRST = "ORDER BY listed_at DESC, page_id DESC"


@cache
def narrow_columns() -> tuple[str, ...]:
    """Return the columns of the register without the wide ones of search."""
    fields = apps.get_model("core", "PublishedItem")._meta.concrete_fields
    return tuple(field.attname for field in fields if field.name not in SEARCH_COLUMNS)


@cache
def narrow_select() -> str:
    """Return ``SELECT ... FROM ...`` of the register without the wide search columns."""
    table = apps.get_model("core", "PublishedItem")._meta.db_table
    return f'SELECT {", ".join(narrow_columns())} FROM "{table}"'  # noqa: S608 (names of the model)


def item_of(row: Sequence[Any]) -> "PublishedItem":
    """Return the item whose narrow columns a row holds."""
    model: Any = apps.get_model("core", "PublishedItem")
    named = zip(narrow_columns(), row, strict=True)
    values = [json.loads(value) if name in JSON_COLUMNS else value for name, value in named]
    item: PublishedItem = model.from_db(connection.alias, narrow_columns(), values)
    return item


def read_items(statement: str, values: Any) -> "list[PublishedItem]":
    """Return the items that a statement for the narrow columns finds."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [item_of(row) for row in cursor.fetchall()]


@cache
def item_at() -> str:
    """Return the statement that finds the item at an address."""
    return f"{narrow_select()} WHERE path = %s"


@cache
def newest_where(column: str, parts: int = 1) -> str:
    """Return the statement that finds the newest listed items for each of so many values of a column.

    It takes a value and a number for each part.
    """
    part = f"({narrow_select()} WHERE {column} = %s AND is_listed {NEWEST_FIRST} LIMIT %s)"
    return " UNION ALL ".join([part] * parts)


def page_to_serve(kind: str, page_id: int) -> "BasePage":
    """Return the page of a type ("news.ResultPage") without the columns that its template does not need.

    Raises the type's ``DoesNotExist`` when there is none.
    """
    model: Any = apps.get_model(kind)
    found: list[BasePage] = read_by_key(model, [page_id], model.serve_deferred)
    if not found:
        raise model.DoesNotExist
    return found[0]


def read_by_key(model: type[models.Model], keys: Iterable[int], deferred: tuple[str, ...] = ()) -> list[Any]:
    """Return the rows of a model that have these keys, without the deferred fields, in no particular order."""
    statement, names, converters = _by_key(model, deferred)
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(keys)])
        rows = [list(row) for row in cursor.fetchall()]
    for row in rows:
        for place, convert in converters:
            row[place] = convert(row[place], None, connection)
    return [model.from_db(connection.alias, names, row) for row in rows]


@cache
def _by_key(
    model: type[models.Model], deferred: tuple[str, ...]
) -> tuple[str, list[str], list[tuple[int, Callable[..., Any]]]]:
    fields = [field for field in model._meta.concrete_fields if field.name not in deferred]
    names = [field.attname for field in fields]
    query = model._default_manager.order_by().values_list(*names).query
    compiled = f'SELECT * FROM ({query}) AS found WHERE "{model._meta.pk.attname}" = ANY(%s)'  # noqa: S608 (names of the model)
    converters = [(place, each) for place, field in enumerate(fields) for each in field.get_db_converters(connection)]
    return compiled, names, converters
