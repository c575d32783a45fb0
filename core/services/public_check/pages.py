"""Find public pages without an approval, and pages that say something else than what was approved."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import F

from core.models import PublishedItem
from core.models.pages import public_path
from core.services.notices import notices_of
from core.services.public_check.guards import page_tables
from core.services.public_check.parts import part_of_the_check

LIVE = """
    FROM wagtailcore_page page
    LEFT JOIN wagtailcore_revision shown ON shown.id = page.live_revision_id AND shown.object_id = page.id::text
"""


@part_of_the_check
def pages_are_approved() -> Iterator[str]:
    """Yield live pages whose revision nobody approved, or whose words or revision changed since."""
    found = f"""
        SELECT page.id, approval.id IS NULL
        {LIVE}
        LEFT JOIN LATERAL (
            SELECT held.id, held.content_hash FROM core_approval held
            WHERE held.page_id = page.id AND held.revision_id = page.live_revision_id AND held.published_at IS NOT NULL
            ORDER BY held.id DESC LIMIT 1) approval ON true
        WHERE page.live AND NOT core_is_root(page) AND (
            approval.id IS NULL
            OR approval.content_hash NOT IN ('', core_content_hash(shown.content))
            OR page.title IS DISTINCT FROM shown.content->>'title'
            OR page.slug IS DISTINCT FROM shown.content->>'slug'
            OR page.seo_title IS DISTINCT FROM shown.content->>'seo_title'
            OR page.search_description IS DISTINCT FROM shown.content->>'search_description')
        ORDER BY page.id
    """  # noqa: S608 (a part of our own)
    for pk, is_unknown in _rows(found):
        yield f"wagtailcore_page {pk} {'was never approved' if is_unknown else 'differs from what was approved'}"


@part_of_the_check
def page_rows_are_approved() -> Iterator[str]:
    """Yield live pages whose own columns, or rows that belong to them, are not those of the approved revision."""
    for table in page_tables():
        found = f"""
            SELECT page.id, '{table}' {LIVE} JOIN {table} held ON held.page_ptr_id = page.id
            WHERE page.live AND shown.id IS NOT NULL
                AND to_jsonb(jsonb_populate_record(held, core_columns_of('{table}'::regclass, shown.content)))
                    <> to_jsonb(held)
            ORDER BY page.id
        """
        yield from (f"{name} {pk} differs from what was approved" for pk, name in _rows(found))
    for table, name, parent in _tables_of_rows():
        found = f"""
            SELECT page.id, '{table}' {LIVE}
            WHERE page.live AND jsonb_exists(shown.content, '{name}') AND (
                SELECT coalesce(jsonb_agg(to_jsonb(held) - '{{id,sort_order,{parent}}}'::text[]
                    ORDER BY held.sort_order, held.id), '[]')
                FROM {table} held WHERE held.{parent} = page.id
            ) <> (
                SELECT coalesce(jsonb_agg(to_jsonb(jsonb_populate_record(NULL::{table},
                    core_columns_of('{table}'::regclass, listed.fields)))
                    - '{{id,sort_order,{parent}}}'::text[] ORDER BY listed.place), '[]')
                FROM jsonb_array_elements(shown.content->'{name}') WITH ORDINALITY AS listed(fields, place))
            ORDER BY page.id
        """  # noqa: S608 (names that our own triggers carry)
        yield from (f"{name} of page {pk} differ from what was approved" for pk, name in _rows(found))


def _tables_of_rows() -> list[tuple[str, str, str]]:
    """Return table, relation and parent's column of the rows of pages, as the triggers themselves have them."""
    found = _rows(
        "SELECT relname, tgargs FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE tgname = 'core_page_rows_are_approved' ORDER BY relname"
    )
    named = ((table, bytes(given).decode().split("\0")) for table, given in found)
    return [(table, names[0], names[1]) for table, names in named]


def _rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@part_of_the_check
def register_is_as_the_pages() -> Iterator[str]:
    """Yield lines of the register that are not what the page behind them says."""
    lines = PublishedItem.objects.select_related("page").order_by("page_id")
    for item in lines.only("title", "path", "page__title", "page__live", "page__url_path").iterator():
        if not item.page.live:
            yield f"core_publisheditem {item.page_id} has no public page"
        elif (item.title, item.path) != (item.page.title, public_path(item.page)):
            yield f"core_publisheditem {item.page_id} differs from its page"


@part_of_the_check
def notices_are_as_written() -> Iterator[str]:
    """Yield lines of the register whose corrections or mark are not those that were written."""
    lines = PublishedItem.objects.exclude(notices=notices_of(F("page_id"))).order_by("page_id")
    for pk in lines.values_list("page_id", flat=True):
        yield f"core_publisheditem {pk} has other notices than were written"
