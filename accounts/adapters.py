"""What allauth asks the portal: who may sign in, what is said, how secrets are kept."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.rules.identity import shows_second_factor
from accounts.services import attempts, browsers, factor_secrets, identity, sessions, sign_in_log, workplace
from accounts.services.browsers import browser_name
from core.lib import clock
from core.services.outbound import OutboundSession

SHOWN_THERE = "portal_second_factor_shown_there"
MAIN_TYPES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by user managers only; limits count a name together with an address."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy("Tên đăng nhập hoặc mật khẩu không đúng."),
        "too_many_login_attempts": gettext_lazy("Đã nhập sai quá nhiều lần. Hãy đợi vài phút rồi thử lại."),
        "rate_limited": gettext_lazy("Đã gửi quá nhiều yêu cầu. Hãy đợi vài phút rồi thử lại."),
        "incorrect_password": gettext_lazy("Mật khẩu không đúng."),
        "enter_current_password": gettext_lazy("Mật khẩu hiện tại không đúng."),
        "invalid_password_reset": gettext_lazy("Liên kết đặt lại mật khẩu không còn dùng được."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        if user.is_demo and not sessions.demo_may_sign_in():
            return self.respond_user_inactive(request, user)
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Tell a person about a browser that was never used for the account before."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if not browsers.is_known(request, user):
            browsers.remember(request, response, user)
            if not user.is_demo:
                agent = browser_name(request.headers.get("User-Agent", ""))
                sign_in_log.new_browser(user, browser=agent, now=clock.now())
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wagtailadmin_home" if request.user.has_perm("wagtailadmin.access_admin") else "mfa_index")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_login_stages(self) -> list[str]:
        theirs = "allauth.mfa.stages.AuthenticateStage"
        stages: list[str] = super().get_login_stages()
        return ["accounts.adapters.SecondStepStage" if stage == theirs else stage for stage in stages]

    def get_client_ip(self, request: HttpRequest) -> str:
        return attempts.address_of(request)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: Any = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Pass on what the portal says itself; allauth's own remarks are English and add nothing."""
        if message:
            super().add_message(request, level, message=message, extra_tags=extra_tags)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return how a person confirms who it is: who has a second factor shows that, not the password."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if any(method["id"] != "reauthenticate" for method in found):
            return [method for method in found if method["id"] != "reauthenticate"]
        return found

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return f"{attempts.counted_username(request, credentials)}|{attempts.counted_address(request)}"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names and errors in Vietnamese; the last second factor stays."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": gettext_lazy(
            "Đây là cách xác thực bước hai cuối cùng nên không bỏ được. Hãy thêm cách khác trước."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Hãy thiết lập xác thực bước hai trước."),
        "incorrect_code": gettext_lazy("Mã không đúng hoặc đã dùng rồi."),
    }

    def encrypt(self, text: str) -> str:
        return factor_secrets.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return factor_secrets.unseal(encrypted_text)

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def get_totp_issuer(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user, type__in=MAIN_TYPES).exclude(pk=authenticator.pk)
        return others.exists()

    def generate_authenticator_name(self, user: Any, *args: Any, **kwargs: Any) -> str:
        number = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count() + 1
        return _("Khóa số {number}").format(number=number)


class SecondStepStage(AuthenticateStage):
    """The second step, unless the identity provider has just signed that it was taken there."""

    def handle(self) -> tuple[Any, bool]:
        if getattr(self.request, SHOWN_THERE, None) == self.login.user.pk:
            return None, True
        answer: tuple[Any, bool] = super().handle()
        return answer


class IdentityAdapter(DefaultSocialAccountAdapter):
    """People of the City's identity provider are tied to accounts that exist; none is made."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        return identity.StrictOpenIDProvider(request, app=self.get_app(request, provider, client_id=client_id))

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Know the providers of the settings only: one in the database could be added by whoever writes there."""
        found = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        apps = [SocialApp(provider="openid_connect", **app) for app in found]
        return [app for app in apps if provider in {None, app.provider, app.provider_id}]

    def get_requests_session(self) -> OutboundSession:
        return OutboundSession()

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie the person to the account that the claims name, and note a second factor shown there."""
        claims, signed = getattr(request, identity.CLAIMS)
        if not sociallogin.is_existing:
            user = identity.find_account(claims)
            if user is None:
                raise ImmediateHttpResponse(render(request, "accounts/no_account.html", status=403))
            sociallogin.connect(request, user)
        user = sociallogin.user
        identity.note_name(user, claims)
        if remark := workplace.note_workplace(user, claims.get(settings.IDENTITY_CLAIMS["agency"]), now=clock.now()):
            messages.warning(request, remark)
        if shows_second_factor(signed, methods=settings.IDENTITY_AMR, contexts=settings.IDENTITY_ACR):
            setattr(request, SHOWN_THERE, user.pk)
            sessions.note_factor(request.session, user, sessions.IDENTITY, now=clock.now())

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        # Nobody is made; what is known of the person is only kept for this request.
        user: User = sociallogin.user
        return user
