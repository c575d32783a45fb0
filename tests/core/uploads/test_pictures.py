"""Pictures are drawn anew: upright, without metadata, within bounds; drawings lose what runs."""

import os
import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

from core.lib.files import Limits, Request, inspect
from tests.core.uploads import harmless
from tests.core.uploads.hostile import gif_with_script, svg

MB = 1024 * 1024
# One subprocess draws a picture and tells by how much its memory grew beyond a tiny one's.
MEASURE = """
import sys
from pathlib import Path
from core.lib.files import Limits, Request, inspect
from tests.core.uploads.memory import growth
def draw(path):
    found.append(inspect(Path(path), Request(Path(path).name, staff=True), Limits(), Path(path + ".clean")))
found = []
draw(sys.argv[1])
grown = growth(lambda: draw(sys.argv[2]))
print(found[1].refusal.rule if found[1].refusal else "ok", grown)
"""


@pytest.fixture
def clean(tmp_path):
    def clean(name, content):
        path, target = tmp_path / "sent", tmp_path / "clean"
        path.write_bytes(content)
        found = inspect(path, Request(name, staff=True), Limits(), target)
        assert found.refusal is None
        return target.read_bytes()

    return clean


def with_exif(orientation=1):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera of a citizen"
    exif.get_ifd(0x8825)[2] = (21.0, 1.0, 42.0)  # latitude
    buffer = BytesIO()
    picture = Image.new("RGB", (60, 40), "white")
    picture.paste("black", (0, 0, 30, 40))
    picture.save(buffer, "JPEG", exif=exif, comment=b"secret", quality=95)
    return buffer.getvalue()


def test_place_camera_and_comments_are_gone(clean):
    content = clean("a.jpg", with_exif())
    assert b"Exif" not in content
    assert b"Camera" not in content
    assert b"secret" not in content


def test_a_picture_taken_upright_stays_upright(clean):
    with Image.open(BytesIO(clean("a.jpg", with_exif(6)))) as picture:
        assert picture.size == (40, 60)
        assert picture.getpixel((20, 5))[0] < 60 < 200 < picture.getpixel((20, 55))[0]


def test_a_passenger_behind_the_picture_is_gone(clean):
    assert b"<script>" not in clean("a.gif", gif_with_script())


def test_text_chunks_of_a_png_are_gone(clean):
    content = harmless.picture()
    chunk = harmless.png_chunk(b"tEXt", b"Author\x00Nguyen Van A")
    assert b"Nguyen" not in clean("a.png", content[:33] + chunk + content[33:])


def test_transparency_stays(clean):
    with Image.open(BytesIO(clean("a.png", harmless.picture(mode="RGBA")))) as picture:
        assert picture.mode == "RGBA"


def test_an_animation_keeps_its_first_frame_only(clean):
    frames = [Image.new("P", (20, 20), number) for number in range(5)]
    buffer = BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    with Image.open(BytesIO(clean("a.gif", buffer.getvalue()))) as picture:
        assert getattr(picture, "n_frames", 1) == 1


def test_a_large_picture_becomes_one_for_screens(clean):
    with Image.open(BytesIO(clean("a.jpg", harmless.picture("JPEG", (6000, 4000))))) as picture:
        assert max(picture.size) <= 2560


@pytest.mark.parametrize(
    "inner",
    [
        b"<script>alert(1)</script>",
        b'<rect onload="alert(1)" width="1" height="1"/>',
        b'<a href="javascript:alert(1)"><rect width="1" height="1"/></a>',
        b"<foreignObject><iframe/></foreignObject>",
        b'<image href="http://evil.example/x"/>',
        b"<style>@import url(http://evil.example/x)</style>",
        b'<use href="http://evil.example/x#y"/>',
    ],
)
def test_a_drawing_loses_everything_that_runs_or_calls(clean, inner):
    content = clean("a.svg", svg(inner)).lower()
    for word in (b"script", b"onload", b"javascript", b"iframe", b"@import", b"url(", b'"http://evil'):
        assert word not in content


def noise(size):
    return Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3))


@pytest.mark.parametrize(("kind", "size"), [("JPEG", (6200, 4650)), ("PNG", (2800, 2340))])
def test_twenty_megabytes_of_picture_take_less_than_sixty_of_memory(tmp_path, kind, size):
    suffix = kind.lower()
    small, large = tmp_path / f"s.{suffix}", tmp_path / f"l.{suffix}"
    small.write_bytes(harmless.picture(kind))
    noise(size).save(large, kind, **({"quality": 80} if kind == "JPEG" else {"compress_level": 1}))
    assert 17 * MB < large.stat().st_size <= 20 * MB
    answer = subprocess.run(
        [sys.executable, "-c", MEASURE, str(small), str(large)], capture_output=True, text=True, check=True
    ).stdout.split()
    assert answer[0] == "ok"
    assert int(answer[1]) < 60 * MB
