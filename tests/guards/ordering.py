"""Queries without ORDER BY answer in a random order, so that no code relies on the order of chance (style rule 23)."""

from typing import Any

import pytest
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler


def _may_be_shuffled(query: Any) -> bool:
    """Return whether an ORDER BY may be added without changing what the query means."""
    return not (query.subquery or query.combinator or query.distinct or getattr(query, "is_part_of_union", False))


def shuffle_unordered_queries(patch: pytest.MonkeyPatch) -> None:
    """Add ORDER BY RANDOM() to every SELECT that says nothing about its order."""
    get_order_by, get_combinator_sql = SQLCompiler.get_order_by, SQLCompiler.get_combinator_sql

    def marked(self: SQLCompiler, combinator: str, every_row: bool) -> Any:
        for part in self.query.combined_queries:
            part.is_part_of_union = True
        return get_combinator_sql(self, combinator, every_row)

    def shuffled(self: SQLCompiler) -> list[Any]:
        found: list[Any] = get_order_by(self)
        if found or not _may_be_shuffled(self.query):
            return found
        ordering = Random().asc()
        resolved = ordering.resolve_expression(self.query, allow_joins=True, reuse=None)
        sql, params = self.compile(resolved)
        return [(resolved, (sql, params, False))]

    patch.setattr(SQLCompiler, "get_combinator_sql", marked)
    patch.setattr(SQLCompiler, "get_order_by", shuffled)
