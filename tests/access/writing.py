"""Ask every role for every address and write the tables; run by ``tests.access.generate``, never with the tests."""

import os

import pytest

from tests.access import table
from tests.access.world import ROLES

pytestmark = pytest.mark.django_db

BEGINNING = os.environ.get("MATRIX_ONLY", "/")
answers = {}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_asked(world, role):
    listed = [one for one in table.every_address(world) if one.pattern.startswith(BEGINNING)]
    answers[role] = table.ask(world, role, listed)
    assert all(len(asked) == len(listed) for asked in answers[role].values())


def test_the_tables_are_written():
    for method in table.FILES:
        stored = {} if BEGINNING == "/" else table.stored(method)
        kept = {line: row for line, row in stored.items() if not line.startswith(BEGINNING)}
        table.write(method, ROLES, answers, kept)
        assert table.stored(method).keys() == kept.keys() | answers[ROLES[0]][method].keys()
