"""The first page of the admin asks for a person's rights once, however many panels and menu entries want to know."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import CAST


@pytest.mark.parametrize("name", [person.username for person in CAST if person.username != "collaborator"])
def test_the_rights_of_a_person_are_asked_once(name, people, client_of, site_tree):
    client = client_of(getattr(people, name))
    client.get("/quan-tri/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/quan-tri/").status_code == 200
    asked = [one["sql"] for one in queries if "accounts_membership" in one["sql"] and "auth_permission" in one["sql"]]
    assert len(asked) <= 1
