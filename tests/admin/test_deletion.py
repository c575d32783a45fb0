"""What was public is never deleted by any way through the admin, and the editor is told why (Article 6.5, R6.5-1)."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from accounts.models import Role
from core.models import BasePage, PortalDocument, PortalImage
from portal.content.pages import publish
from tests.admin.forms import messages_of
from tests.conftest import SiteTree
from tests.factories import ResultPageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db

KEPT = "lưu trữ vĩnh viễn"


@pytest.fixture
def image() -> PortalImage:
    return PortalImage.objects.create(title="Ảnh", description="Quầy tiếp dân", file=get_test_image_file())


@pytest.fixture
def document() -> PortalDocument:
    return PortalDocument.objects.create(title="Tệp", file=ContentFile(b"Noi dung", "tep.txt"))


def page_with(image: PortalImage, document: PortalDocument, *, published: bool = True) -> BasePage:
    files = {"heading": "Tệp", "files": [document.pk]}
    body = [{"type": "picture", "value": {"image": image.pk, "caption": ""}}, {"type": "files", "value": files}]
    return ResultPageFactory(body=body, published=published)


def test_a_public_page_is_not_deleted(admin: Client) -> None:
    page = StandardPageFactory()
    response = admin.post(reverse("wagtailadmin_pages:delete", args=(page.pk,)))
    assert KEPT in messages_of(response)
    assert Page.objects.filter(pk=page.pk).exists()


def test_a_page_that_was_taken_down_is_not_deleted(admin: Client) -> None:
    page = StandardPageFactory()
    page.unpublish()
    assert KEPT in messages_of(admin.post(reverse("wagtailadmin_pages:delete", args=(page.pk,))))
    assert Page.objects.filter(pk=page.pk).exists()


def test_a_page_with_pages_below_it_is_not_deleted(admin: Client) -> None:
    above = StandardPageFactory(published=False)
    StandardPageFactory(parent=above, published=False)
    response = admin.post(reverse("wagtailadmin_pages:delete", args=(above.pk,)))
    assert "bên trong còn trang khác" in messages_of(response)
    assert Page.objects.filter(pk=above.pk).exists()


def test_a_draft_that_was_never_public_can_be_deleted(admin: Client) -> None:
    page = StandardPageFactory(published=False)
    admin.post(
        reverse("wagtailadmin_pages:delete", args=(page.pk,)), {"confirm_site_name": "Cải cách hành chính Hà Nội"}
    )
    assert not Page.objects.filter(pk=page.pk).exists()


def test_pages_are_not_deleted_together_when_one_was_public(admin: Client) -> None:
    draft, public = StandardPageFactory(published=False), StandardPageFactory()
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
    response = admin.post(f"{address}?id={draft.pk}&id={public.pk}&next=/quan-tri/")
    assert KEPT in messages_of(response)
    assert Page.objects.filter(pk__in=[draft.pk, public.pk]).count() == 2


def test_the_admin_api_deletes_nothing(admin: Client) -> None:
    page = StandardPageFactory()
    assert admin.delete(f"/quan-tri/api/main/pages/{page.pk}/").status_code in {403, 404, 405}
    assert Page.objects.filter(pk=page.pk).exists()


def test_a_picture_in_use_is_not_deleted(admin: Client, image: PortalImage, document: PortalDocument) -> None:
    page_with(image, document, published=False)
    response = admin.post(reverse("wagtailimages:delete", args=(image.pk,)))
    assert "đang được trang khác sử dụng" in messages_of(response)
    assert PortalImage.objects.filter(pk=image.pk).exists()


def test_a_picture_that_was_public_is_not_deleted(admin: Client, image: PortalImage, document: PortalDocument) -> None:
    page = page_with(image, document)
    page.body = []
    publish(page)
    response = admin.post(reverse("wagtailimages:delete", args=(image.pk,)))
    assert KEPT in messages_of(response)
    assert PortalImage.objects.filter(pk=image.pk, is_public=False).exists()


def test_a_picture_nobody_used_can_be_deleted(admin: Client, image: PortalImage) -> None:
    admin.post(reverse("wagtailimages:delete", args=(image.pk,)))
    assert not PortalImage.objects.filter(pk=image.pk).exists()


def test_a_file_that_was_public_is_not_deleted(admin: Client, image: PortalImage, document: PortalDocument) -> None:
    page_with(image, document).unpublish()
    assert KEPT in messages_of(admin.post(reverse("wagtaildocs:delete", args=(document.pk,))))
    assert PortalDocument.objects.filter(pk=document.pk).exists()


@pytest.mark.parametrize("kind", ["image", "document"])
def test_media_are_not_deleted_together_when_one_is_in_use(
    admin: Client, image: PortalImage, document: PortalDocument, kind: str
) -> None:
    page_with(image, document)
    item = image if kind == "image" else document
    address = reverse("wagtail_bulk_action", args=("core", item._meta.model_name, "delete"))
    response = admin.post(f"{address}?id={item.pk}&next=/quan-tri/")
    assert KEPT in messages_of(response)
    assert type(item).objects.filter(pk=item.pk).exists()


def test_a_deletion_the_database_refuses_is_answered_with_a_message(admin: Client, site_tree: SiteTree) -> None:
    group = Role.objects.get(code="editor").group
    response = admin.post(reverse("wagtailusers_groups:delete", args=(group.pk,)))
    assert response.status_code == 302
    assert "còn dữ liệu khác dùng đến" in messages_of(response)
    assert Group.objects.filter(pk=group.pk).exists()
