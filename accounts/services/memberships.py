"""A person's rights follow the roles held today: group membership is derived, never set by hand (RX-8)."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import Membership, Role, User
from core.enums import AuditAct
from core.services import audit


@transaction.atomic
def apply_memberships(*, day: date, users: Iterable[User] | None = None, actor: audit.Actor | None = None) -> int:
    """Put people into the groups of the roles they hold on the day and out of other roles' groups.

    Without ``users`` everybody is looked at. Groups that belong to no role stay as they are. Each change is in
    the audit chain, with ``actor`` when a person asked for it. Returns the number of people whose groups changed.
    """
    people = list(User.objects.filter(is_active=True) if users is None else users)
    held: dict[int, set[int]] = {person.pk: set() for person in people}
    for membership in Membership.objects.valid_on(day).filter(user__in=people).select_related("role"):
        held[membership.user_id].add(membership.role.group_id)
    present: dict[int, set[int]] = {person.pk: set() for person in people}
    rows = User.groups.through.objects.filter(user__in=people, group__role__isnull=False)
    for user_id, group_id in rows.values_list("user_id", "group_id"):
        present[user_id].add(group_id)
    changed = [person for person in people if held[person.pk] != present[person.pk]]
    codes: dict[int, str] = dict(Role.objects.values_list("group_id", "code"))
    for person in changed:
        lost, won = present[person.pk] - held[person.pk], held[person.pk] - present[person.pk]
        person.groups.remove(*Group.objects.filter(pk__in=lost))
        person.groups.add(*Group.objects.filter(pk__in=held[person.pk]))
        detail = {"added": sorted(codes[pk] for pk in won), "removed": sorted(codes[pk] for pk in lost)}
        audit.record(AuditAct.RIGHTS_APPLIED, actor=actor, subject=person, detail=detail)
    return len(changed)
