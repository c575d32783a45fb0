"""Tell suppliers and members what became of an entry.

The ledger of letters holds ids and codes only: words about the content are read when the letter goes out, so that an
entry sealed in between is not told about (R3.9-2).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.models import User
from core.lib import dates
from core.notifications import Kind
from core.services.notifications import Mailbox, Recipient, notify, notify_each
from editorial import notifications
from editorial.models import (
    ChannelItem,
    Entry,
    EntryFile,
    EntryMessage,
    EntryPage,
    Escalation,
    Refusal,
    Route,
    Supplement,
)

Context = Mapping[str, str | int | bool]


def confirm_receipt(entry: Entry, *, now: datetime) -> bool:
    """Confirm an entry to its supplier, and return whether there is an address to write to."""
    context: Context = {
        "code": entry.code,
        "at": dates.short_datetime(entry.received_at),
        "is_late": bool(entry.seconds_late),
    }
    return _write(notifications.RECEIVED, entry, "received", context, now)


def ask_for_statement(entry: Entry, *, now: datetime) -> bool:
    """Confirm an entry that came without the statement of responsibility, and ask its supplier for it (R3.4-1)."""
    context: Context = {"code": entry.code, "at": dates.short_datetime(entry.received_at)}
    return _write(notifications.STATEMENT_ASKED, entry, "statement", context, now)


def tell_not_taken(item: ChannelItem, to: Recipient, *, now: datetime) -> None:
    """Tell a sender what could not be taken in, and why; words are read when the letter goes out (R6.1a-3)."""
    context: Context = {"code": item.code, "item": item.pk}
    notify(notifications.NOT_TAKEN, recipient=to, subject=item, occurrence="not-taken", context=context, now=now)


def ask_for_supplement(asked: Supplement, *, now: datetime) -> bool:
    """Ask the supplier for what is missing."""
    context: Context = {"code": asked.entry.code, "supplement": asked.pk, "due_on": dates.short_date(asked.due_on)}
    return _write(notifications.RETURNED, asked.entry, f"supplement-{asked.pk}", context, now)


def tell_refusal(refusal: Refusal, *, now: datetime) -> bool:
    """Tell the supplier the grounds in the words of Article 3.9; of a sealed entry nothing else."""
    grounds = ",".join(str(number) for number in refusal.grounds)
    context: Context = {
        "code": refusal.entry.code,
        "grounds": grounds,
        "refusal": refusal.pk,
        "reverify_until": dates.short_date(refusal.reverify_until) if refusal.reverify_until else "",
    }
    return _write(notifications.REFUSED, refusal.entry, f"refusal-{refusal.pk}", context, now)


def tell_refused_file(row: EntryFile, *, now: datetime) -> bool:
    """Tell the supplier which file was refused after it was taken, and by which rule (R6.1a-6)."""
    context: Context = {"code": row.entry.code, "position": row.position, "rule": row.stored.rule}
    return _write(notifications.FILE_REFUSED, row.entry, f"file-{row.pk}", context, now)


def tell_publication(made: EntryPage, *, now: datetime) -> bool:
    """Tell the supplier where the page made of an entry stands (R6.1a-11)."""
    page = made.page.specific
    context: Context = {"code": made.entry.code, "address": page.permanent_link}
    return _write(notifications.PUBLISHED, made.entry, f"page-{made.page_id}", context, now)


def tell_question(message: EntryMessage, *, now: datetime) -> bool:
    """Tell the supplier that the office has written; the words stay on the portal."""
    return _write(notifications.ASKED, message.entry, f"message-{message.pk}", {"code": message.entry.code}, now)


def remind(asked: Supplement | EntryMessage, *, now: datetime) -> bool:
    """Remind the supplier of a request or question without an answer, once; return whether there is an address."""
    due_on = dates.short_date(asked.due_on) if isinstance(asked, Supplement) else ""
    context: Context = {"code": asked.entry.code, "due_on": due_on}
    return _write(notifications.REMINDED, asked.entry, _occurrence(asked), context, now)


def tell_silence(asked: Supplement | EntryMessage, *, now: datetime) -> bool:
    """Tell who asked that the supplier has let the time pass, once."""
    to = asked.asked_by if isinstance(asked, Supplement) else asked.author
    if to is None:
        return False
    context: Context = {"code": asked.entry.code}
    notify(
        notifications.SILENT, recipient=to, subject=asked.entry, occurrence=_occurrence(asked), context=context, now=now
    )
    return True


def hand_over(route: Route, *, now: datetime) -> None:
    """Tell a member, or an agency with an address, what lies on the desk now."""
    _write_to_desk(notifications.HANDED_OVER, route, f"route-{route.pk}", now)


def remind_desk(route: Route, *, now: datetime) -> None:
    """Remind a desk once of what it should have dealt with."""
    _write_to_desk(notifications.OVERDUE, route, f"overdue-{route.pk}", now)


def tell_leaders(raised: Escalation, leaders: Iterable[User], *, now: datetime) -> None:
    """Tell the leaders of the Board, once, what goes up to them and why."""
    context: Context = {"code": raised.entry.code, "cause": raised.cause}
    occurrence = f"escalation-{raised.pk}"
    notify_each(notifications.ESCALATED, leaders, subject=raised.entry, occurrence=occurrence, context=context, now=now)


def address_of(entry: Entry) -> Recipient | None:
    """Return to whom a letter about an entry goes, or None when it has to be told in another way."""
    if entry.sender is not None:
        return entry.sender
    contact = entry.sender_contact.strip()
    try:
        validate_email(contact)
    except ValidationError:
        pass
    else:
        return Mailbox(contact)
    if entry.agency is not None and entry.agency.email:
        return Mailbox(entry.agency.email, entry.agency.name)
    return None


def _write_to_desk(kind: Kind, route: Route, occurrence: str, now: datetime) -> None:
    to: Recipient | None = None
    if route.seat is not None:
        to = route.seat.user
    elif route.agency is not None and route.agency.email:
        to = Mailbox(route.agency.email, route.agency.name)
    if to is not None:
        context = {"code": route.entry.code, "due_at": dates.short_datetime(route.due_at)}
        notify(kind, recipient=to, subject=route.entry, occurrence=occurrence, context=context, now=now)


def _occurrence(asked: Supplement | EntryMessage) -> str:
    return f"{'supplement' if isinstance(asked, Supplement) else 'message'}-{asked.pk}"


def _write(kind: Kind, entry: Entry, occurrence: str, context: Context, now: datetime) -> bool:
    to = address_of(entry)
    if to is not None:
        notify(kind, recipient=to, subject=entry, occurrence=occurrence, context=context, now=now)
    return to is not None
