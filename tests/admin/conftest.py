"""Who works in the admin in these tests."""

import pytest
from django.test import Client

from tests.factories import UserFactory
from tests.people import People


@pytest.fixture
def admin() -> Client:
    """Return the browser of somebody with every right."""
    client = Client()
    client.force_login(UserFactory(superuser=True))
    return client


@pytest.fixture
def editor(people: People) -> Client:
    """Return the browser of an editor."""
    client = Client()
    client.force_login(people.editor)
    return client
