"""Where the City's identity provider says that a person works (R9.4-1, R3.8-1): noted, never a source of rights."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Agency, Membership, User
from accounts.services.memberships import apply_memberships
from accounts.services.succession import open_agency_or_successors, require_open_agency
from core.enums import AuditAct
from core.lib import dates, text
from core.services import audit


@transaction.atomic
def note_workplace(user: User, claim: object, *, now: datetime) -> str:
    """Note the agency that a claim names by its code, and return what the person should be told, mostly nothing.

    A closed agency stands for its successor; where there are several they are offered in words, where there is none it
    is refused, and nothing is noted. Who has moved loses the roles in the former agency the same day; seats of
    the Board follow a decision, not a directory, and stay (R3.8-1).
    """
    if not isinstance(claim, str) or not claim.strip():
        return ""
    code = text.clean(claim).strip()[:50]
    named = _agency(settings.IDENTITY_AGENCIES.get(code, code))
    if named is None:
        _record(user, None, ended=0, now=now)
        return _("Mã cơ quan “{code}” của hệ thống định danh chưa có trong danh mục ở đây.").format(code=code)
    day = dates.local_date(now)
    successors = open_agency_or_successors(named, day=day)
    if len(successors) != 1:
        return _why_not(named, now)
    [agency] = successors
    if agency.pk != user.agency_id:
        former = Agency.objects.get(pk=user.agency_id) if user.agency_id else None
        ended = _end_roles(user, former, now=now) if former else 0
        user.agency = agency
        user.save(update_fields=["agency"])
        _record(user, agency, ended=ended, now=now)
    return ""


def _agency(code: str) -> Agency | None:
    return Agency.objects.filter(Q(code=code) | (Q(official_code=code) & ~Q(official_code=""))).order_by("pk").first()


def _why_not(agency: Agency, now: datetime) -> str:
    try:
        require_open_agency(agency, day=dates.local_date(now))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _end_roles(user: User, former: Agency, *, now: datetime) -> int:
    """End the roles that a person holds in an agency that still exists without the person."""
    day = dates.local_date(now)
    if not former.is_open_on(day):
        return 0
    held = Membership.objects.valid_on(day).filter(user=user, agency=former, kept_elsewhere=False)
    # A role that begins today was given by somebody who knows better than the directory.
    ended = held.filter(Q(valid_from__isnull=True) | Q(valid_from__lt=day)).update(valid_until=day)
    apply_memberships(day=day, users=[user])
    return int(ended)


def _record(user: User, agency: Agency | None, *, ended: int, now: datetime) -> None:
    detail: dict[str, audit.JSON] = {"agency": agency.code if agency else None, "roles_ended": ended}
    audit.record(AuditAct.WORKPLACE_NOTED, subject=user, detail=detail, now=now)
