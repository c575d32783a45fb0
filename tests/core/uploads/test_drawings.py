"""Drawings of editors are pictures of the library: cleaned, measured, in every size, served so that nothing runs."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images import get_image_model

from core.lib.files import RefusedError
from core.lib.files.drawings import cleaned
from core.models import PortalImage
from tests.core.uploads.harmless import SVG
from tests.factories import ResultPageFactory, UserFactory
from tests.sign_in import signed_in

HOSTILE = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100">
<metadata>Nguyen Van A</metadata><style>.a{fill:#b00020} @import url(http://evil.example/c)</style>
<script>alert(1)</script><rect class="a" width="100" height="50" style="stroke:#000" onclick="alert(2)"/>
<a xlink:href="javascript:alert(3)"><path d="M0 0L9 9"/></a><image href="http://evil.example/p.png"/>
<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="http://evil.example"/></foreignObject></svg>"""

LARGE = HOSTILE.replace(b"0 0 200 100", b"0 0 2000 1000")


@pytest.mark.parametrize(
    "mark",
    [b"script", b"onclick", b"javascript", b"p.png", b"url(http", b"iframe", b"foreignObject", b"Nguyen", b"@import"],
)
def test_what_runs_loads_or_names_somebody_is_gone(mark):
    assert mark in HOSTILE
    assert mark not in cleaned(HOSTILE)


def test_shapes_and_colours_stay():
    made = cleaned(HOSTILE)
    assert b"fill:#b00020" in made
    assert b"stroke:#000" in made
    assert b'viewBox="0 0 200 100"' in made


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ('viewBox="0 0 200 100"', ("0 0 200 100", "200", "100")),
        ('width="200" height="100"', ("0 0 200 100", "200", "100")),
        ('width="100%" height="100%" viewBox="0 0 200 100"', ("0 0 200 100", "200", "100")),
        ('width="20mm" height="10mm" viewBox="0 0 20 10"', ("0 0 20 10", "75.591", "37.795")),
        ('viewBox="0 0 1.5 0.75"', ("0 0 1.5 0.75", "100", "50")),
        ('width="abc" height="1" viewBox="-5,-5 200 100"', ("-5,-5 200 100", "200", "100")),
        ('viewBox="0 0 200 100" preserveAspectRatio="zz"', ("0 0 200 100", "200", "100")),
    ],
)
def test_a_drawing_has_a_view_box_and_a_size(attributes, told):
    made = cleaned(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><path d="M0 0"/></svg>'.encode()).decode()
    box, width, height = told
    assert f'viewBox="{box}"' in made
    assert f' width="{width}"' in made
    assert f' height="{height}"' in made
    assert "zz" not in made


@pytest.mark.parametrize(
    "attributes",
    ["", 'width="100%"', 'viewBox="x"', 'viewBox="0 0 0 0"', 'width="1e9" height="3"', 'viewBox="0 0 90000 1"'],
)
def test_a_drawing_without_a_sensible_size_is_refused(attributes):
    with pytest.raises(RefusedError) as error:
        cleaned(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes} height="0"><path d="M0 0"/></svg>'.encode())
    assert error.value.finding.rule == "broken"


@pytest.fixture
def admin():
    return signed_in(UserFactory(superuser=True))


def upload(admin, content=HOSTILE, name="ban-do.svg"):
    form = {"title": "Bản đồ", "description": "Bản đồ hành chính", "file": SimpleUploadedFile(name, content)}
    return admin.post(reverse("wagtailimages:add"), form)


@pytest.mark.django_db
def test_an_editor_uploads_a_drawing_and_the_library_holds_the_clean_one(admin):
    upload(admin)
    image = PortalImage.objects.get()
    assert (image.width, image.height) == (200, 100)
    assert image.is_released
    with image.file.open("rb") as file:
        content = file.read()
    assert b"script" not in content
    assert b"fill:#b00020" in content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b'<!DOCTYPE svg [<!ENTITY b "x">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>', "a.svg", "thực thể"),
        (SVG + bytes(3 * 1024 * 1024), "a.svg", "2 MB"),
        (SVG.replace(b"viewBox", b"data-box"), "a.svg", "kích thước"),
        (b"MZ", "a.png", "phần mở rộng .png"),
        (SVG, "a.png", "phần mở rộng .png"),
    ],
)
def test_a_bad_picture_is_told_by_our_rules_at_its_field(admin, content, name, words):
    answer = upload(admin, content, name)
    assert words in answer.context["form"].errors["file"][0]
    assert not PortalImage.objects.exists()


@pytest.mark.django_db
def test_nobody_reads_a_picture_before_the_pipeline_has(admin, monkeypatch):
    def read(*args, **kwargs):
        raise AssertionError("The form must not open what nobody looked at.")

    monkeypatch.setattr("willow.Image.open", read)
    answer = upload(admin, b'<!DOCTYPE svg [<!ENTITY b "x">]><svg>&b;</svg>')
    assert answer.context["form"].errors["file"]


@pytest.mark.django_db
def test_a_page_shows_a_drawing_in_every_size_without_turning_it_into_pixels(client):
    image = get_image_model().objects.create(
        title="Bản đồ", description="Bản đồ hành chính", file=ContentFile(LARGE, "ban-do.svg")
    )
    page = ResultPageFactory(body=[{"type": "picture", "value": {"image": image.pk, "caption": ""}}])
    shown = client.get(page.url).content.decode()
    assert shown.count(".svg") >= 3
    drawn = image.renditions.get(filter_spec="width-480")
    answer = client.get(f"/media/{drawn.file.name}")
    content = b"".join(answer)
    for close in answer._resource_closers:
        close()
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b'width="480"' in content
    assert b'viewBox="0.0 0.0 2000.0 1000.0"' in content
    assert b"script" not in content


@pytest.mark.django_db
def test_a_drawing_without_a_public_page_is_not_served(client):
    image = PortalImage.objects.create(title="A", description="A", file=ContentFile(SVG, "a.svg"))
    drawn = image.get_rendition("width-480")
    for path in (drawn.file.name, image.file.name):
        assert client.get(f"/media/{path}").status_code == 404
