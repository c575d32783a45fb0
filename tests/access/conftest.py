"""One world for the whole module: its making takes as long as asking one role everything."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import get_resolver
from pytest_django import DjangoDbBlocker

from tests.access.world import World, build


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Make the world inside a transaction that is rolled back at the end of the module.

    The addresses are read first: with them the admin's lists register what Wagtail's reference index watches, and
    what is referred to is refused to be deleted in another way.
    """
    assert get_resolver().url_patterns
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
