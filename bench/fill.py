"""Fill a site's tables with many pages at once: what years of publishing would leave."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F
from wagtail.models import Page

from bench.content import Article

BATCH = 2_000
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def child_path(parent: Page, number: int) -> str:
    """Return treebeard's path of a parent's child, counted from 1."""
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
    return parent.path + digits.rjust(4, "0")


def body_json(article: Article, picture: int | None = None) -> str:
    """Return a stored stream of paragraphs, below a picture if one is given."""
    html = "".join(f"<p>{paragraph}</p>" for paragraph in article.paragraphs)
    blocks: list[dict[str, Any]] = [{"type": "paragraph", "value": html, "id": str(article.number)}]
    if picture is not None:
        blocks.insert(0, {"type": "picture", "value": {"image": picture, "caption": ""}, "id": "picture"})
    return json.dumps(blocks)


def add_pages(model: type[Page], pairs: Iterable[tuple[Page, Article]]) -> Iterator[tuple[Page, Article]]:
    """Store the base rows of live pages below their parents and yield each with its article."""
    content_type = ContentType.objects.get_for_model(model)
    counts: dict[int, int] = {}
    parents: dict[int, Page] = {}
    batch: list[tuple[Page, Article]] = []
    for parent, article in pairs:
        parents[parent.pk] = parent
        counts[parent.pk] = number = counts.get(parent.pk, 0) + 1
        batch.append((_page(parent, article, number, content_type), article))
        if len(batch) == BATCH:
            yield from _stored(batch)
            batch = []
    yield from _stored(batch)
    for pk, count in counts.items():
        Page.objects.filter(pk=pk).update(numchild=F("numchild") + count)


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Copy rows into a table."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def index_for_wagtail(model: type[Page], config: str, table: str, body_column: str) -> None:
    """Write the entries of Wagtail's own search index for every page of a type."""
    content_type = ContentType.objects.get_for_model(model)
    with connection.cursor() as cursor:
        cursor.execute(
            # Table and column come from this package, never from outside.
            f"""
            INSERT INTO wagtailsearch_indexentry
                (content_type_id, object_id, title, autocomplete, body, title_norm, title_text, body_text)
            SELECT %s, page.id::text, setweight(to_tsvector(%s, page.title), 'A'), to_tsvector(%s, page.title),
                   to_tsvector(%s, own.{body_column}), 1.0, page.title, ''
            FROM wagtailcore_page page JOIN {table} own ON own.page_ptr_id = page.id
            """,
            [content_type.pk, config, config, config],
        )


@contextmanager
def without_gin(table: str) -> Iterator[None]:
    """Drop the search indexes of a table while it is filled; they are built once, at the end."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexdef LIKE %s",
            [table, "%USING gin%"],
        )
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        for _name, definition in indexes:
            cursor.execute(definition)


def analyse() -> None:
    """Let the planner know the tables as autovacuum would have."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def run_in_batches(items: Iterable[Any], store: Callable[[list[Any]], None]) -> None:
    """Hand items to ``store`` in lists of BATCH."""
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH:
            store(batch)
            batch = []
    if batch:
        store(batch)


def _page(parent: Page, article: Article, number: int, content_type: ContentType) -> Page:
    return Page(
        path=child_path(parent, number),
        depth=parent.depth + 1,
        title=article.title,
        draft_title=article.title,
        slug=article.slug,
        url_path=f"{parent.url_path}{article.slug}/",
        content_type=content_type,
        live=True,
        locale_id=parent.locale_id,
        first_published_at=article.published_at,
        last_published_at=article.published_at,
    )


def _stored(batch: list[tuple[Page, Article]]) -> Iterator[tuple[Page, Article]]:
    Page.objects.bulk_create([page for page, _ in batch])
    yield from batch
