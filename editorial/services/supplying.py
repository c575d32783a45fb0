"""What suppliers do themselves: send, answer, ask, withdraw (R6.1a-5, R6.1a-11), by their code or account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from core.enums import AuditAct, Category
from core.lib import codes
from core.services import audit
from editorial.enums import Channel, EntryState, SupplyKind
from editorial.models import Entry, EntryMessage, SupplyDraft, SupplyReceipt
from editorial.rules.statement import CURRENT
from editorial.rules.supply import TALKING, may_withdraw
from editorial.services import drafts, supplements
from editorial.services.changes import locked, move, require_state
from editorial.services.files import Brought, attach
from editorial.services.intake import receive

LONGEST_MESSAGE = 5_000


@dataclass(frozen=True)
class Supplier:
    """Who sends: an account with or without the agency it speaks for, an agency's officer, or a person."""

    user: User | None = None
    agency: Agency | None = None
    name: str = ""
    contact: str = ""


@transaction.atomic
def send(draft: SupplyDraft, *, supplier: Supplier, values: Mapping[str, Any], is_held: bool, now: datetime) -> Entry:
    """Turn a draft into an entry, once, with a code to follow it by; sent twice, it is the same entry.

    Raises ValidationError by field for what is missing; nothing is stored then.
    """
    stored = SupplyDraft.objects.select_for_update(of=("self",)).select_related("entry").get(pk=draft.pk)
    if stored.entry is not None:
        return stored.entry
    if not (values.get("no_secrets") and values.get("statement")):
        raise ValidationError({"statement": _("Hãy đánh dấu cả hai cam kết trước khi gửi.")})
    entry = Entry(
        channel=Channel.ONLINE_FORM,
        agency=supplier.agency,
        sender=supplier.user,
        sender_name=supplier.name,
        sender_contact=supplier.contact,
        title=values["title"],
        number=values.get("number", ""),
        body=values["body"],
        declared_category=_category(values),
        starts_at=values.get("starts_at"),
        ends_at=values.get("ends_at"),
        issued_on=values.get("issued_on"),
        statement_version=CURRENT,
        resubmission_of_id=stored.resubmission_of_id,
    )
    brought = [
        Brought(one, author_name=values.get("author", ""), licence=values.get("licence", ""))
        for one in drafts.files_of(drafts.read(stored))
    ]
    receive(entry, files=brought, confirm=not is_held, actor=supplier.user, now=now)
    code = codes.new_code()
    SupplyReceipt.objects.create(entry=entry, code_hash=codes.digest(code), is_held=is_held)
    stored.entry, stored.shown_code, stored.content, stored.code_hash = entry, code, "", ""
    stored.save()
    return entry


def found_by_code(entry_code: str, typed_code: str) -> Entry | None:
    """Return the entry that number and code both stand for, or None: wrong is wrong, whichever part."""
    receipts = SupplyReceipt.objects.select_related("entry__agency", "entry__sender")
    receipt = receipts.filter(code_hash=codes.digest(typed_code)).first()
    if receipt is None or receipt.entry.code != entry_code.strip().upper():
        return None
    entry: Entry = receipt.entry
    return entry


@transaction.atomic
def answer_supplement(
    entry: Entry, *, answer: str, files: Sequence[Brought] = (), actor: User | None, now: datetime
) -> Entry:
    """Take in what the office asked for, late answers too, and let it go on processing."""
    asked = supplements.store_answer(entry, answer=answer, files=files, actor=actor, now=now, by=_way_of(actor))
    return asked.entry


@transaction.atomic
def write(entry: Entry, *, body: str, files: Sequence[Brought] = (), actor: User | None, now: datetime) -> EntryMessage:
    """Store what a supplier asks or answers; open questions of the office count as answered."""
    stored = locked(entry)
    require_state(stored, *TALKING)
    if stored.is_sealed:
        raise ValidationError(_("Tin, bài này không trao đổi được ở đây."))
    if not body.strip():
        raise ValidationError({"body": _("Hãy ghi nội dung trao đổi.")})
    message = EntryMessage.objects.create(entry=stored, from_office=False, author=actor, body=body, sent_at=now)
    stored.messages.filter(from_office=True, closed_at__isnull=True).update(closed_at=now)
    attach(stored, files, actor=actor, now=now)
    _record(AuditAct.ENTRY_MESSAGE_RECEIVED, stored, actor, now, message=message.pk)
    return message


@transaction.atomic
def withdraw(entry: Entry, *, actor: User | None, now: datetime) -> Entry:
    """Take an entry back before anybody works on it; the entry stays, as withdrawn."""
    stored = locked(entry)
    if not may_withdraw(EntryState(stored.state)):
        raise ValidationError(
            _("%(code)s đang được xử lý nên không rút được nữa. Hãy gửi trao đổi cho Ban Biên tập."),
            params={"code": stored.code},
        )
    move(stored, EntryState.WITHDRAWN, now=now)
    _record(AuditAct.ENTRY_WITHDRAWN, stored, actor, now)
    return stored


def _category(values: Mapping[str, Any]) -> str:
    return Category.DOCUMENTS if values["kind"] == SupplyKind.DOCUMENT else str(values["category"])


def _record(act: AuditAct, entry: Entry, actor: User | None, now: datetime, **detail: int) -> None:
    audit.record(act, actor=actor, subject=entry, detail={"by": _way_of(actor), **detail}, now=now)


def _way_of(actor: User | None) -> str:
    return "account" if actor else "code"
