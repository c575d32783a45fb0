"""The admin's search: finds accented words without accents and stays quick while the archive grows.

Visitors use ``portal.search``; this backend only serves the lists and choosers of the admin.
"""

from typing import Any

from modelsearch.backends.database.postgres.postgres import PostgresIndex, PostgresSearchBackend

TEXT_SEARCH_CONFIG = "portal_unaccent"


class PortalIndex(PostgresIndex):
    """Wagtail's index without the average over all titles that each save would compute."""

    def _refresh_title_norms(self, full: bool = False) -> None:  # noqa: FBT001, FBT002 (overrides)
        if full:
            super()._refresh_title_norms(full=True)


class SearchBackend(PostgresSearchBackend):
    """PostgreSQL search under a configuration that drops accents, autocomplete included."""

    index_class = PortalIndex

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({**params, "SEARCH_CONFIG": TEXT_SEARCH_CONFIG})
        self.autocomplete_config = TEXT_SEARCH_CONFIG
