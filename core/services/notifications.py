"""The ledger of letters: noted in the transaction of the act, sent after it, once (docs/decisions/0016)."""

import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac
from django_q.tasks import async_task

from core.enums import AuditAct, NotificationState
from core.lib import text
from core.models import Notification
from core.notifications import Kind, kind_of
from core.services import audit
from core.services.mail import letter, salutation

logger = logging.getLogger(__name__)

SEND_TASK = "core.tasks.send_notification"
# Two days of trying: longer than most letters are worth sending, and than most mail servers are down.
RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, *(120 for _ in range(22))))
# Longer than a queue task may run, so that nobody else takes a letter that is just going out.
LEASE = timedelta(minutes=15)
MOST_IN_ONE_SWEEP = 50


@dataclass(frozen=True)
class Mailbox:
    """An address without account; ``agency`` is the name of the agency that reads it."""

    address: str
    agency: str = ""


Recipient = AbstractBaseUser | Mailbox | str
Subject = TypeVar("Subject", bound=models.Model)


@transaction.atomic
def notify(
    kind: Kind,
    *,
    recipient: Recipient,
    subject: models.Model | str = "",
    occurrence: str,
    context: Mapping[str, str | int | bool],
    now: datetime,
) -> Notification:
    """Note a letter in the caller's transaction and have it sent after the commit; return its row.

    The same kind, recipient, subject and occurrence are noted once, whoever asks. ``subject`` is what the letter
    is about: a stored object or a code. ``context`` fills the template; it holds ids, codes and days, no personal
    data. Raises ValueError when a code of the subject line is none, LookupError for an undeclared kind.
    """
    kind_of(kind.code).subject_line(context)
    row = Notification(
        kind=kind.code,
        **_addressee(recipient),
        **_subject(subject),
        occurrence=text.clean(occurrence),
        context=dict(context),
        created_at=now,
        expires_at=now + kind.shelf_life,
        next_attempt_at=now,
    )
    Notification.objects.bulk_create([row], ignore_conflicts=True)
    key = ("kind", "recipient_key", "subject_type", "subject_id", "occurrence")
    stored = Notification.objects.get(**{name: getattr(row, name) for name in key})
    if stored.state == NotificationState.QUEUED and not stored.attempts:
        # A queue that refuses is no reason to undo the act: the sweep finds the row.
        transaction.on_commit(lambda: async_task(SEND_TASK, stored.pk), robust=True)
    return stored


def notify_each(
    kind: Kind,
    recipients: Iterable[Recipient],
    *,
    subject: models.Model | str = "",
    occurrence: str,
    context: Mapping[str, str | int | bool],
    now: datetime,
) -> int:
    """Note the same letter for several recipients, as ``notify`` does for one; return for how many."""
    noted = [
        notify(kind, recipient=one, subject=subject, occurrence=occurrence, context=context, now=now)
        for one in recipients
    ]
    return len(noted)


def untold(kind: Kind, subjects: Sequence[Subject]) -> list[Subject]:
    """Return the stored objects about which nobody was written a letter of this kind: one query however many."""
    told = set(
        Notification.objects.filter(
            kind=kind.code,
            subject_type__in={one._meta.label_lower for one in subjects},
            subject_id__in=[str(one.pk) for one in subjects],
        ).values_list("subject_type", "subject_id")
    )
    return [one for one in subjects if (one._meta.label_lower, str(one.pk)) not in told]


def deliver(pk: int, *, now: datetime) -> bool:
    """Send the letter of a row if it is due, and return False only when the mail server could not take it.

    Raises what the template raises; the row then waits for its next attempt like after any failure.
    """
    row = _claim(pk, now)
    if row is None:
        return True
    try:
        message = _message(row)
        if message is None:
            _give_up(row, "NoAddress")
            return True
        message.send()
    except Exception as error:
        _wait_or_give_up(row, type(error).__name__, now)
        if not isinstance(error, OSError):
            raise
        return False
    Notification.objects.filter(pk=row.pk).update(state=NotificationState.SENT, sent_at=now, address="", last_error="")
    return True


