"""What an address answers to somebody, as one word of the table."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from typing import Any
from unittest.mock import patch

from django.contrib.auth.backends import ModelBackend
from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail.users.models import UserProfile

from accounts.models import User

YES, REDIRECT, SIGN_IN, NO = "yes", "302", "sign-in", "no"
WROTE = "+"
SIGN_IN_PAGES = ("account_login", "second_factor", "wagtailadmin_login")
WRITING = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE)\s+"?(?P<table>\w+)', re.IGNORECASE)
# What Wagtail, Django and allauth note about a visit; it changes nothing that anybody reads or decides on.
NOTES = {
    "account_emailaddress",
    "core_auditevent",
    "django_session",
    "wagtailadmin_editingsession",
    "wagtailusers_userprofile",
}


@contextmanager
def remembering(person: User | None) -> Iterator[None]:
    """Read a person and the rights once: what a request changes is rolled back, so the next would find the same."""
    if person is None:
        yield
        return
    known = User.objects.get(pk=person.pk)
    known.get_all_permissions()
    UserProfile.get_for_user(known)
    with patch.object(ModelBackend, "get_user", lambda _backend, user_id: copy(known)):
        yield


@contextmanager
def without_drawing() -> Iterator[None]:
    """Leave templates undrawn: who may see a page is decided before, and drawing is most of the time.

    Only what a message says is kept, since a refusal is one.
    """

    def undrawn(_template: Template, context: Any = None, request: Any = None, **_other: Any) -> SafeString:
        return SafeString(str(context.get("message", " ")) if isinstance(context, dict) else " ")

    with patch.object(Template, "render", undrawn):
        yield


def outcome(browser: Client, method: str, path: str, form: Mapping[str, object]) -> str:
    """Return the word for what the address answers; whatever it changes is rolled back.

    A plus says that the request wrote something.
    """
    written: set[str] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := WRITING.match(sql):
            written.add(found["table"].lower())
        return execute(sql, params, many, context)

    cookies = browser.cookies.copy()
    with transaction.atomic(), connection.execute_wrapper(note):
        response = browser.post(path, form) if method == "POST" else browser.get(path)
        if response.streaming:
            b"".join(response.streaming_content)
        word = word_for(response)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return f"{word}{WROTE}" if written - NOTES else word


def word_for(response: HttpResponse) -> str:
    """Return the class of an answer."""
    place = response.get("Location", "")
    if response.status_code in {301, 302, 303, 307, 308}:
        if place.startswith(tuple(reverse(name) for name in SIGN_IN_PAGES)):
            return SIGN_IN
        refusal = gettext("Sorry, you do not have permission to access this area.")
        said = {str(message).strip() for message in get_messages(response.wsgi_request)}
        return NO if refusal in said else REDIRECT
    if response.status_code == 403:
        return NO
    return YES if 200 <= response.status_code < 300 else str(response.status_code)
