"""Hand out and take the code that opens the way to the first second factor (R9.4-1)."""

import secrets
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import EnrolmentCode, User
from accounts.permissions import may_guard_accounts
from accounts.rules import enrolment
from accounts.services import sessions
from accounts.services.authority import require_may_manage
from core.enums import AuditAct
from core.lib import dates
from core.services import audit


def require_may_guard(actor: User, person: User, *, now: datetime) -> None:
    """Raise PermissionDenied unless the actor may close, open and reset the account of this person (RX-8)."""
    if not may_guard_accounts(actor):
        raise PermissionDenied
    require_may_manage(actor, person, day=dates.local_date(now))


@transaction.atomic
def issue(person: User, *, actor: User | None, now: datetime) -> str:
    """Return a new code for a person without second factor; an older one is worthless from now on.

    Without an actor it is the person at the server. Whoever gets the code must be handed it in person or by a call to
    a known number: it is not sent, since the mailbox already opens the password. Raises PermissionDenied for
    oneself, one's equals and superiors, ValidationError when the person has a second factor.
    """
    if actor is not None:
        require_may_guard(actor, person, now=now)
    if sessions.has_factor(person):
        raise ValidationError(_("Người này đã có bước hai. Hãy đặt lại nếu người ấy không còn dùng được."))
    code = enrolment.new_code(secrets.choice)
    row = EnrolmentCode.objects.create(
        user=person,
        digest=enrolment.digest_of(code, person.pk),
        issued_by=actor,
        issued_at=now,
        expires_at=now + settings.ENROLMENT_CODE_VALID,
    )
    detail: dict[str, audit.JSON] = {"code": row.pk, "expires_at": row.expires_at.isoformat()}
    audit.record(AuditAct.ENROLMENT_CODE_ISSUED, actor=actor, subject=person, detail=detail, now=now)
    return code


@transaction.atomic
def redeem(person: User, typed: str, *, now: datetime) -> bool:
    """Return whether the typed code is the person's newest one, unused and in time; a right one is used up by it."""
    newest = EnrolmentCode.objects.select_for_update().filter(user=person).order_by("-pk").first()
    if newest is None or not enrolment.is_right(newest.as_rule(), typed, person.pk, now=now):
        return False
    newest.used_at = now
    newest.save(update_fields=["used_at"])
    audit.record(AuditAct.ENROLMENT_CODE_USED, actor=person, subject=person, detail={"code": newest.pk}, now=now)
    return True
