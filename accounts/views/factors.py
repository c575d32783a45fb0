"""Adding and removing devices: only just after the second factor was shown, and never the last one (R9.4-1)."""

from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as mfa_views
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as webauthn_views
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.forms.entrance import AppForm, KeyForm, KeyNameForm
from accounts.services import sessions
from core.lib import clock

NEXT = "portal_next"


@method_decorator(never_cache, name="dispatch")
@method_decorator(login_required, name="dispatch")
class JustConfirmedMixin:
    """Ask for the second factor again unless it was shown a few minutes ago, for the code where there is none."""

    request: Any

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if not sessions.may_change_devices(request, user, now=clock.now()):
            if not sessions.has_factor(user) and not sessions.needs_no_code(user):
                return redirect("enrol_second_factor")
            raise ReauthenticationRequired
        view: Any = super()
        answer: HttpResponse = view.dispatch(request, *args, **kwargs)
        return answer


class DeviceAddedMixin:
    """A new device counts as shown: its owner has just used it."""

    device_type: str
    request: Any

    def form_valid(self, form: Any) -> HttpResponse:
        view: Any = super()
        answer: HttpResponse = view.form_valid(form)
        sessions.note_factor(self.request.session, self.request.user, self.device_type, now=clock.now())
        sessions.renew_key(self.request.session)
        return answer


@never_cache
@login_required
def second_factor(request: Any) -> HttpResponse:
    """Say what is missing: set up the second factor, or show the one there is."""
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        request.session[NEXT] = wanted
    if sessions.has_factor(request.user):
        answer = redirect("mfa_reauthenticate")
        answer["Location"] += "?" + urlencode({"next": wanted or reverse("mfa_index")})
        return answer
    if not sessions.may_change_devices(request, request.user, now=clock.now()):
        return redirect("account_reauthenticate" if sessions.needs_no_code(request.user) else "enrol_second_factor")
    return render(request, "accounts/second_factor.html")


class SecurityView(mfa_views.IndexView):
    """One's own devices at a glance."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        devices = found["authenticators"]
        codes = devices.get(Authenticator.Type.RECOVERY_CODES)
        return found | {
            "app": devices.get(Authenticator.Type.TOTP),
            "keys": devices.get(Authenticator.Type.WEBAUTHN, []),
            "codes_left": len(codes.get_unused_codes()) if codes else 0,
        }


class AddAppView(JustConfirmedMixin, DeviceAddedMixin, totp_views.ActivateTOTPView):
    """Set up an authenticator app by its picture or its key."""

    device_type = Authenticator.Type.TOTP

    def get_form_class(self) -> type[AppForm]:
        return AppForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        secret = found["form"].secret
        drawing = found["totp_svg"].partition("?>")[2]
        return (
            found
            | {
                "drawing": mark_safe(drawing),  # noqa: S308 - drawn by qrcode out of modules, holds no text
                "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
            }
        )


class RemoveAppView(JustConfirmedMixin, totp_views.DeactivateTOTPView):
    """Remove the app when there is a passkey."""


class AddKeyView(JustConfirmedMixin, DeviceAddedMixin, webauthn_views.AddWebAuthnView):
    """Set up a passkey."""

    device_type = Authenticator.Type.WEBAUTHN

    def get_form_class(self) -> type[KeyForm]:
        return KeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"form": self.get_form()} | super().get_context_data(**kwargs)


class RenameKeyView(JustConfirmedMixin, webauthn_views.EditWebAuthnView):
    """Give a passkey another name."""

    success_url = reverse_lazy("mfa_index")

    def get_form_class(self) -> type[KeyNameForm]:
        return KeyNameForm


class RemoveKeyView(JustConfirmedMixin, webauthn_views.RemoveWebAuthnView):
    """Remove a passkey unless it is the last second factor."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.object):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(self.get_success_url())
        answer: HttpResponse = super().form_valid(form)
        return answer


class RecoveryCodesView(JustConfirmedMixin, code_views.ViewRecoveryCodesView):
    """Recovery codes, once."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {"onward": self.request.session.pop(NEXT, "") or reverse("mfa_index")}


class NewRecoveryCodesView(JustConfirmedMixin, code_views.GenerateRecoveryCodesView):
    """New recovery codes; the old ones die."""

    def form_valid(self, form: Any) -> HttpResponse:
        messages.info(self.request, _("Đã tạo mã dự phòng mới. Mã cũ không còn dùng được."))
        answer: HttpResponse = super().form_valid(form)
        return answer
