"""Rows of the audit chain and letters about signing in (R9.4-1); what strangers typed is never stored."""

from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts.models import User
from accounts.notifications import FACTORS_CHANGED, NEW_SIGN_IN, PASSWORD_CHANGED
from core.enums import AuditAct
from core.lib import dates
from core.notifications import Kind
from core.services import audit
from core.services.notifications import notify


@transaction.atomic
def succeeded(user: User, *, how: str, now: datetime) -> None:
    """Record that a person signed in, and by which second factor."""
    audit.record(AuditAct.SIGN_IN_SUCCEEDED, actor=user, subject=user, detail={"factor": how}, now=now)


@transaction.atomic
def failed(username: str, *, step: str, now: datetime) -> None:
    """Record that a password or a code was wrong; a name that nobody has stays out of the chain."""
    user = User.objects.filter(username__iexact=username).order_by("pk").first()
    audit.record(AuditAct.SIGN_IN_FAILED, subject=user, detail={"step": step}, now=now)


@transaction.atomic
def locked(username: str, *, now: datetime) -> None:
    """Record that one name and address have failed too often and must wait."""
    user = User.objects.filter(username__iexact=username).order_by("pk").first()
    audit.record(AuditAct.SIGN_IN_LOCKED, subject=user, now=now)


@transaction.atomic
def ended(user: User, *, now: datetime) -> None:
    """Record that a person signed out."""
    audit.record(AuditAct.SIGN_OUT, actor=user, subject=user, now=now)


@transaction.atomic
def sessions_revoked(user: User, *, number: int, now: datetime) -> None:
    """Record that a person ended other sessions of the own account."""
    audit.record(AuditAct.SESSION_REVOKED, actor=user, subject=user, detail={"number": number}, now=now)


@transaction.atomic
def password_changed(user: User, *, act: AuditAct, now: datetime) -> None:
    """Record a new password, and tell its owner."""
    audit.record(act, actor=user if act == AuditAct.PASSWORD_CHANGED else None, subject=user, now=now)
    _tell(PASSWORD_CHANGED, user, now=now)


@transaction.atomic
def factor_changed(user: User, *, act: AuditAct, kind: str, now: datetime) -> None:
    """Record a device or a set of recovery codes that came or went, and tell its owner."""
    audit.record(act, actor=user, subject=user, detail={"type": kind}, now=now)
    _tell(FACTORS_CHANGED, user, now=now)


@transaction.atomic
def new_browser(user: User, *, browser: str, now: datetime) -> None:
    """Tell a person that the account was used from a browser for the first time."""
    occurrence = f"{salted_hmac('accounts.browser', browser, algorithm='sha256').hexdigest()[:16]}/{now:%Y%m%dT%H%M}"
    context = {"at": dates.short_datetime(now), "browser": browser}
    notify(NEW_SIGN_IN, recipient=user, occurrence=occurrence, context=context, now=now)


def _tell(kind: Kind, user: User, *, now: datetime) -> None:
    # A minute in which several devices change makes one letter.
    notify(kind, recipient=user, occurrence=f"{now:%Y%m%dT%H%M}", context={"at": dates.short_datetime(now)}, now=now)
