"""Mark a public page as being checked again, at once by one person, and lift the mark with an outcome (R3.9-4)."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.enums import RoleCode
from accounts.models import Membership, User
from core.enums import AuditAct, ChangeNoteKind, RecheckOutcome
from core.lib import dates
from core.models import Recheck
from core.services import audit, notices
from core.services.notifications import notify_each, untold
from editorial import notifications
from editorial.permissions import Right
from editorial.services.changes import require_right, require_work_on_pages


def open_recheck(page: Page) -> Recheck | None:
    """Return the mark that stands on a page."""
    return Recheck.objects.filter(page_id=page.pk, outcome=RecheckOutcome.OPEN).first()


def open_rechecks() -> QuerySet[Recheck]:
    """Return every mark that stands, the soonest due first."""
    return Recheck.objects.filter(outcome=RecheckOutcome.OPEN).select_related("page").order_by("due_on", "pk")


@transaction.atomic
def mark(page: Page, *, reason: str, due_on: date, actor: User, now: datetime) -> Recheck:
    """Put the mark on a public page; one person suffices, since it only adds a caution.

    Raises PermissionDenied for who does not work on pages of the Board, ValidationError by field for what is missing.
    """
    today = dates.local_date(now)
    require_work_on_pages(actor, now=now)
    locked = Page.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if not locked.live:
        raise ValidationError(_("Trang không còn công khai."))
    if open_recheck(locked) is not None:
        raise ValidationError(_("Trang này đang được xác thực lại."))
    flaws: dict[str, str] = {}
    if not reason.strip():
        flaws["reason"] = _("Hãy ghi lý do cho người đọc.")
    if due_on < today:
        flaws["due_on"] = _("Hạn phải từ hôm nay trở đi.")
    if flaws:
        raise ValidationError(flaws)
    found = Recheck.objects.create(page=locked, reason=reason.strip(), due_on=due_on, set_by_id=actor.pk, set_at=now)
    _record(AuditAct.PAGE_RECHECK_SET, found, actor=actor, now=now)
    notices.refresh(page.pk)
    return found


@transaction.atomic
def lift(recheck: Recheck, *, outcome: str, text: str = "", actor: User, now: datetime) -> Recheck:
    """Take the mark off again: what the page says is confirmed, or was corrected since.

    Raises PermissionDenied for who may not approve, and for who set the mark and would confirm alone;
    ValidationError when it was lifted already or no correction has been published since.
    """
    require_right(actor, Right.APPROVE_PAGE, now=now)
    found = Recheck.objects.select_for_update(of=("self",)).select_related("page").get(pk=recheck.pk)
    if not found.is_open:
        raise ValidationError(_("Việc xác thực lại đã kết thúc. Hãy tải lại trang."))
    if outcome not in {RecheckOutcome.CONFIRMED, RecheckOutcome.CORRECTED}:
        raise ValidationError({"outcome": _("Hãy chọn kết quả.")})
    if outcome == RecheckOutcome.CONFIRMED and found.set_by_id == actor.pk:
        raise PermissionDenied(_("Người khác phải xác nhận thông tin mà bạn đã nghi ngờ."))
    if outcome == RecheckOutcome.CORRECTED and not _was_corrected(found):
        raise ValidationError({"outcome": _("Chưa có bản đính chính nào được đăng từ khi đánh dấu.")})
    _end(found, RecheckOutcome(outcome), text, actor=actor, now=now)
    notices.refresh(found.page_id)
    return found


def end_with_withdrawal(page: Page, *, actor: User, now: datetime) -> None:
    """End the mark of a page that is taken out."""
    found = open_recheck(page)
    if found is not None:
        _end(found, RecheckOutcome.WITHDRAWN, "", actor=actor, now=now)


def escalate(*, now: datetime) -> int:
    """Write once to the leaders of the Board about each mark whose day is over (R3.9-4); return how many marks."""
    today = dates.local_date(now)
    overdue = list(open_rechecks().filter(due_on__lt=today))
    leaders = Membership.objects.valid_on(today).filter(role__code=RoleCode.LEADER, user__is_active=True)
    for one in untold(notifications.RECHECK_OVERDUE, overdue):
        notify_each(
            notifications.RECHECK_OVERDUE,
            User.objects.filter(pk__in=leaders.values("user_id")).order_by("pk"),
            subject=one,
            occurrence="overdue",
            context={"number": one.pk, "due_on": dates.short_date(one.due_on)},
            now=now,
        )
    return len(overdue)


def _was_corrected(recheck: Recheck) -> bool:
    published = notices.published_notes(recheck.page_id)
    return any(note.kind == ChangeNoteKind.CORRECTION and note.at >= recheck.set_at for note in published)


def _end(recheck: Recheck, outcome: RecheckOutcome, text: str, *, actor: User, now: datetime) -> None:
    recheck.outcome, recheck.outcome_text = outcome, text.strip()
    recheck.lifted_by_id, recheck.lifted_at = actor.pk, now
    recheck.save(update_fields=["outcome", "outcome_text", "lifted_by_id", "lifted_at"])
    _record(AuditAct.PAGE_RECHECK_LIFTED, recheck, actor=actor, now=now)


def _record(act: AuditAct, recheck: Recheck, *, actor: User, now: datetime) -> None:
    detail: dict[str, audit.JSON] = {"recheck": recheck.pk, "outcome": str(recheck.outcome)}
    audit.record(act, actor=actor, subject=recheck.page, detail=detail, now=now)
