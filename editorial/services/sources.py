"""Keep the register of sources, and warn before a written permission ends (Article 3.5)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.enums import RoleCode
from accounts.models import Membership, User
from core.enums import AuditAct
from core.lib import dates
from core.services import audit
from core.services.notifications import notify_each
from core.services.rule_values import rule_number
from editorial import notifications
from editorial.models import Source, SourceMark, SourcePermission

WARNED_ROLE = RoleCode.STANDING_BODY


@transaction.atomic
def keep_source(form: WagtailAdminModelForm, *, actor: User, now: datetime) -> Source:
    """Store a source with its permissions and record who did it."""
    is_new = form.instance.pk is None
    source: Source = form.save()
    detail: dict[str, audit.JSON] = {"new": is_new, "changed": sorted(form.changed_data), "reason": source.reason}
    audit.record(AuditAct.SOURCE_KEPT, actor=actor, subject=source, detail=detail, now=now)
    return source


@transaction.atomic
def keep_mark(mark: SourceMark, *, actor: User, now: datetime) -> SourceMark:
    """Store word of a source about a page; who noted it first and when stays."""
    if mark.pk is None:
        mark.noted_by, mark.noted_at = actor, now
    mark.save()
    detail: dict[str, audit.JSON] = {"page": mark.page_id, "news": mark.news, "handled": bool(mark.handling)}
    audit.record(AuditAct.SOURCE_MARKED, actor=actor, subject=mark, detail=detail, now=now)
    return mark


def ending(day: date) -> list[SourcePermission]:
    """Return the permissions that end within the days of warning, or have ended since, and were not renewed."""
    last = day + timedelta(days=int(rule_number("source-permission-warning-days", day)))
    found = SourcePermission.objects.select_related("source").filter(valid_until__isnull=False, valid_until__lte=last)
    newer = SourcePermission.objects.filter(source__needs_permission=True)
    renewed = {one.source_id for one in newer if one.valid_until is None or one.valid_until > last}
    return [one for one in found.order_by("valid_until", "pk") if one.source_id not in renewed]


def warn_of_ending(*, now: datetime) -> int:
    """Write once to the standing body about each permission that ends soon, and again on its end; return how many.

    What stands on the portal is left alone: the letter says what the terms want done.
    """
    day = dates.local_date(now)
    members = Membership.objects.valid_on(day).filter(role__code=WARNED_ROLE, user__is_active=True)
    people = list(User.objects.filter(pk__in=members.values("user_id")).order_by("pk"))
    written = 0
    for permission in ending(day):
        is_over = permission.valid_until is not None and permission.valid_until <= day
        context = {
            "number": permission.number,
            "source": permission.source.name,
            "until": dates.short_date(permission.valid_until) if permission.valid_until else "",
            "is_over": is_over,
            "at_expiry": permission.get_at_expiry_display(),
        }
        occurrence = f"permission-{permission.pk}-{permission.valid_until:%Y%m%d}-{'over' if is_over else 'soon'}"
        written += notify_each(
            notifications.PERMISSION_ENDS,
            people,
            subject=permission.source,
            occurrence=occurrence,
            context=context,
            now=now,
        )
    return written
