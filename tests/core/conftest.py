"""Real transactions for what only a commit shows, without emptying the tables that other tests count on."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections

AUDIT_TRIGGERS = ("enter", "seal", "refuse_rows")


@pytest.fixture
def real_transactions(db: None) -> Iterator[None]:
    """Commit for good on a second connection, and empty the audit chain afterwards, its guards put back."""
    around_the_test = connections["default"]
    connections["default"] = around_the_test.copy()
    yield
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditevent DISABLE TRIGGER core_audit_refuse_emptying")
        cursor.execute("TRUNCATE core_auditevent")
        for name in AUDIT_TRIGGERS:
            cursor.execute(f"ALTER TABLE core_auditevent ENABLE ALWAYS TRIGGER core_audit_{name}")
    connection.close()
    connections["default"] = around_the_test
