"""The prescribed citation stands on every page, to the letter (Article 3.6, T11)."""

import pytest
from django.test import Client

from core.models import PublishedItem
from tests.factories import LegalDocumentPageFactory, ResultPageFactory

EXACT = "Nguồn: Trang thông tin Cải cách hành chính"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", [ResultPageFactory, LegalDocumentPageFactory])
def test_a_page_offers_title_source_and_permanent_link(client: Client, factory: type) -> None:
    page = factory(title="Kết quả quý III")
    expected = f"Kết quả quý III. {EXACT}. https://localhost{page.public_path}"
    assert page.citation == expected
    assert PublishedItem.objects.get(page_id=page.pk).citation == expected
    assert expected in client.get(page.public_path).content.decode()


def test_every_page_states_the_duty_to_cite(client: Client) -> None:
    ResultPageFactory()
    for path in ("/", "/tin-tuc/", "/tim-kiem/", "/so-do-trang/"):
        assert EXACT in client.get(path).content.decode(), path


def test_a_page_takes_no_posts(client: Client) -> None:
    assert client.post(ResultPageFactory().public_path).status_code == 405
