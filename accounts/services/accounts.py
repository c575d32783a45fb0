"""Opening, changing, closing and resetting accounts, each with its row in the audit chain (RX-8, R9.4-1)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models.functions import Coalesce, Greatest

from accounts.models import User
from accounts.rules.dormancy import dormant_when_unused_since
from accounts.services import enrolment, sessions
from accounts.services.authority import require_may_manage
from core.enums import AuditAct
from core.lib import dates
from core.services import audit


@transaction.atomic
def note_changed(person: User, *, actor: User, changed: Iterable[str], was_active: bool, now: datetime) -> None:
    """Record a new password or state that a manager set; both end the person's sessions.

    That the account was changed at all is recorded by ``accounts.services.audit_watch``.
    """
    fields = set(changed)
    if "password1" in fields:
        audit.record(AuditAct.PASSWORD_RESET, actor=actor, subject=person, now=now)
    if person.is_active != was_active:
        _note_active(person, actor=actor, now=now)
    if "password1" in fields or not person.is_active:
        sessions.end_sessions(person)


@transaction.atomic
def set_active(person: User, *, active: bool, actor: User, now: datetime) -> None:
    """Close or open an account. Raises PermissionDenied for oneself, one's equals and superiors."""
    require_may_manage(actor, person, day=dates.local_date(now))
    if person.is_active == active:
        return
    person.is_active = active
    person.save(update_fields=["is_active"])
    _note_active(person, actor=actor, now=now)
    if not active:
        sessions.end_sessions(person)


@transaction.atomic
def reset_second_factor(person: User, *, actor: User | None, now: datetime) -> str:
    """Take away every second factor of a person who lost them, end the sessions, and return the code for a new one.

    Without an actor it is the person at the server. Raises PermissionDenied for oneself, one's equals and superiors.
    """
    if actor is not None:
        enrolment.require_may_guard(actor, person, now=now)
    found = Authenticator.objects.filter(user=person)
    number = found.count()
    found.delete()
    sessions.end_sessions(person)
    audit.record(AuditAct.FACTOR_RESET, actor=actor, subject=person, detail={"number": number}, now=now)
    return enrolment.issue(person, actor=actor, now=now)


def disable_dormant(*, after: timedelta, now: datetime, dry_run: bool = False) -> list[User]:
    """Close the accounts that nobody has used for the whole period, and return them; safe to run again.

    An account opened again counts from then. Demo accounts stay: they exist only where nothing is at stake.
    """
    since = dormant_when_unused_since(after=after, now=now)
    used = Greatest("date_joined", Coalesce("last_login", "date_joined"), Coalesce("active_since", "date_joined"))
    found = User.objects.filter(is_active=True, is_demo=False).alias(used=used).filter(used__lte=since)
    people: list[User] = list(found.order_by("pk"))
    if not dry_run:
        for person in people:
            _close_dormant(person, after=after, now=now)
    return people


@transaction.atomic
def _close_dormant(person: User, *, after: timedelta, now: datetime) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)
    sessions.end_sessions(person)
    audit.record(AuditAct.ACCOUNT_DORMANT, subject=person, detail={"days": after.days}, now=now)


def _note_active(person: User, *, actor: User, now: datetime) -> None:
    if person.is_active:
        User.objects.filter(pk=person.pk).update(active_since=now)
    act = AuditAct.ACCOUNT_REOPENED if person.is_active else AuditAct.ACCOUNT_CLOSED
    audit.record(act, actor=actor, subject=person, now=now)
