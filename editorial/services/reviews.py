"""Plan when pages are looked at again, remind who answers for them, and note what came out (R6.4d-1)."""

from collections import defaultdict
from datetime import date, datetime

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.enums import RoleCode
from accounts.models import Membership, User
from core.enums import AuditAct
from core.lib import dates
from core.models import RuleValue
from core.services import audit
from core.services.notifications import notify
from core.services.rule_values import rule_number
from editorial import notifications
from editorial.enums import ReviewOutcome
from editorial.models import PageReview, ReviewResult
from editorial.permissions import rights_on, works_on_pages
from editorial.rules.reviews import CHANGE_DAYS, RULE_OF_TYPE, next_due


def plan_missing(*, now: datetime) -> int:
    """Give a plan to each public page whose type has an interval by rule value and that has none; return how many."""
    today = dates.local_date(now)
    days = {one.key: int(one.value) for one in RuleValue.objects.valid_on(today).filter(key__in=RULE_OF_TYPE.values())}
    planned = PageReview.objects.values("page_id")
    made = []
    for label, key in RULE_OF_TYPE.items():
        if key not in days:
            continue
        of_type = ContentType.objects.get_for_model(apps.get_model(label))
        for page in Page.objects.live().filter(content_type=of_type).exclude(pk__in=planned).order_by("pk"):
            seen_on = dates.local_date(page.last_published_at or now)
            made.append(PageReview(page_id=page.pk, due_on=next_due(seen_on, days[key]), every_days=days[key]))
    return len(PageReview.objects.bulk_create(made, ignore_conflicts=True))


@transaction.atomic
def keep_review(review: PageReview, *, actor: User, now: datetime) -> PageReview:
    """Store the plan for a page and record who made it; raises ValidationError for a page that is not public."""
    if not review.page.live:
        raise ValidationError({"page": _("Chỉ lập lịch rà soát cho trang đang công khai.")})
    review.save()
    detail: dict[str, audit.JSON] = {"review": review.pk, "due": review.due_on.isoformat(), "owner": review.owner_id}
    audit.record(AuditAct.PAGE_REVIEW_PLANNED, actor=actor, subject=review.page, detail=detail, now=now)
    return review


@transaction.atomic
def note_result(review: PageReview, *, outcome: str, note: str = "", actor: User, now: datetime) -> ReviewResult:
    """Note what came out of looking at a page, and when it is looked at next.

    Raises PermissionDenied for who neither answers for the page nor works on pages of the Board, ValidationError for
    a page that is not public or an outcome that says nothing.
    """
    today = dates.local_date(now)
    found = PageReview.objects.select_for_update(of=("self",)).select_related("page").get(pk=review.pk)
    if not may_review(found, actor, today):
        raise PermissionDenied(_("Trang này do người khác rà soát."))
    if not found.page.live:
        raise ValidationError(_("Trang không còn công khai."))
    if outcome not in ReviewOutcome.values:
        raise ValidationError({"outcome": _("Hãy chọn kết quả.")})
    if outcome != ReviewOutcome.STILL_RIGHT and not note.strip():
        raise ValidationError({"note": _("Hãy ghi cần sửa gì, hoặc vì sao thu hồi.")})
    every = found.every_days if outcome == ReviewOutcome.STILL_RIGHT else rule_number(CHANGE_DAYS, today)
    due_before, found.due_on = found.due_on, next_due(today, every)
    found.save(update_fields=["due_on"])
    result = ReviewResult.objects.create(
        review=found,
        due_on=due_before,
        outcome=outcome,
        note=note.strip(),
        next_due_on=found.due_on,
        reviewed_by=actor,
        reviewed_at=now,
    )
    detail: dict[str, audit.JSON] = {"review": found.pk, "outcome": outcome, "next": found.due_on.isoformat()}
    audit.record(AuditAct.PAGE_REVIEWED, actor=actor, subject=found.page, detail=detail, now=now)
    return result


def may_review(review: PageReview, person: User, day: date) -> bool:
    """Return whether a person answers for a page or works on pages of the Board."""
    owned = PageReview.objects.filter(pk=review.pk).owned_by(person, day)
    return works_on_pages(rights_on(person, day)) or owned.exists()


def remind(*, now: datetime) -> int:
    """Write once for each day that has come to who answers for the pages, one letter a person; return how many.

    What came due while the portal was down is in the same letter. Pages without an owner go to the standing body.
    """
    today = dates.local_date(now)
    with transaction.atomic():
        due = PageReview.objects.due(today).select_for_update(of=("self",), skip_locked=True)
        waiting = [one for one in due.order_by("due_on", "pk") if one.reminded_for != one.due_on]
        pages: dict[int, int] = defaultdict(int)
        for review in waiting:
            for pk in _owners(review, today):
                pages[pk] += 1
        for person in User.objects.filter(pk__in=pages, is_active=True).order_by("pk"):
            notify(
                notifications.REVIEWS_DUE,
                recipient=person,
                subject="page-reviews",
                occurrence=today.isoformat(),
                context={"pages": pages[person.pk]},
                now=now,
            )
        for review in waiting:
            review.reminded_for = review.due_on
        PageReview.objects.bulk_update(waiting, ["reminded_for"])
    return len(pages)


def _owners(review: PageReview, day: date) -> set[int]:
    if review.owner_id is not None:
        return {review.owner_id}
    held = Membership.objects.valid_on(day).filter(user__is_active=True)
    of_agency = set(held.filter(agency_id=review.agency_id or 0).values_list("user_id", flat=True))
    return of_agency or set(held.filter(role__code=RoleCode.STANDING_BODY).values_list("user_id", flat=True))
