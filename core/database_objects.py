"""Database objects that models cannot declare."""

from django.db.migrations import RunSQL

CREATE_TEXT_SEARCH_CONFIG = RunSQL(
    """
    CREATE TEXT SEARCH CONFIGURATION portal_unaccent (COPY = simple);
    ALTER TEXT SEARCH CONFIGURATION portal_unaccent
        ALTER MAPPING FOR word, hword, hword_part WITH unaccent, simple;
    """,
    "DROP TEXT SEARCH CONFIGURATION portal_unaccent",
)
