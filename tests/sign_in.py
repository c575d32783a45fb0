"""Signing in for tests: the whole way in two steps, or at once where signing in is not what is tested."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpResponse
from django.test import Client

from accounts.services import enrolment, sessions
from core.lib import clock
from tests.people import PASSWORD

SIGN_IN = "/tai-khoan/dang-nhap/"
SECOND_STEP = "/tai-khoan/dang-nhap/buoc-hai/"
ENROLMENT = "/tai-khoan/bao-mat/ma-thiet-lap/"
ADMIN = "/quan-tri/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_at(now: datetime, secret: str = SECRET) -> str:
    """Return the code that an app shows at an instant."""
    return format_hotp_value(hotp_value(secret, int(now.timestamp()) // 30))


def give_app(user: AbstractBaseUser) -> Authenticator:
    """Let a person have set up an app whose key is ``SECRET``, with recovery codes."""
    found: Authenticator = TOTP.activate(user, SECRET).instance
    RecoveryCodes.activate(user)
    return found


def recovery_code(user: AbstractBaseUser) -> str:
    """Return a recovery code that has not been used."""
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    code: str = row.wrap().get_unused_codes()[0]
    return code


def type_password(client: Client, user: AbstractBaseUser, password: str = PASSWORD, next: str = "") -> HttpResponse:  # noqa: A002 - the name in the form
    """Send the first step of signing in."""
    data = {"login": user.get_username(), "password": password} | ({"next": next} if next else {})
    return client.post(SIGN_IN, data)


def enrol(client: Client, user: AbstractBaseUser) -> None:
    """Let a person whose password was right type the code that was handed over."""
    code = enrolment.issue(user, actor=None, now=clock.now())
    client.post(ENROLMENT, {"code": code})


def confirm(client: Client, user: AbstractBaseUser) -> None:
    """Give the session of a signed-in client its second factor."""
    session = client.session
    sessions.note_factor(session, user, "totp", now=clock.now())
    session.save()


def signed_in(user: AbstractBaseUser) -> Client:
    """Return the browser of a person who has passed both steps."""
    client = Client()
    client.force_login(user)
    confirm(client, user)
    return client
