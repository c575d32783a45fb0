"""Pictures and files are private until a live page uses them (decision 9)."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.http import FileResponse
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file

from core.models import PortalDocument, PortalImage
from portal.content.pages import publish_latest
from tests.factories import ResultPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def image() -> PortalImage:
    return PortalImage.objects.create(title="Ảnh", description="Bộ phận một cửa", file=get_test_image_file())


@pytest.fixture
def document() -> PortalDocument:
    return PortalDocument.objects.create(title="Tệp", file=ContentFile("Nội dung tệp đính kèm".encode(), "tep.txt"))


def release(response: FileResponse) -> None:
    """Close the file without the end-of-request signal, which would close the test's connection too."""
    for close in response._resource_closers:
        close()


def body_with(image: PortalImage, document: PortalDocument) -> list[dict[str, object]]:
    return [
        {"type": "picture", "value": {"image": image.pk, "caption": ""}},
        {"type": "files", "value": {"heading": "Tệp đính kèm", "files": [document.pk]}},
    ]


def test_a_picture_no_page_uses_is_not_served(client: Client, image: PortalImage) -> None:
    rendition = image.get_rendition("width-100")
    assert client.get(f"/media/{rendition.file.name}").status_code == 404


def test_a_picture_is_served_while_a_live_page_uses_it(
    client: Client, image: PortalImage, document: PortalDocument
) -> None:
    address = f"/media/{image.get_rendition('width-100').file.name}"
    page = ResultPageFactory(body=body_with(image, document), published=False)
    assert client.get(address).status_code == 404
    publish_latest(page)
    response = client.get(address)
    assert response.status_code == 200
    assert response["X-Content-Type-Options"] == "nosniff"
    release(response)
    page.refresh_from_db()
    page.unpublish()
    assert client.get(address).status_code == 404


def test_a_file_is_served_while_a_live_page_uses_it(
    client: Client, image: PortalImage, document: PortalDocument
) -> None:
    assert client.get(document.url).status_code == 404
    page = ResultPageFactory(body=body_with(image, document))
    response = client.get(document.url)
    assert response.status_code == 200
    release(response)
    page.unpublish()
    assert client.get(document.url).status_code == 404


def test_a_picture_of_two_pages_stays_public_while_one_is_live(
    client: Client, image: PortalImage, document: PortalDocument
) -> None:
    first = ResultPageFactory(body=body_with(image, document))
    ResultPageFactory(body=body_with(image, document))
    first.unpublish()
    image.refresh_from_db()
    assert image.is_public


def test_the_original_is_never_public(client: Client, image: PortalImage, document: PortalDocument) -> None:
    ResultPageFactory(body=body_with(image, document))
    assert client.get(f"/media/{image.file.name}").status_code == 404


def test_an_image_needs_an_alternative_text() -> None:
    image = PortalImage(title="Ảnh", file=get_test_image_file())
    with pytest.raises(ValidationError) as error:
        image.full_clean()
    assert "description" in error.value.message_dict


def test_the_text_of_a_file_is_kept_for_search(document: PortalDocument) -> None:
    assert document.extracted_text == "Nội dung tệp đính kèm"


def test_search_reads_the_files_of_a_page(image: PortalImage, document: PortalDocument) -> None:
    page = ResultPageFactory(body=body_with(image, document))
    assert "Nội dung tệp đính kèm" in page.search_body()
