"""A page's weight counts what a browser fetches for it, compressed, each file once."""

import gzip

import brotli
import pytest
from django.contrib.staticfiles import finders

from bench.weight import linked_from_css, weigh

HEAD = '<link rel="stylesheet" href="/static/page.css"><link rel="canonical" href="/x/">'
FILES = {
    "page.css": b"@import 'more.css'; a { src: url(../static/face.woff2) } /* url(gone.png) */ b { mask: url(data:x) }",
    "more.css": b".x { color: red } " * 100,
    "face.woff2": bytes(range(200)),
    "page.js": b"let x = 1;\n" * 100,
}


@pytest.fixture(autouse=True)
def files(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(finders, "find", lambda name: str(tmp_path / name) if name in FILES else None)


def test_style_sheets_bring_their_imports_and_fonts() -> None:
    found = weigh(f'{HEAD}<script src="/static/page.js"></script>')
    assert set(found["files"]) == {"the page", *(f"/static/{name}" for name in FILES)}
    assert found["requests"] == 5


def test_text_is_weighed_compressed_and_fonts_as_they_are() -> None:
    files = weigh(HEAD)["files"]
    assert files["the page"] == len(gzip.compress(HEAD.encode(), 6))
    assert files["/static/more.css"] == len(brotli.compress(FILES["more.css"])) < len(FILES["more.css"])
    assert files["/static/face.woff2"] == 200


def test_a_preloaded_font_counts_once() -> None:
    once, twice = weigh(HEAD), weigh(f'{HEAD}<link rel="preload" href="/static/face.woff2" as="font">')
    assert once["requests"] == twice["requests"]


def test_pictures_count_as_requests_but_weigh_nothing() -> None:
    bare, with_picture = weigh(HEAD), weigh(f'{HEAD}<img src="/media/images/a.jpg">')
    assert with_picture["requests"] == bare["requests"] + 1
    assert set(with_picture["files"]) == set(bare["files"])


def test_a_missing_file_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match=r"gone\.css"):
        weigh('<link rel="stylesheet" href="/static/gone.css">')


def test_addresses_in_a_style_sheet_are_relative_to_it() -> None:
    assert linked_from_css("/static/css/a.css", "@import url('b.css'); i { src: url(../f.woff2) }") == [
        "/static/css/b.css",
        "/static/f.woff2",
    ]


def test_an_italic_font_counts_only_on_a_page_with_italics(tmp_path) -> None:
    (tmp_path / "page.css").write_text("@font-face { font-style: italic; src: url(face.woff2) }")
    assert "/static/face.woff2" not in weigh(f"{HEAD}<p>thẳng</p>")["files"]
    assert "/static/face.woff2" in weigh(f"{HEAD}<p><em>nghiêng</em></p>")["files"]
