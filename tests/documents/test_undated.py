"""A document whose day of issue is unknown never shows the day of posting as its own (R0-1)."""

import pytest
from django.test import Client

from core.models import PublishedItem
from tests.factories import LegalDocumentPageFactory

pytestmark = pytest.mark.django_db


def test_a_document_without_date_is_listed_by_the_day_of_posting_and_says_so(client: Client) -> None:
    page = LegalDocumentPageFactory(issued_on=None)
    item = PublishedItem.objects.get(page_id=page.pk)
    assert not item.is_dated
    section = client.get("/van-ban/").content.decode()
    assert "<li>Đăng <time" in section


def test_a_dated_document_shows_its_day_of_issue(client: Client) -> None:
    page = LegalDocumentPageFactory()
    assert PublishedItem.objects.get(page_id=page.pk).is_dated
    section = client.get("/van-ban/").content.decode()
    assert '<li><time datetime="2026-11-03">03/11/2026</time>' in section
    assert "Đăng <time" not in section
