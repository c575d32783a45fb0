"""Fixtures of search, feeds and addresses."""

from collections.abc import Callable

import pytest
from django.test import Client

from core.models import PublishedItem

Titles = Callable[..., list[str]]


@pytest.fixture
def titles_found(db: None, client: Client) -> Titles:
    """Return a function that searches as a reader does and gives the titles of the first page, best first."""

    def search(query: str, **parameters: str) -> list[str]:
        response = client.get("/tim-kiem/", {"q": query, **parameters})
        assert response.status_code == 200
        return [hit.item.title for hit in response.context["results"]]

    return search


def paths() -> set[str]:
    """Return every public address but those of year pages, which only lead on."""
    return set(PublishedItem.objects.exclude(kind="home.yearpage").values_list("path", flat=True))
