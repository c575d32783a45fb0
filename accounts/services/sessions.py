"""What a session remembers of its sign-in, and how sessions end (R9.4-1)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from accounts.models import User
from accounts.rules.sign_in import Limits, Marks, is_just_confirmed

KEY = "portal_sign_in"
DEMO = "demo"
IDENTITY = "idp"
FACTOR_TYPES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def limits() -> Limits:
    """Return the limits of the settings."""
    return Limits(
        idle=settings.SIGN_IN_IDLE,
        absolute=settings.SIGN_IN_ABSOLUTE,
        fresh=settings.SIGN_IN_FRESH,
        enrolment=settings.SIGN_IN_ENROLMENT,
    )


def demo_may_sign_in() -> bool:
    """Return whether demo accounts exist here at all; production has no such setting."""
    return hasattr(settings, "DEMO_SIGN_INS")


def demo_skips_second_factor() -> bool:
    """Return whether demo accounts get in with the password alone, which only ``settings/dev.py`` can say."""
    return demo_may_sign_in() and bool(getattr(settings, "DEMO_SKIPS_SECOND_FACTOR", False))


def read(session: SessionBase) -> Marks | None:
    """Return the marks of a signed-in session; None when it has none, or those of somebody else."""
    stored = session.get(KEY)
    if not isinstance(stored, dict) or "began" not in stored or stored.get("user") != session.get(SESSION_KEY):
        return None
    if stored.get("how") == DEMO and not demo_skips_second_factor():
        return None
    instants = {
        name: datetime.fromisoformat(stored[name])
        for name in ("began", "seen", "password", "factor", "enrolment")
        if stored.get(name)
    }
    return Marks(**instants)


def how(session: SessionBase) -> str:
    """Return by which second factor a session was confirmed: a type of device, "idp", "demo", or nothing."""
    stored = session.get(KEY)
    return str(stored.get("how", "")) if isinstance(stored, dict) else ""


def note_password(session: SessionBase, user: User, *, now: datetime) -> None:
    """Remember that the password was right just now."""
    _update(session, user, password=now.isoformat())


def note_factor(session: SessionBase, user: User, how: str, *, now: datetime) -> None:
    """Remember that a second factor was shown just now; ``how`` is its type."""
    _update(session, user, factor=now.isoformat(), how=how)


def note_enrolment(session: SessionBase, user: User, *, now: datetime) -> None:
    """Remember that the code of the first set-up was right just now."""
    _update(session, user, enrolment=now.isoformat())


def begin(session: SessionBase, user: User, *, now: datetime) -> None:
    """Start the clock of a session at the moment of signing in."""
    _update(session, user, began=now.isoformat(), seen=now.isoformat())
    if user.is_demo and demo_skips_second_factor() and not session[KEY].get("factor") and not has_factor(user):
        note_factor(session, user, DEMO, now=now)


def touch(session: SessionBase, *, now: datetime) -> None:
    """Write that the session is alive, in the session and in the list of sessions."""
    session[KEY] = session[KEY] | {"seen": now.isoformat()}
    UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=now)


def renew_key(session: SessionBase) -> None:
    """Give a session a new id after its level has changed, and keep it in the list of sessions."""
    before = session.session_key
    session.cycle_key()
    if before:
        UserSession.objects.filter(session_key=before).update(session_key=session.session_key)


def has_factor(user: User) -> bool:
    """Return whether a person has an app or a passkey; recovery codes alone are none."""
    return Authenticator.objects.filter(user=user, type__in=FACTOR_TYPES).exists()


def may_change_devices(request: HttpRequest, user: User, *, now: datetime) -> bool:
    """Return whether this session was confirmed recently enough to add or remove devices."""
    marks = read(request.session)
    return marks is not None and is_just_confirmed(
        marks, limits(), has_factor=has_factor(user), password_is_enough=needs_no_code(user), now=now
    )


def needs_no_code(user: User) -> bool:
    """Return whether somebody may set up the first second factor with the password alone: demo accounts, off line."""
    return user.is_demo and demo_may_sign_in()


def end_sessions(user: User, *, keep: str | None = None) -> int:
    """End every session of a person but the one with the key ``keep``, and return their number."""
    return end(UserSession.objects.filter(user=user).exclude(session_key=keep or ""))


def end(found: Iterable[UserSession]) -> int:
    """End the sessions and return their number."""
    number = 0
    for one in found:
        one.end()
        number += 1
    return number


def _update(session: SessionBase, user: User, **values: Any) -> None:
    stored = session.get(KEY)
    if not isinstance(stored, dict) or stored.get("user") != str(user.pk):
        stored = {"user": str(user.pk)}
    session[KEY] = stored | values
