"""Who works in the admin in these tests."""

import pytest
from django.test import Client

from tests.factories import UserFactory
from tests.people import People
from tests.sign_in import signed_in


@pytest.fixture
def admin() -> Client:
    """Return the browser of somebody with every right."""
    return signed_in(UserFactory(superuser=True))


@pytest.fixture
def editor(people: People) -> Client:
    """Return the browser of an editor."""
    return signed_in(people.editor)
