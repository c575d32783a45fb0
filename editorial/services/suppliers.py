"""Whom an account speaks for, and which entries it may see on the supplier's side (R6.1a-5)."""

from datetime import date

from django.db.models import Q

from accounts.enums import RoleCode
from accounts.models import Agency, User
from editorial.models import Entry
from editorial.querysets import EntryQuerySet


def agencies_of(user: User, day: date) -> list[Agency]:
    """Return the agencies whose contact officer somebody is on a day (one query)."""
    held = Q(memberships__user=user, memberships__role__code=RoleCode.AGENCY_OFFICER)
    begun = Q(memberships__valid_from__isnull=True) | Q(memberships__valid_from__lte=day)
    going_on = Q(memberships__valid_until__isnull=True) | Q(memberships__valid_until__gt=day)
    return list(Agency.objects.filter(held, begun, going_on).distinct().order_by("name", "pk"))


def entries_of(user: User, day: date) -> EntryQuerySet:
    """Return what somebody sent, and what came from the agencies spoken for, newest first."""
    own = Q(sender=user) | Q(agency__in=[agency.pk for agency in agencies_of(user, day)])
    return Entry.objects.filter(own).select_related("agency", "sender").order_by("-pk")
