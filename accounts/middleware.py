"""Who showed a password only is nobody, but on the pages where the second factor is set up or shown (R9.4-1)."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, SESSION_KEY, logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.rules.sign_in import Marks, Standing, is_worth_noting, standing
from accounts.services import sessions
from core.lib import clock

OPEN_TO_HALF = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "second_factor",
        "enrol_second_factor",
        "mfa_activate_totp",
        "mfa_add_webauthn",
    }
)
# The editor's browser asks this by itself every few seconds; it says nothing about a person being there.
SILENT = "wagtailadmin_editing_sessions"


class SignInGuardMiddleware:
    """End sessions in time, and take away the person from a session without a second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Without the cookie the session is not even looked at, so that public pages stay cacheable.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            answer = self._guard(request)
            if answer is not None:
                return answer
        return self.get_response(request)

    def _guard(self, request: HttpRequest) -> HttpResponse | None:
        now = clock.now()
        marks = sessions.read(request.session)
        match standing(marks, sessions.limits(), now=now):
            case Standing.OVER:
                logout(request)
                messages.info(request, _("Phiên làm việc đã kết thúc. Hãy đăng nhập lại."))
            case Standing.HALF:
                return self._hide_person(request)
            case Standing.FULL:
                self._touch(request, marks)
        return None

    def _hide_person(self, request: HttpRequest) -> HttpResponse | None:
        if _name_of(request) in OPEN_TO_HALF:
            return None
        request.user = AnonymousUser()
        is_page = request.method == "GET" and request.headers.get("X-Requested-With") != "XMLHttpRequest"
        if is_page and request.path.startswith(reverse("wagtailadmin_home")):
            query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('second_factor')}?{query}")
        return None

    def _touch(self, request: HttpRequest, marks: Marks | None) -> None:
        now = clock.now()
        if marks and is_worth_noting(marks.seen, now=now) and not _name_of(request).startswith(SILENT):
            sessions.touch(request.session, now=now)


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name or ""
    except Resolver404:
        return ""
