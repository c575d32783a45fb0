"""Whoever guesses the address of a file that no public page uses gets nothing (R3.9-5)."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from core.lib import clock
from core.models import PortalDocument, PortalImage
from tests.core.uploads import harmless
from tests.factories import ResultPageFactory

pytestmark = pytest.mark.django_db


def make_document(name, content):
    return PortalDocument.objects.create(title="Tệp", file=ContentFile(content, name))


def make_picture(name, content):
    return PortalImage.objects.create(title="Ảnh", description="Ảnh", file=ContentFile(content, name))


def block_of(media):
    if isinstance(media, PortalImage):
        return {"type": "picture", "value": {"image": media.pk, "caption": ""}}
    return {"type": "files", "value": {"heading": "Tệp", "files": [media.pk]}}


MEDIA = {
    "document": lambda: make_document("a.pdf", harmless.pdf()),
    "film": lambda: make_document("a.mp4", harmless.mp4()),
    "drawing as a document": lambda: make_document("a.svg", harmless.SVG),
    "picture": lambda: make_picture("a.png", harmless.picture()),
    "drawing": lambda: make_picture("a.svg", harmless.SVG),
}


@pytest.fixture(params=MEDIA)
def media(request):
    return MEDIA[request.param]()


def address_of(media):
    if isinstance(media, PortalImage):
        return f"/media/{media.get_rendition('width-480').file.name}"
    return media.url


def status(client, address, **headers):
    answer = client.get(address, headers=headers)
    if answer.streaming:
        b"".join(answer)
    for close in answer._resource_closers:
        close()
    return answer.status_code


def test_what_no_page_uses_is_not_there(client, media):
    assert status(client, address_of(media)) == 404


def test_a_draft_makes_nothing_public(client, media):
    ResultPageFactory(body=[block_of(media)], published=False)
    assert status(client, address_of(media)) == 404


def test_before_its_day_a_page_makes_nothing_public(client, media):
    page = ResultPageFactory(body=[block_of(media)], published=False)
    page.go_live_at = clock.now() + timedelta(days=2)
    page.save_revision().publish()
    assert not page.__class__.objects.get(pk=page.pk).live
    assert status(client, address_of(media)) == 404


def test_it_is_there_while_a_public_page_uses_it_and_gone_afterwards(client, media):
    page = ResultPageFactory(body=[block_of(media)])
    address = address_of(media)
    assert status(client, address) == 200
    page.unpublish()
    assert status(client, address) == 404
    assert status(client, address, range="bytes=0-1") == 404
    assert status(client, address, **{"if-none-match": "*"}) == 404


def test_the_picture_in_full_size_is_never_public(client):
    picture = make_picture("a.png", harmless.picture())
    ResultPageFactory(body=[block_of(picture)])
    assert status(client, f"/media/{picture.file.name}") == 404
    assert status(client, picture.file.url) == 404


def test_untouched_originals_have_no_address(client, media):
    stored = media.stored_file
    ResultPageFactory(body=[block_of(media)])
    for name in {stored.original, stored.served}:
        for above in ("/media/", "/tep/", "/uploads/", "/kept/", "/media/../uploads/kept/"):
            assert client.get(f"{above}{name}", follow=True).status_code in (400, 404)
