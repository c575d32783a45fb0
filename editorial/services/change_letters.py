"""Tell those who may decide about a change request, and its proposer what became of it; ids and days only (RX-9)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import QuerySet

from accounts.models import Membership, User
from core.enums import ChangeStepKind
from core.lib import dates
from core.models import ChangeRequest
from core.services.notifications import notify, notify_each
from editorial import notifications
from editorial.rules.change_requests import rights_needed


def deciders(rights: Collection[str], *, day: date) -> QuerySet[User]:
    """Return the active people who hold every one of these rights on a day, by the roles held then."""
    people = User.objects.filter(is_active=True)
    for right in rights:
        held = Membership.objects.valid_on(day).filter(
            role__group__permissions__content_type__app_label="core", role__group__permissions__codename=right
        )
        people = people.filter(pk__in=held.values("user_id"))
    return people.order_by("pk")


def ask_to_decide(request: ChangeRequest, *, now: datetime) -> int:
    """Write to everybody who may decide about a request that was sent, except its proposer; return to how many."""
    needed = rights_needed({row.table for row in request.rows.all()})
    return notify_each(
        notifications.CHANGE_TO_DECIDE,
        deciders(needed, day=dates.local_date(now)).exclude(pk=request.proposed_by or 0),
        subject=request,
        occurrence="submitted",
        context={"number": request.pk, "rows": request.rows.count(), "sent_on": dates.short_datetime(now)},
        now=now,
    )


def tell_outcome(request: ChangeRequest, kind: ChangeStepKind, *, now: datetime) -> None:
    """Write to the proposer how a request ended; the reason is read in the admin."""
    proposer = User.objects.filter(pk=request.proposed_by or 0).first()
    if proposer is not None:
        notify(
            notifications.CHANGE_DECIDED,
            recipient=proposer,
            subject=request,
            occurrence=str(kind),
            context={"number": request.pk, "outcome": str(kind)},
            now=now,
        )
