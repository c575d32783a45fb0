"""What allauth and Django tell about signing in, written into the session."""

from typing import Any

from allauth.account.signals import authentication_step_completed
from allauth.mfa.signals import authenticator_used
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from accounts.services import sessions
from core.lib import clock


@receiver(user_logged_in)
def start_clock(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    sessions.begin(request.session, user, now=clock.now())


@receiver(authentication_step_completed)
def note_step(sender: Any, request: HttpRequest, user: User, method: str, **kwargs: Any) -> None:
    """Each step changes what the session is good for, so its id changes too."""
    if method == "password":
        sessions.note_password(request.session, user, now=clock.now())
    sessions.renew_key(request.session)


@receiver(authenticator_used)
def note_factor(sender: Any, request: HttpRequest, user: User, authenticator: Any, **kwargs: Any) -> None:
    sessions.note_factor(request.session, user, authenticator.type, now=clock.now())
