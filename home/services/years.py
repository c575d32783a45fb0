"""The years in which a section has items: one look into the index for each year, however many items there are."""

from functools import cache

from django.db import connection

from core.lib import clock, dates
from core.models import PublishedItem
from core.models.published_queryset import LEVEL_COLUMNS
from home.models import SectionPage
from home.page_forms import FIRST_YEAR


def years_of(section: SectionPage) -> list[int]:
    """Return the calendar years (Hanoi) of a section's dated items, newest first, next year included (one query)."""
    last = dates.local_date(clock.now()).year + 1
    with connection.cursor() as cursor:
        cursor.execute(_statement(LEVEL_COLUMNS[section.section_level]), [FIRST_YEAR, last, section.pk])
        return [year for (year,) in cursor.fetchall()]


@cache
def _statement(column: str) -> str:
    return f"""
        SELECT year FROM generate_series(%s, %s) AS year
        WHERE EXISTS (
            SELECT FROM "{PublishedItem._meta.db_table}"
            WHERE "{column}" = %s AND is_listed AND is_dated
            AND listed_at >= make_timestamptz(year, 1, 1, 0, 0, 0, '{dates.HANOI.key}')
            AND listed_at < make_timestamptz(year + 1, 1, 1, 0, 0, 0, '{dates.HANOI.key}')
        )
        ORDER BY year DESC
    """  # noqa: S608 (names of the model)
