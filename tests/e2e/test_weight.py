"""A page is light: few requests, few bytes, and none to a third party (``open_page`` watches that in every test)."""

import brotli
import pytest

from tests.e2e.addresses import ARTICLE, REGULATION

pytestmark = pytest.mark.browser

MOST_BYTES_OF_AN_ARTICLE = 120_000
MOST_REQUESTS = 12
BROTLI_QUALITY = 5  # what a server spends on a page while the reader waits


def weigh(open_page, path):
    """Return the compressed size in bytes and the kind of everything a first visit loads, pictures left out."""
    page = open_page("/suc-khoe/")
    loaded = []
    page.on("response", lambda answer: loaded.append(answer))
    page.goto(path, wait_until="networkidle")
    parts = [(answer.request.resource_type, answer.body()) for answer in loaded]
    return [
        (kind, len(body) if kind == "font" else len(brotli.compress(body, quality=BROTLI_QUALITY)))
        for kind, body in parts
        if kind != "image"
    ]


@pytest.mark.parametrize("path", [ARTICLE, REGULATION, "/"], ids=["article", "regulation", "home"])
def test_a_page_without_its_pictures_is_light(open_page, path):
    parts = weigh(open_page, path)
    kinds = {kind for kind, _size in parts}
    assert {"document", "stylesheet", "script", "font"} <= kinds
    assert sum(size for _kind, size in parts) <= MOST_BYTES_OF_AN_ARTICLE
    assert len(parts) <= MOST_REQUESTS
