"""Whom an account speaks for, and which entries it may see on the supplier's side (R6.1a-5)."""

from datetime import date

from django.db.models import Q

from accounts.enums import RoleCode
from accounts.models import Agency, Membership, User
from core.models import PublishedItem
from editorial.enums import Channel
from editorial.models import Entry, EntryPage, Refusal, SupplyReceipt
from editorial.querysets import EntryQuerySet


def agencies_of(user: User, day: date) -> list[Agency]:
    """Return the agencies whose contact officer somebody is on a day (one query)."""
    held = Membership.objects.valid_on(day).filter(user=user, role__code=RoleCode.AGENCY_OFFICER)
    return list(Agency.objects.filter(pk__in=held.values("agency")).order_by("name", "pk"))


def entries_of(user: User, day: date) -> EntryQuerySet:
    """Return what somebody sent, and what came from the agencies spoken for, newest first."""
    own = Q(sender=user) | Q(agency__in=[agency.pk for agency in agencies_of(user, day)])
    return Entry.objects.filter(own).select_related("agency", "sender").order_by("-pk")


def receipt_of(entry: Entry) -> SupplyReceipt | None:
    """Return the receipt of an entry that came by the online form (one query, none for other channels)."""
    if entry.channel != Channel.ONLINE_FORM:
        return None
    found: SupplyReceipt | None = SupplyReceipt.objects.filter(entry=entry).first()
    return found


def published_of(entry: Entry) -> list[PublishedItem]:
    """Return what is public now of an entry, or of the one it was merged into; drafts and withdrawn pages never are."""
    made = EntryPage.objects.filter(Q(entry=entry) | Q(entry__merged=entry)).values("page")
    return list(PublishedItem.objects.narrow().filter(page__in=made).order_by("first_published_at", "pk"))


def named_by(refusal: Refusal | None) -> PublishedItem | None:
    """Return the public item that a refusal on ground 7 points at, while it is public."""
    if refusal is None or refusal.published_page_id is None:
        return None
    found: PublishedItem | None = PublishedItem.objects.narrow().filter(page=refusal.published_page_id).first()
    return found
