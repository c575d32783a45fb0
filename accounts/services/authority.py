"""Levels of people out of the roles they hold, and the refusal to act on one's equals and superiors (RX-8)."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Membership, Role, User
from accounts.rules import authority


def acting_level(actor: User, *, day: date) -> int:
    """Return the level by which a person may act: of the roles held on the day."""
    levels = Membership.objects.valid_on(day).filter(user=actor).values_list("role__level", flat=True)
    return authority.level_of(levels, is_superuser=actor.is_superuser)


def guarded_level(person: User, *, day: date) -> int:
    """Return the level that protects a person: of roles held on the day or granted for later, and of other rights."""
    held = Membership.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day), user=person)
    others = person.groups.filter(role__isnull=True).exists() or person.user_permissions.exists()
    return authority.level_of(
        held.values_list("role__level", flat=True), is_superuser=person.is_superuser, has_other_rights=others
    )


def with_levels(people: QuerySet[User], *, day: date) -> QuerySet[User]:
    """Return people with what ``guarded_level`` asks for, for lists: ``listed_level`` reads it without a query."""
    counting = Q(memberships__valid_until__isnull=True) | Q(memberships__valid_until__gt=day)
    foreign = User.groups.through.objects.filter(user_id=OuterRef("pk"), group__role__isnull=True)
    given = User.user_permissions.through.objects.filter(user_id=OuterRef("pk"))
    return people.annotate(
        held_level=Max("memberships__role__level", filter=counting),
        has_other_rights=Exists(foreign) | Exists(given),
    )


def listed_level(person: Any) -> int:
    """Return the level that protects a person of ``with_levels``."""
    levels = [] if person.held_level is None else [person.held_level]
    return authority.level_of(levels, is_superuser=person.is_superuser, has_other_rights=person.has_other_rights)


def may_manage(actor: User, person: User, *, day: date) -> bool:
    """Return whether the actor may edit, disable or reset a person."""
    actors, persons = acting_level(actor, day=day), guarded_level(person, day=day)
    return authority.may_manage(actors, persons, same_person=actor.pk == person.pk)


def require_may_manage(actor: User, person: User, *, day: date) -> None:
    """Raise PermissionDenied with the reason when the actor may not act on a person."""
    if not may_manage(actor, person, day=day):
        raise PermissionDenied(
            _("Không quản lý được tài khoản của chính mình hoặc của người có bậc bằng hay cao hơn mình.")
        )


def may_grant(actor: User, role: Role, *, day: date) -> bool:
    """Return whether the actor may give or take back a role."""
    return authority.may_grant(acting_level(actor, day=day), role.level)


def require_may_assign(actor: User, person: User, role: Role, *, day: date) -> None:
    """Raise PermissionDenied unless the actor may give a person a role, or take it back (RX-8).

    Administrators may serve themselves: the first of them has nobody else.
    """
    if not actor.is_superuser:
        require_may_manage(actor, person, day=day)
    if not may_grant(actor, role, day=day):
        raise PermissionDenied(_("Chỉ cấp hoặc thu được vai trò có bậc thấp hơn bậc của mình."))
