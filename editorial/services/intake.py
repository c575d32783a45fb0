"""Take information in (Article 6.1): one entry, whatever the channel, with the server's time and its clock."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.enums import AuditAct
from core.services import audit
from editorial.enums import Channel, ClockKind, EntryState
from editorial.models import Entry
from editorial.permissions import Right
from editorial.rules import clocks
from editorial.rules.statement import STANDING, is_enough
from editorial.services import letters
from editorial.services.changes import require_right
from editorial.services.clocks import reckon
from editorial.services.files import Brought, attach


@transaction.atomic
def receive(
    entry: Entry, *, files: Sequence[Brought] = (), actor: User | None, confirm: bool = True, now: datetime
) -> Entry:
    """Store what somebody handed in with its files, reckon its clock, confirm it to the sender, return the entry.

    ``actor`` is who types it in at the counter, the sender who signed in, or None for a channel that nobody serves.
    Late information is accepted and flagged. What comes without a form and without the statement of responsibility is
    kept, its sender is asked for it once, and it goes no further before (decision 0022). Raises ValidationError for a
    missing statement on any other channel, a sender nobody could name, or a document of a later day than today;
    PermissionDenied without the right.
    """
    if entry.channel == Channel.OFFICE:
        require_right(actor, Right.RECEIVE, now=now)
    if not is_enough(entry.statement_version, entry.channel):
        raise ValidationError({"statement": _("Người gửi phải cam kết chịu trách nhiệm trước khi tin, bài được nhận.")})
    if entry.agency is None and entry.sender is None and not entry.sender_name.strip():
        raise ValidationError({"agency": _("Hãy chọn cơ quan, đơn vị gửi hoặc ghi họ tên người gửi.")})
    entry.received_at = entry.state_since = now
    entry.statement_accepted_at = now if entry.statement_version else None
    entry.state, entry.recorded_by = EntryState.RECEIVED, actor
    wind_clock(entry)
    entry.save()
    audit.record(
        AuditAct.ENTRY_RECEIVED,
        actor=actor,
        subject=entry,
        detail={
            "channel": entry.channel,
            "agency": entry.agency.code if entry.agency else "",
            "statement": entry.statement_version,
            "seconds_late": entry.seconds_late,
        },
        now=now,
    )
    attach(entry, files, actor=actor, now=now)
    if entry.waits_for_statement:
        letters.ask_for_statement(entry, now=now)
    elif confirm and entry.statement_version not in STANDING:
        letters.confirm_receipt(entry, now=now)
    return entry


def wind_clock(entry: Entry) -> None:
    """Set clock, deadline and lateness of an entry from its days; all stay empty while the day is unknown.

    Raises ValidationError when a document claims to be issued after its receipt.
    """
    if entry.issued_on and clocks.is_issued_after_receipt(entry.issued_on, entry.received_at):
        raise ValidationError({"issued_on": _("Ngày ban hành không thể sau ngày tiếp nhận.")})
    if entry.ends_at and not entry.starts_at:
        raise ValidationError({"starts_at": _("Hãy ghi cả thời điểm hoạt động bắt đầu.")})
    if entry.starts_at and entry.ends_at and entry.ends_at < entry.starts_at:
        raise ValidationError({"ends_at": _("Thời điểm kết thúc phải sau thời điểm bắt đầu.")})
    found = reckon(
        received_at=entry.received_at,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        issued_on=entry.issued_on,
        agreed_until=entry.agreed_until,
    )
    entry.clock = found.kind if found else ""
    entry.deadline = found.deadline if found else None
    entry.seconds_late = found.seconds_late if found else None


def is_announcement(entry: Entry) -> bool:
    """Return whether the activity was not over when word of it came: an announcement, not news (R6.1a-8)."""
    end = entry.ends_at or entry.starts_at
    return entry.clock == ClockKind.EVENT and end is not None and clocks.is_ahead(end, entry.received_at)