def sweep(*, now: datetime) -> int:
    """Mark what came too late, send what waits, a few at a time, and return how many letters were tried.

    Stops at the first letter that the mail server does not take: the others wait for the next sweep.
    """
    waiting = Notification.objects.filter(state=NotificationState.QUEUED)
    if late := waiting.filter(expires_at__lte=now).update(state=NotificationState.EXPIRED, address=""):
        logger.error("%s letters waited longer than they were worth sending", late)
    due = waiting.filter(next_attempt_at__lte=now).order_by("next_attempt_at", "pk")
    tried = 0
    for pk in list(due.values_list("pk", flat=True)[:MOST_IN_ONE_SWEEP]):
        tried += 1
        if not deliver(pk, now=now):
            break
    return tried


@transaction.atomic
def _claim(pk: int, now: datetime) -> Notification | None:
    due = Notification.objects.filter(pk=pk, state=NotificationState.QUEUED, next_attempt_at__lte=now)
    row = due.select_for_update(skip_locked=True).first()
    if row is None:
        return None
    if row.expires_at <= now:
        due.update(state=NotificationState.EXPIRED, address="")
        return None
    if row.attempts >= len(RETRY_AFTER):
        _give_up(row, row.last_error or "Interrupted")
        return None
    row.attempts += 1
    row.next_attempt_at = now + LEASE
    row.save(update_fields=["attempts", "next_attempt_at"])
    return row


def _message(row: Notification) -> EmailMultiAlternatives | None:
    """Return the letter, or None when the person is gone or has no address."""
    kind = kind_of(row.kind)
    address, name = row.address, ""
    if row.user_id is not None:
        person = get_user_model()._default_manager.filter(pk=row.user_id, is_active=True).first()
        if person is None or not person.email:
            return None
        address, name = person.email, person.get_full_name()
    subject = kind.subject_line(row.context)
    body = render_to_string(kind.template, row.context)
    message = letter(address, name, subject, body, agency=row.agency)
    if kind.html:
        greeting = salutation(name, row.agency)
        message.attach_alternative(render_to_string(kind.html, {**row.context, "salutation": greeting}), "text/html")
    message.extra_headers |= {"Message-ID": message_id(row), "Auto-Submitted": "auto-generated"}
    return message


def message_id(row: Notification) -> str:
    """Return the same id for every attempt at one letter, so that a second copy can be told for one."""
    key = "\n".join((row.kind, row.recipient_key, row.subject_type, row.subject_id, row.occurrence))
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{settings.CANONICAL_HOST}>"


def _wait_or_give_up(row: Notification, error: str, now: datetime) -> None:
    logger.warning("Letter %s of kind %s: attempt %s failed with %s", row.pk, row.kind, row.attempts, error)
    if row.attempts >= len(RETRY_AFTER):
        _give_up(row, error)
        return
    again = now + RETRY_AFTER[row.attempts - 1]
    Notification.objects.filter(pk=row.pk).update(next_attempt_at=again, last_error=error)


@transaction.atomic
def _give_up(row: Notification, error: str) -> None:
    """Stop trying, and say so where somebody looks."""
    logger.error("Letter %s of kind %s is given up: %s", row.pk, row.kind, error)
    Notification.objects.filter(pk=row.pk).update(state=NotificationState.FAILED, last_error=error, address="")
    audit.record(AuditAct.NOTIFICATION_FAILED, subject=row, detail={"kind": row.kind, "error": error})


def _addressee(recipient: Recipient) -> dict[str, str | int]:
    if isinstance(recipient, AbstractBaseUser):
        return {"recipient_key": f"user:{recipient.pk}", "user_id": recipient.pk}
    mailbox = Mailbox(recipient) if isinstance(recipient, str) else recipient
    address = mailbox.address.strip()
    digest = salted_hmac("core.notifications", address.lower(), algorithm="sha256").hexdigest()
    return {"recipient_key": f"mail:{digest}", "address": address, "agency": mailbox.agency}


def _subject(subject: models.Model | str) -> dict[str, str]:
    if isinstance(subject, models.Model):
        return {"subject_type": subject._meta.label_lower, "subject_id": str(subject.pk)}
    return {"subject_type": "", "subject_id": text.clean(subject)}
