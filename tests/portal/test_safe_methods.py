"""What is only read answers reading only."""

import pytest

READ_ONLY = ["/rss/", "/atom/", "/sitemap.xml", "/sitemap-0.xml", "/robots.txt", "/so-do-trang/", "/en/", "/suc-khoe/"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*READ_ONLY, "/rss/tin-tuc/", "/atom/tin-tuc/"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_list_for_programs_takes_nothing(client, path, method):
    assert getattr(client, method)(path).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("path", READ_ONLY)
def test_it_is_read_as_before(client, path):
    assert client.get(path).status_code in (200, 404)
    assert client.head(path).status_code == client.get(path).status_code
