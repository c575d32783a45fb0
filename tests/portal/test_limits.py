"""Limits are published as they are, bodies are cut off before they are read, and too much is said honestly."""

import pytest
from django.test import RequestFactory

from core.views import too_many
from tests.factories import UserFactory

LARGEST = 256 * 1024


class Unread:
    """A body that nobody may read."""

    def read(self, *_args):
        pytest.fail("the body was read")

    readline = read


def test_the_page_of_limits_says_what_the_settings_say(client, site_tree, settings):
    settings.SUBMISSION_LIMITS = {"": settings.SUBMISSION_LIMITS[""] | {"address": (31, 420)}}
    text = client.get("/gioi-han-gui/").content.decode()
    assert "31 lượt trong 7\u00a0phút" in text


def test_the_page_of_limits_sets_no_cookie(client, site_tree):
    assert not client.get("/gioi-han-gui/").cookies


@pytest.mark.parametrize("path", ["/", "/tim-kiem/", "/huu-ich/1/", "/khong-co/"])
def test_a_body_that_is_too_large_is_refused_unread(client, site_tree, path):
    answer = client.generic("POST", path, b"", CONTENT_LENGTH=str(LARGEST + 1), **{"wsgi.input": Unread()})
    assert answer.status_code == 413
    assert "quá lớn" in answer.content.decode()


@pytest.mark.parametrize("length", ["-1", "abc", "1e9", "²"])
def test_a_length_that_is_no_number_is_refused(client, site_tree, length):
    assert client.generic("POST", "/", b"", CONTENT_LENGTH=length).status_code == 413


def test_a_form_may_take_less_than_the_others(client, site_tree):
    home = site_tree.home.pk
    assert client.generic("POST", f"/huu-ich/{home}/", b"", CONTENT_LENGTH="32769").status_code == 413
    assert client.generic("POST", f"/huu-ich/{home}/", b"x" * 32768, "text/plain").status_code == 422


def test_the_admin_takes_long_texts(site_tree, client_of):
    body = b"a=" + b"x" * (LARGEST + 1)
    answer = client_of(UserFactory(superuser=True)).post("/quan-tri/", body, "application/x-www-form-urlencoded")
    assert answer.status_code != 413


def test_who_does_something_too_often_learns_how_long_to_wait_and_what_to_do_instead(db):
    answer = too_many(RequestFactory().get("/"), retry_after=95)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "95"
    assert "2\u00a0phút" in answer.content.decode()
