"""Find guarded rows and public files that are not what the book and the upload pipeline say."""

import hashlib
from collections.abc import Iterator

from django.db import connection

from core.models import PortalDocument, PortalImage
from core.services.changes.shown import guarded_columns
from core.services.public_check.parts import part_of_the_check

ONCE_PUBLIC = frozenset({PortalImage._meta.db_table, PortalDocument._meta.db_table})
CHUNK = 1 << 20


@part_of_the_check
def rows_are_as_approved() -> Iterator[str]:
    """Yield rows of guarded tables that are not what the book says: changed, added or gone past the guard."""
    for table, columns in guarded_columns().items():
        name = connection.ops.quote_name(table)
        public = "WHERE one.first_public_at IS NOT NULL" if table in ONCE_PUBLIC else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                WITH book AS (
                    SELECT DISTINCT ON (row_pk) row_pk, act, digest FROM core_shownchange
                    WHERE "table" = %s ORDER BY row_pk, id DESC
                ), present AS (
                    SELECT one.id::text AS row_pk, core_shown_digest(to_jsonb(one), %s) AS digest
                    FROM {name} one {public}
                )
                SELECT coalesce(present.row_pk, book.row_pk), present.row_pk IS NULL, book.row_pk IS NULL
                FROM present FULL JOIN book ON book.row_pk = present.row_pk AND book.act <> 'delete'
                WHERE (present.row_pk IS NOT NULL OR book.act <> 'delete')
                    AND present.digest IS DISTINCT FROM book.digest
                ORDER BY 1
                """,  # noqa: S608 (a guarded table)
                [table, list(columns)],
            )
            for pk, is_gone, is_unknown in cursor.fetchall():
                if not (is_unknown and _follows_a_move(table, pk)):
                    yield f"{table} {pk} {_what(is_gone=is_gone, is_unknown=is_unknown)}"


def _what(*, is_gone: bool, is_unknown: bool) -> str:
    if is_gone:
        return "is gone"
    return "was never approved" if is_unknown else "differs from what was approved"


def _follows_a_move(table: str, pk: str) -> bool:
    """Return whether a row is a redirect that Wagtail made when a page moved."""
    if table != "wagtailredirects_redirect":
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT EXISTS (
                SELECT FROM wagtailredirects_redirect one
                JOIN wagtailcore_site site ON site.id = one.site_id
                JOIN wagtailcore_page root ON root.id = site.root_page_id
                JOIN core_movedaddress moved ON moved.page_id = one.redirect_page_id
                    AND starts_with(moved.old_url_path, root.url_path)
                    AND one.old_path = '/' || rtrim(substr(moved.old_url_path, length(root.url_path) + 1), '/')
                WHERE one.id = %s AND one.automatically_created AND one.redirect_link = '')
            """,
            [pk],
        )
        return bool(cursor.fetchone()[0])


@part_of_the_check
def files_are_as_kept() -> Iterator[str]:
    """Yield public pictures and files whose bytes are not those that the upload pipeline kept."""
    for model in (PortalImage, PortalDocument):
        for media in model.objects.filter(is_public=True).select_related("stored_file").order_by("pk").iterator():
            stored = media.stored_file
            if stored is None or _sha256(media) != stored.served_sha256:
                yield f"{model._meta.db_table} {media.pk} has other bytes than were let in"


def _sha256(media: PortalImage | PortalDocument) -> str:
    digest = hashlib.sha256()
    try:
        with media.file.open("rb") as source:
            for piece in iter(lambda: source.read(CHUNK), b""):
                digest.update(piece)
    except FileNotFoundError:
        return ""
    return digest.hexdigest()
