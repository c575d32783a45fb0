"""Every address × every role answers as the committed tables say (docs/features/access.md)."""

import pytest

from tests.access import table
from tests.access.world import ROLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_a_role_as_the_table_says(world, role):
    found = table.differences(role, table.ask(world, role, table.every_address(world)))
    assert not found, "\n".join([*found, table.REGENERATE])
