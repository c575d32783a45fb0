"""What a supplier's browser remembers: its draft, and the entry whose code was shown; signed, for these pages only."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PATH = "/cung-cap-thong-tin/"
DRAFT, FOLLOWED = "supply-draft", "supply-entry"
DRAFT_AGE = timedelta(days=7)
"""Longer than any draft is kept: the rule value decides, the cookie only leads there."""
FOLLOWED_AGE = timedelta(hours=1)


def draft_id(request: HttpRequest) -> UUID | None:
    """Return the draft that the browser brings along, or None for a cookie that is none of ours."""
    value = _read(request, DRAFT, DRAFT_AGE)
    return UUID(value) if value else None


def followed_id(request: HttpRequest) -> int | None:
    """Return the entry whose code this browser has shown within the hour, or None."""
    value = _read(request, FOLLOWED, FOLLOWED_AGE)
    return int(value) if value else None


def remember_draft(response: HttpResponse, pk: UUID) -> None:
    """Have the browser bring the draft along."""
    _write(response, DRAFT, str(pk), DRAFT_AGE)


def remember_followed(response: HttpResponse, pk: int) -> None:
    """Have the browser show the entry without its code for an hour."""
    _write(response, FOLLOWED, str(pk), FOLLOWED_AGE)


def forget_draft(response: HttpResponse) -> None:
    """Take the draft away from the browser."""
    response.delete_cookie(DRAFT, path=PATH, samesite="Lax")


def _read(request: HttpRequest, name: str, age: timedelta) -> str:
    return str(request.get_signed_cookie(name, default="", salt=name, max_age=age) or "")


def _write(response: HttpResponse, name: str, value: str, age: timedelta) -> None:
    response.set_signed_cookie(
        name,
        value,
        salt=name,
        max_age=age,
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
