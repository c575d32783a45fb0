"""What allauth, axes and Django tell about signing in: into the session and into the audit chain."""

from typing import Any

from allauth.account.signals import authentication_step_completed, password_changed, password_reset
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from accounts.services import attempts, sessions, sign_in_log
from core.enums import AuditAct
from core.lib import clock

FIRST_FACTORS = {"password", "socialaccount"}


@receiver(user_logged_in)
def start_clock(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    now = clock.now()
    sessions.begin(request.session, user, now=now)
    sign_in_log.succeeded(user, how=sessions.how(request.session), now=now)


@receiver(user_logged_out)
def note_end(sender: Any, request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        sign_in_log.ended(user, now=clock.now())


@receiver(authentication_step_completed)
def note_step(sender: Any, request: HttpRequest, user: User, method: str, **kwargs: Any) -> None:
    """Each step changes what the session is good for, so its id changes too."""
    if method in FIRST_FACTORS:
        sessions.note_password(request.session, user, now=clock.now())
    sessions.renew_key(request.session)


@receiver(authenticator_used)
def note_factor(sender: Any, request: HttpRequest, user: User, authenticator: Any, **kwargs: Any) -> None:
    sessions.note_factor(request.session, user, authenticator.type, now=clock.now())


@receiver(authentication_failed)
def count_wrong_code(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    attempts.count_wrong_code(request, user.get_username(), step="code")


@receiver(user_login_failed)
def note_failure(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    # Who is locked out already fills no chain.
    if not getattr(request, "axes_locked_out", False):
        step = str(credentials.get("step", "password"))
        sign_in_log.failed(str(credentials.get("username", ""))[:150], step=step, now=clock.now())


@receiver(user_locked_out)
def note_lock(sender: Any, request: HttpRequest, username: str, **kwargs: Any) -> None:
    # Axes says it again at every further attempt; only the one that was counted is news.
    if getattr(request, "axes_failures_since_start", None):
        sign_in_log.locked(username, now=clock.now())


@receiver(password_changed)
def note_new_password(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    sign_in_log.password_changed(user, act=AuditAct.PASSWORD_CHANGED, now=clock.now())


@receiver(password_reset)
def note_reset_password(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    sign_in_log.password_changed(user, act=AuditAct.PASSWORD_RESET, now=clock.now())


@receiver([authenticator_added, authenticator_reset])
def note_new_factor(sender: Any, request: HttpRequest, user: User, authenticator: Any, **kwargs: Any) -> None:
    sign_in_log.factor_changed(user, act=AuditAct.FACTOR_ADDED, kind=authenticator.type, now=clock.now())


@receiver(authenticator_removed)
def note_lost_factor(sender: Any, request: HttpRequest, user: User, authenticator: Any, **kwargs: Any) -> None:
    sign_in_log.factor_changed(user, act=AuditAct.FACTOR_REMOVED, kind=authenticator.type, now=clock.now())
