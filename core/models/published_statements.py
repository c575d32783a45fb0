"""The statements behind every public page, written once.

Django takes longer to compose one of these anew for each request than PostgreSQL takes to answer it; a page
asks for three. Everything else goes through the query set.
"""

from functools import cache

from django.apps import apps

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
