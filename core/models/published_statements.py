"""The statements behind every public page, written once.

Django takes longer to compose one of these anew for each request than PostgreSQL takes to answer it; a page
asks for three. Everything else goes through the query set.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, models

if TYPE_CHECKING:
    from core.models.pages import BasePage

SEARCH_COLUMNS = ("search_text", "search_vector", "search_pairs")
NEWEST_FIRST = "ORDER BY listed_at DESC, page_id DESC"


@cache
def narrow_select() -> str:
    """Return ``SELECT ... FROM ...`` of the register without the wide search columns."""
    meta = apps.get_model("core", "PublishedItem")._meta
    columns = (f'"{field.column}"' for field in meta.concrete_fields if field.name not in SEARCH_COLUMNS)
    return f'SELECT {", ".join(columns)} FROM "{meta.db_table}"'  # noqa: S608 (names of the model)


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
    model = apps.get_model(kind)
    fields, statement = _page_by_id(model)  # type: ignore[arg-type]  # a class is hashable
    with connection.cursor() as cursor:
        cursor.execute(statement, [page_id])
        row = cursor.fetchone()
    if row is None:
        raise model.DoesNotExist
    values = [_read(field, value) for field, value in zip(fields, row, strict=True)]
    page: BasePage = model.from_db(connection.alias, [field.attname for field in fields], values)
    return page


@cache
def _page_by_id(model: "type[BasePage]") -> "tuple[list[models.Field[Any, Any]], str]":
    fields = [field for field in model._meta.concrete_fields if field.name not in model.serve_deferred]
    rows = model.objects.filter(pk=0).values_list(*(field.attname for field in fields))
    return fields, str(rows.query.sql_with_params()[0])


def _read(field: "models.Field[Any, Any]", value: object) -> object:
    for convert in field.get_db_converters(connection):
        value = convert(value, None, connection)
    return value
