"""Who may do what on the Board and with its inbox; acts ask by date, so a right ends with the day of the term."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q
from wagtail.permission_policies import ModelPermissionPolicy

from accounts.models import Membership, User
from core.lib import clock, dates


class Right(StrEnum):
    """What a role may do with entries and pages, as ``accounts/data/roles.toml`` names it."""

    VIEW = "view_entry"
    RECEIVE = "add_entry"
    SORT = "sort_entry"
    ROUTE = "route_entry"
    PROPOSE = "propose_refusal"
    DECIDE = "decide_refusal"
    OPEN_SEALED = "open_sealed_entry"
    CHECK_PAGE = "check_page"
    EDIT_PAGE = "edit_page"
    APPROVE_PAGE = "approve_page"
    PUBLISH_IN_EMERGENCY = "publish_in_emergency"
    OVERSEE = "oversee_entries"


def rights_on(user: User, day: date) -> frozenset[Right]:
    """Return what a person may do with entries and pages on a day, by the roles held then (one query).

    An administrator has no right here without a role: nobody of the technique decides what the portal says.
    """
    return _rights(codenames_on(user, day))


def codenames_on(user: User, day: date) -> frozenset[str]:
    """Return the permissions that a person's roles give on a day, as "app.codename" (one query); no role, no right."""
    if not user.is_active:
        return frozenset()
    groups = Membership.objects.valid_on(day).filter(user_id=user.pk).values("role__group_id")
    held = Permission.objects.filter(content_type__app_label__in=("core", "editorial"), group__in=groups)
    return frozenset(f"{app}.{name}" for app, name in held.values_list("content_type__app_label", "codename"))


def rights_in_request(user: Any, day: date) -> frozenset[Right]:
    """Return ``rights_on`` for what is shown: asked once for each request, whose person object lives as long.

    Acts ask anew, under their locks.
    """
    return _rights(codenames_in_request(user, day))


def codenames_in_request(user: Any, day: date) -> frozenset[str]:
    """Return ``codenames_on`` for what is shown: menu, panels, lists and buttons all want to know."""
    known: dict[date, frozenset[str]] = user.__dict__.setdefault("editorial_codenames", {})
    if day not in known:
        known[day] = codenames_on(user, day)
    return known[day]


def _rights(codenames: Collection[str]) -> frozenset[Right]:
    return frozenset(right for right in Right if f"editorial.{right}" in codenames)


def may_decide(rights: Collection[Right], *, is_sealed: bool, is_own_proposal: bool) -> bool:
    """Return whether a person may decide on a refusal: never on the own one, on a sealed one who may open it."""
    return not is_own_proposal and (Right.OPEN_SEALED if is_sealed else Right.DECIDE) in rights


def desks_of(user: User) -> Q:
    """Return the condition of routes that lie on a person's desk."""
    return Q(seat__user_id=user.pk, closed_at__isnull=True)


WITHDRAW = "core.withdraw_page"
ON_PAGES = frozenset({Right.CHECK_PAGE, Right.EDIT_PAGE, Right.APPROVE_PAGE})


def may_withdraw(codenames: Collection[str]) -> bool:
    """Return whether somebody with these permissions decides about taking pages out."""
    return WITHDRAW in codenames


def works_on_pages(rights: Collection[Right]) -> bool:
    """Return whether somebody of the Board checks, edits or approves pages, and so may ask to take one out."""
    return bool(ON_PAGES & set(rights))


class KeptForeverPolicy(ModelPermissionPolicy):
    """Nobody deletes, superusers neither: what the Board did is kept (Article 6.5)."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class EntryPolicy(KeptForeverPolicy):
    """Entries are looked at, and received by who may do so today; all else is an act with a condition of its own."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "add":
            return Right.RECEIVE in rights_in_request(user, dates.local_date(clock.now()))
        return action == "view" and bool(super().user_has_permission(user, action))
