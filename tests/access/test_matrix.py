"""Every address × every role answers as the committed tables say (docs/features/access.md)."""

import os

import pytest

from tests.access import table
from tests.access.world import ROLES

pytestmark = pytest.mark.django_db

answers = {}


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_a_role_as_the_table_says(world, role):
    listed = [one for one in table.every_address(world) if one.pattern.startswith(os.environ.get("MATRIX_ONLY", "/"))]
    answers[role] = table.ask(world, role, listed)
    if os.environ.get("WRITE_MATRIX") == "yes":
        pytest.skip("writing the tables")
    found = table.differences(role, answers[role])
    assert not found, "\n".join([*found, table.REGENERATE])


def test_the_tables_are_written_when_asked_for():
    if os.environ.get("WRITE_MATRIX") != "yes":
        pytest.skip("python -m tests.access.generate writes them")
    only = os.environ.get("MATRIX_ONLY")
    for method in table.FILES:
        kept = (
            {}
            if only is None
            else {line: row for line, row in table.stored(method).items() if not line.startswith(only)}
        )
        table.write(method, ROLES, answers, kept)
