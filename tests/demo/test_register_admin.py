"""The register of public items in the admin: looked at and exported, never changed by hand."""

import pytest
from django.urls import NoReverseMatch, reverse

from core.models import PublishedItem
from tests.factories import ResultPageFactory, UserFactory

LIST = "so-muc-cong-khai_modeladmin"


@pytest.fixture
def item(people):
    page = ResultPageFactory(title="=Kết quả quý III")
    return PublishedItem.objects.get(page_id=page.pk)


def test_the_auditor_looks_at_the_register(item, people, client_of):
    client = client_of(people.auditor)

    assert "Kết quả quý III" in client.get(reverse(f"{LIST}_index")).content.decode()
    assert client.get(reverse(f"{LIST}_inspect", args=[item.pk])).status_code == 200


@pytest.mark.parametrize("action", ["create", "edit", "delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_changes_the_register_by_hand(action, method, item, client_of):
    url = reverse(f"{LIST}_{action}", args=[] if action == "create" else [item.pk])

    response = getattr(client_of(UserFactory(superuser=True)), method)(url, {"title": "Khác"})

    assert response.status_code in {302, 403}
    assert PublishedItem.objects.get(pk=item.pk).title == "=Kết quả quý III"


def test_the_register_has_no_history_address(item):
    with pytest.raises(NoReverseMatch):
        reverse(f"{LIST}_history", args=[item.pk])


def test_the_export_is_whole_and_harmless(item, people, client_of):
    response = client_of(people.auditor).get(reverse(f"{LIST}_index"), {"export": "csv"})

    assert "'=Kết quả quý III" in b"".join(response.streaming_content).decode()


@pytest.mark.parametrize("query", [{}, {"export": "csv"}])
def test_who_may_not_look_gets_neither_list_nor_export(item, people, client_of, query):
    response = client_of(people.agency_officer).get(reverse(f"{LIST}_index"), query)

    assert response.status_code in {302, 403}
    assert client_of(people.agency_officer).get(reverse(f"{LIST}_inspect", args=[item.pk])).status_code in {302, 403}
