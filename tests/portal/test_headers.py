"""Headers: every answer carries the policy of its place, and nothing personal is kept by a cache (docs/security.md)."""

import os
import subprocess
import sys
from base64 import b64encode

import pytest
from django.urls import NoReverseMatch, reverse

from core.enums import Category
from tests.factories import ResultPageFactory, stored_home, stored_section

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "settings.production",
    "SECRET_KEY": "only for a check " * 4,
    "EMAIL_HOST": "localhost",
    "TRUSTED_PROXIES": "unix",
    "AUDIT_HEAD_ADDRESSES": "kiem-tra@example.vn,an-ninh@example.vn",
}


def policy_of(response):
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _space, value in parts}


@pytest.mark.parametrize(
    "path", ["/", "/tim-kiem/?q=mot+cua", "/so-do-trang/", "/en/", "/khong-co/", "/robots.txt", "/rss/"]
)
def test_a_public_answer_carries_the_strict_policy(db, client, path):
    stored_home()
    policy = policy_of(client.get(path))
    assert {name: policy[name] for name in STRICT} == STRICT
    assert "unsafe" not in str(policy)


def test_a_refused_host_gets_the_strict_policy_too(client):
    response = client.get("/", headers={"host": "example.com"})
    assert response.status_code == 400
    assert policy_of(response)["default-src"] == "'none'"


def test_the_admin_lets_itself_be_framed_by_nobody_but_itself(people, client_of):
    policy = policy_of(client_of(people.editor).get("/quan-tri/"))
    assert policy["frame-ancestors"] == "'self'"
    assert policy["default-src"] == "'none'"
    assert "http" not in str(policy)


def test_the_admin_runs_no_inline_script(people, client_of):
    policy = policy_of(client_of(people.editor).get("/quan-tri/"))
    assert policy["script-src"] == "'self'"
    assert policy["script-src-attr"].startswith("'unsafe-hashes' 'sha256-")


def test_a_preview_is_strict_and_may_be_framed_by_the_editor(people, client_of):
    draft = ResultPageFactory(published=False)
    address = reverse("wagtailadmin_pages:view_draft", args=[draft.pk])
    policy = policy_of(client_of(people.editor).get(address))
    assert policy["frame-ancestors"] == "'self'"
    assert policy["style-src"] == "'self'"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/khong-co/", "/quan-tri/login/"])
def test_an_answer_carries_the_header(db, client, path, header, value):
    stored_home()
    assert client.get(path)[header] == value


def test_an_answer_forbids_what_no_page_uses(db, client):
    stored_home()
    policy = client.get("/")["Permissions-Policy"]
    assert "camera=()" in policy
    assert "geolocation=()" in policy


@pytest.mark.parametrize("path", ["/", "/tim-kiem/", "/so-do-trang/", "/quan-tri/", "/quan-tri/account/"])
def test_no_cache_keeps_what_a_person_who_is_signed_in_sees(people, client_of, path):
    kept = client_of(people.editor).get(path)["Cache-Control"]
    assert "no-store" in kept
    assert "public" not in kept


def test_no_cache_keeps_the_sign_in(db, client):
    assert "no-store" in client.get("/quan-tri/login/")["Cache-Control"]


def test_a_public_page_costs_no_query_for_its_headers(db, client, django_assert_num_queries):
    page = ResultPageFactory()
    stored_section(Category.RESULTS)
    client.get(page.public_path)
    with django_assert_num_queries(0):
        assert client.get("/robots.txt")["Content-Security-Policy"]


@pytest.fixture
def run_in_production(tmp_path):
    """Return a function that runs Python with the settings of production and key files made for it."""
    keys = {name: tmp_path / name for name in ("FIELD_KEYS_FILE", "BLIND_INDEX_KEY_FILE")}
    for file in keys.values():
        file.write_bytes(b64encode(os.urandom(32)))
    # The browser tests set this for the whole process as soon as they are collected.
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    env = inherited | PRODUCTION | {name: str(file) for name, file in keys.items()}

    def run(*arguments):
        command = [sys.executable, *arguments]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    return run


def test_the_framework_finds_nothing_to_warn_of_in_production(run_in_production):
    checked = run_in_production("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr


PRINT_PRODUCTION = """
from settings import production as p
print(p.SESSION_COOKIE_NAME, p.SESSION_COOKIE_SECURE, p.SESSION_COOKIE_HTTPONLY, p.SESSION_COOKIE_SAMESITE)
print(p.CSRF_COOKIE_NAME, p.CSRF_COOKIE_SECURE, p.CSRF_COOKIE_HTTPONLY, p.CSRF_COOKIE_SAMESITE)
print(p.SECURE_HSTS_SECONDS, p.CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"])
"""


def test_production_binds_cookies_to_this_host_and_to_https(run_in_production):
    shown = run_in_production("-c", PRINT_PRODUCTION)
    assert shown.stdout.splitlines() == [
        "__Host-session True True Lax",
        "__Host-csrf True True Lax",
        "31536000 True",
    ]


def test_djangos_own_admin_is_not_mounted(settings):
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")
