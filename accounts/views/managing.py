"""What a guard of accounts does for people below: close, open, reset, hand out the code of the set-up (R9.4-1)."""

from collections.abc import Callable
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import accounts, enrolment, sessions
from core.lib import clock

LIST = "wagtailusers_users:index"


def _person_below(request: Any, pk: int) -> User:
    """Return the person of an address, after the actor's right, level and own second factor were looked at."""
    now = clock.now()
    person = get_object_or_404(User, pk=pk)
    enrolment.require_may_guard(request.user, person, now=now)
    if not sessions.may_change_devices(request, request.user, now=now):
        raise ReauthenticationRequired
    return person


def reset_second_factor(request: Any, pk: int) -> HttpResponse:
    """Take away every second factor of a person below oneself; asks for one's own first."""
    person = _person_below(request, pk)
    if request.method == "POST":
        return _with_code(request, person, accounts.reset_second_factor)
    return _ask(request, person, "accounts/reset_second_factor.html", _("Đặt lại xác thực bước hai"))


def issue_code(request: Any, pk: int) -> HttpResponse:
    """Show a new code for a person below oneself who has no second factor yet."""
    person = _person_below(request, pk)
    if request.method == "POST":
        return _with_code(request, person, enrolment.issue)
    return _ask(request, person, "accounts/issue_code.html", _("Cấp mã thiết lập bước hai"))


def change_state(request: Any, pk: int) -> HttpResponse:
    """Close or open the account of a person below oneself."""
    person = _person_below(request, pk)
    if request.method == "POST":
        accounts.set_active(person, active=not person.is_active, actor=request.user, now=clock.now())
        words = _("Đã mở tài khoản của %(person)s.") if person.is_active else _("Đã đóng tài khoản của %(person)s.")
        messages.success(request, words % {"person": person})
        return redirect(LIST)
    return _ask(
        request, person, "accounts/change_state.html", _("Đóng tài khoản") if person.is_active else _("Mở tài khoản")
    )


def _ask(request: Any, person: User, template: str, heading: str, **more: Any) -> HttpResponse:
    """Show a page about one person, with the way back to the list."""
    way = [{"url": reverse(LIST), "label": _("Người dùng")}, {"url": "", "label": heading}]
    shown = {"person": person, "heading": heading, "breadcrumbs_items": way, "header_title": heading}
    return render(request, template, shown | {"header_icon": "key"} | more)


def _with_code(request: Any, person: User, act: Callable[..., str]) -> HttpResponse:
    """Show the code of an act once; it is kept nowhere, not in a message either."""
    try:
        code = act(person, actor=request.user, now=clock.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(LIST)
    days = settings.ENROLMENT_CODE_VALID.days
    response = _ask(request, person, "accounts/code_issued.html", _("Mã thiết lập bước hai"), code=code, days=days)
    response["Cache-Control"] = "no-store"
    return response
