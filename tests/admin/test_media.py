"""Pictures come with words for those who cannot see them, and files with the text that search needs (RX-3, RX-4)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from core.models import PortalDocument, PortalImage

pytestmark = pytest.mark.django_db


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("anh.png", get_test_image_file().file.getvalue(), "image/png")


def test_a_picture_without_alternative_text_is_refused(admin: Client) -> None:
    response = admin.post(reverse("wagtailimages:add"), {"title": "Ảnh", "file": picture(), "description": ""})
    assert "description" in response.context["form"].errors
    assert not PortalImage.objects.exists()


def test_a_picture_with_alternative_text_is_stored(admin: Client) -> None:
    admin.post(reverse("wagtailimages:add"), {"title": "Ảnh", "file": picture(), "description": "Quầy tiếp dân"})
    assert PortalImage.objects.get().default_alt_text == "Quầy tiếp dân"


def test_pictures_uploaded_together_wait_for_their_alternative_text(admin: Client) -> None:
    response = admin.post(
        reverse("wagtailimages:add_multiple"), {"files[]": picture()}, headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert response.json()["success"]
    assert not PortalImage.objects.exists()


def test_a_picture_uploaded_while_choosing_needs_alternative_text(admin: Client) -> None:
    address = reverse("wagtailimages_chooser:create")
    form = {"image-chooser-upload-title": "Ảnh", "image-chooser-upload-file": picture()}
    assert admin.post(address, form).json()["step"] == "reshow_creation_form"
    assert not PortalImage.objects.exists()


def test_the_text_of_an_uploaded_file_is_read(admin: Client) -> None:
    file = SimpleUploadedFile("ke-hoach.txt", "Kế hoạch cải cách".encode())
    admin.post(reverse("wagtaildocs:add"), {"title": "Kế hoạch", "file": file})
    assert PortalDocument.objects.get().extracted_text == "Kế hoạch cải cách"
