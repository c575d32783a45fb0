"""Signing in, the second step, a forgotten password; allauth's views in the portal's frame."""

from typing import Any

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn_views
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from accounts.forms import PasswordAgainForm


class SignInView(account_views.LoginView):
    """The one way in; who is signed in already is led on."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        ways = [
            {"name": app["name"], "address": reverse("openid_connect_login", args=(app["provider_id"],))}
            for app in apps
        ]
        return found | {"providers": ways}

    def get_authenticated_redirect_url(self) -> str:
        # Without this, somebody who may not enter the admin would be sent back and forth for ever.
        if not self.request.user.has_perm("wagtailadmin.access_admin"):
            return account_views.get_adapter().get_login_redirect_url(self.request)
        address: str = super().get_authenticated_redirect_url()
        return address


class SecondStepView(mfa_views.AuthenticateView):
    """The code of the app, a recovery code or a passkey."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not AxesProxyHandler.is_allowed(request, {"username": self.stage.login.user.get_username()}):
            return locked_out(request)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        kinds = set(Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True))
        return found | {"has_app": Authenticator.Type.TOTP in kinds, "has_keys": Authenticator.Type.WEBAUTHN in kinds}


class PasswordAgainView(account_views.ReauthenticateView):
    """The password once more, before a demo account sets up its first second factor."""

    def get_form_class(self) -> type[PasswordAgainForm]:
        return PasswordAgainForm


class CodeAgainView(mfa_views.ReauthenticateView):
    """A code once more, before devices are changed."""


class KeyAgainView(webauthn_views.ReauthenticateWebAuthnView):
    """A passkey once more, before devices are changed."""


@never_cache
def to_sign_in(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Lead from Wagtail's own sign-in to ours, and keep where the person wanted to go."""
    wanted = request.GET.get("next")
    response = redirect(settings.LOGIN_URL)
    if wanted:
        response["Location"] += "?" + urlencode({"next": wanted})
    return response


def locked_out(request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """Answer a sign-in with too many failures before it: for how long, and what else one can do."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    answer = render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(minutes * 60)
    return answer
