"""No function that guards a table can be led to a temporary table of the same name (security.md, point 2)."""

import pytest
from django.db import DatabaseError, connection, transaction

from core.enums import ApprovalKind
from core.lib import clock
from core.models import Approval
from tests.factories import ResultPageFactory

OPEN_TO_STAND_INS = """
    SELECT function.proname FROM pg_proc function
    WHERE function.pronamespace = current_schema()::regnamespace AND function.prorettype = 'trigger'::regtype
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = function.oid AND deptype = 'e')
      AND NOT coalesce(function.proconfig::text LIKE '%search_path=pg_catalog, %, pg_temp%', false)
    ORDER BY function.proname
"""


def test_every_function_of_a_trigger_reads_our_tables_only(db):
    with connection.cursor() as cursor:
        cursor.execute(OPEN_TO_STAND_INS)
        assert [name for (name,) in cursor.fetchall()] == []


def test_a_temporary_register_of_approvals_makes_nobody_its_owner(site_tree, as_application):
    page = ResultPageFactory(published=False)
    revision = page.save_revision()
    with (
        pytest.raises(DatabaseError, match="Only the set-up may approve"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("CREATE TEMPORARY TABLE core_approval (id int)")
        values = [page.pk, revision.pk, clock.now(), ApprovalKind.SET_UP.value]
        cursor.execute(
            "INSERT INTO public.core_approval (page_id, revision_id, approved_at, kind, answers, content_hash, reason)"
            " VALUES (%s, %s, %s, %s, '[]', '', '')",
            values,
        )
    assert not Approval.objects.filter(page_id=page.pk).exists()
