"""What every act on an entry does around its own part: right, lock, allowed change of state."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.lib import dates
from editorial.enums import EntryState
from editorial.models import Entry
from editorial.permissions import Right, rights_on, works_on_pages
from editorial.rules.states import may_change

NOT_TODAY = gettext_lazy("Bạn không có quyền làm việc này hôm nay.")


def require_right(actor: User | None, right: Right, *, now: datetime) -> None:
    """Raise PermissionDenied unless the actor has the right on this day."""
    if actor is None or right not in rights_on(actor, dates.local_date(now)):
        raise PermissionDenied(NOT_TODAY)


def require_work_on_pages(actor: User, *, now: datetime) -> None:
    """Raise PermissionDenied unless the actor is one of those of the Board who work on pages on this day."""
    if not works_on_pages(rights_on(actor, dates.local_date(now))):
        raise PermissionDenied(NOT_TODAY)


def locked(entry: Entry) -> Entry:
    """Return the entry as it is stored now, locked until the transaction ends: two people never act at once."""
    return Entry.objects.select_for_update(of=("self",)).select_related("agency", "sender").get(pk=entry.pk)


def require_state(entry: Entry, *states: EntryState) -> None:
    """Raise ValidationError when somebody else has moved the entry on meanwhile."""
    if entry.state not in states:
        raise ValidationError(
            _("%(code)s đang ở trạng thái “%(state)s” nên không làm được việc này. Hãy tải lại trang."),
            params={"code": entry.code, "state": entry.get_state_display()},
            code="state",
        )


def move(entry: Entry, after: EntryState, *, now: datetime) -> None:
    """Store an entry in another state; raises ValidationError for a change that the table does not allow."""
    before = EntryState(entry.state)
    if before != after:
        if not may_change(before, after):
            require_state(entry, *(state for state in EntryState if may_change(state, after)))
        entry.state, entry.state_since = after, now
    entry.save()
