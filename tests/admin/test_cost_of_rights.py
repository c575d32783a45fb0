"""What asking for rights and the second factor adds to a page of the admin: at most two queries (issue 3, Speed)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import ResultPageFactory
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db

ABOUT_RIGHTS = ("auth_permission", "accounts_membership", "mfa_", "usersessions_", "axes_", "socialaccount_")
# A plain Wagtail asks these four itself: rights of the person, of the groups, on pages, on collections.
OF_WAGTAIL = (
    'WHERE "accounts_user_user_permissions"."user_id"',
    '"auth_group_permissions"',
    'FROM "wagtailcore_grouppagepermission"',
    'FROM "wagtailcore_groupcollectionpermission"',
)
MOST_OF_OURS = 2


def asked_for_rights(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries if any(table in query["sql"] for table in ABOUT_RIGHTS)]


def of_wagtail(statement):
    return "accounts_membership" not in statement and any(mark in statement for mark in OF_WAGTAIL)


@pytest.mark.parametrize("name", ["editor", "leader", "city_office", "agency_officer"])
def test_rights_and_second_factor_take_two_queries_beside_those_of_wagtail(people, site_tree, name):
    client, page = signed_in(getattr(people, name)), ResultPageFactory(owner=getattr(people, name))
    addresses = ["/quan-tri/", f"/quan-tri/pages/{page.get_parent().pk}/", f"/quan-tri/pages/{page.pk}/edit/"]
    for address in [*addresses, "/quan-tri/documents/", "/quan-tri/change_requests/"]:
        asked = asked_for_rights(client, address)
        assert asked
        assert len(asked) == len(set(asked)), address
        assert len([one for one in asked if not of_wagtail(one)]) <= MOST_OF_OURS, address
