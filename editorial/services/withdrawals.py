"""Take a public page out: one asks and says why, another decides; the address keeps a notice (Articles 3.9, 6.5)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from accounts.models import User
from core.enums import AuditAct, WithdrawalGround, WithdrawalOutcome
from core.lib import dates
from core.models import Withdrawal
from core.notifications import Kind
from core.rules.withdrawal import hides, needs_replacement
from core.services import audit
from core.services.notifications import notify, notify_each
from core.services.rule_values import rule_number
from editorial import notifications
from editorial.permissions import Right, codenames_on, may_withdraw
from editorial.services import rechecks
from editorial.services.change_letters import deciders
from editorial.services.changes import NOT_TODAY, require_right, require_work_on_pages

HOURS = "emergency-check-hours"
SITE_ROOT_DEPTH = 2


@dataclass(frozen=True)
class Case:
    """Why a page shall go: the coded ground, the reason for colleagues, and what the public reads."""

    ground: str
    reason: str
    public_text: str = ""
    replacement: Page | None = None


def open_withdrawal(page: Page) -> Withdrawal | None:
    """Return the request about a page that nobody has decided."""
    return Withdrawal.objects.filter(page_id=page.pk, outcome=WithdrawalOutcome.OPEN).first()


def to_decide() -> QuerySet[Withdrawal]:
    """Return the open requests, the oldest first."""
    return Withdrawal.objects.filter(outcome=WithdrawalOutcome.OPEN).select_related("page").order_by("asked_at", "pk")


def to_check() -> QuerySet[Withdrawal]:
    """Return what one person took out alone and nobody else has looked at, the oldest first."""
    alone = Withdrawal.objects.filter(
        is_urgent=True, outcome=WithdrawalOutcome.DONE, asked_by_id=F("decided_by_id"), checked_at__isnull=True
    )
    return alone.select_related("page").order_by("decided_at", "pk")


def check_deadline(withdrawal: Withdrawal) -> datetime:
    """Return until when a second person has to look at what one took out alone, by the rule value of its day."""
    decided_at = withdrawal.decided_at or withdrawal.asked_at
    return decided_at + timedelta(hours=rule_number(HOURS, dates.local_date(decided_at)))


@transaction.atomic
def ask(page: Page, case: Case, *, actor: User, now: datetime) -> Withdrawal:
    """Store the request to take a public page out and write to those who decide.

    Raises PermissionDenied for who does not work on pages of the Board, ValidationError by field for what is missing.
    """
    withdrawal = _store(page, case, is_urgent=False, actor=actor, now=now)
    _write_to_deciders(notifications.WITHDRAWAL_TO_DECIDE, withdrawal, now=now)
    return withdrawal


@transaction.atomic
def withdraw_at_once(page: Page, case: Case, *, actor: User, now: datetime) -> Withdrawal:
    """Let a leader take a page out alone; another looks at it within the hours of an emergency. Raises like ``ask``."""
    require_right(actor, Right.PUBLISH_IN_EMERGENCY, now=now)
    withdrawal = _store(page, case, is_urgent=True, actor=actor, now=now)
    _take_out(withdrawal, note="", actor=actor, now=now)
    _write_to_deciders(notifications.WITHDRAWAL_TO_CHECK, withdrawal, now=now)
    return withdrawal


@transaction.atomic
def carry_out(withdrawal: Withdrawal, *, note: str = "", actor: User, now: datetime) -> Withdrawal:
    """Decide to take the page out and do it in the same transaction.

    Raises PermissionDenied for who asked or has no right, ValidationError when it was decided already or something
    public stands below the page.
    """
    found = _for_decision(withdrawal, actor, now)
    _take_out(found, note=note, actor=actor, now=now)
    _tell_asker(found, now=now)
    return found


@transaction.atomic
def refuse(withdrawal: Withdrawal, *, note: str, actor: User, now: datetime) -> Withdrawal:
    """Decide that the page stays, with a reason; raises like ``carry_out``."""
    found = _for_decision(withdrawal, actor, now)
    if not note.strip():
        raise ValidationError({"note": _("Hãy ghi lý do không thu hồi.")})
    _decide(found, WithdrawalOutcome.REFUSED, note=note, actor=actor, now=now)
    audit.record(AuditAct.PAGE_WITHDRAWAL_ENDED, actor=actor, subject=found.page, detail=_detail(found), now=now)
    _tell_asker(found, now=now)
    return found


@transaction.atomic
def take_back(withdrawal: Withdrawal, *, actor: User, now: datetime) -> Withdrawal:
    """Take an own request back before anybody decided."""
    found = _locked_open(withdrawal)
    if found.asked_by_id != actor.pk:
        raise PermissionDenied(_("Chỉ người đề nghị rút được đề nghị này."))
    _decide(found, WithdrawalOutcome.TAKEN_BACK, note="", actor=actor, now=now)
    audit.record(AuditAct.PAGE_WITHDRAWAL_ENDED, actor=actor, subject=found.page, detail=_detail(found), now=now)
    return found


@transaction.atomic
def check(withdrawal: Withdrawal, *, actor: User, now: datetime) -> Withdrawal:
    """Look, as a second person with the right, at what one took out alone; the way back is a new approval."""
    found = Withdrawal.objects.select_for_update(of=("self",)).select_related("page").get(pk=withdrawal.pk)
    _require_withdrawer(actor, now)
    if found.decided_by_id == actor.pk:
        raise PermissionDenied(_("Người khác phải xem lại việc bạn thu hồi một mình."))
    if not found.was_decided_alone or found.checked_at is not None:
        raise ValidationError(_("Lượt thu hồi này không chờ xem lại."))
    found.checked_by_id, found.checked_at = actor.pk, now
    found.save(update_fields=["checked_by_id", "checked_at"])
    audit.record(AuditAct.PAGE_WITHDRAWAL_CHECKED, actor=actor, subject=found.page, detail=_detail(found), now=now)
    return found


def take_out_unconfirmed(page: Page, *, reason: str, published_by: int, actor: User, now: datetime) -> Withdrawal:
    """Take out what a leader had published in an emergency and a second person does not confirm.

    The two people are the leader, whose publication asked for a second look, and who looked.
    """
    withdrawal = Withdrawal.objects.create(
        page_id=page.pk, ground=WithdrawalGround.UNCONFIRMED, reason=reason, asked_by_id=published_by, asked_at=now
    )
    _take_out(withdrawal, note="", actor=actor, now=now)
    return withdrawal


def _store(page: Page, case: Case, *, is_urgent: bool, actor: User, now: datetime) -> Withdrawal:
    require_work_on_pages(actor, now=now)
    locked = Page.objects.select_for_update(of=("self",)).get(pk=page.pk)
    _require_whole(locked, case)
    if open_withdrawal(locked) is not None:
        raise ValidationError(_("Trang này đã có đề nghị thu hồi đang chờ quyết định."))
    withdrawal = Withdrawal.objects.create(
        page=locked,
        ground=case.ground,
        reason=case.reason.strip(),
        public_text=case.public_text.strip(),
        replacement=case.replacement,
        is_urgent=is_urgent,
        asked_by_id=actor.pk,
        asked_at=now,
    )
    audit.record(
        AuditAct.PAGE_WITHDRAWAL_ASKED, actor=actor, subject=withdrawal.page, detail=_detail(withdrawal), now=now
    )
    return withdrawal


def _require_whole(page: Page, case: Case) -> None:
    """Raise ValidationError by field for what a request lacks or may not say."""
    if not page.live:
        raise ValidationError(_("Trang không còn công khai."))
    if page.depth <= SITE_ROOT_DEPTH:
        raise ValidationError(_("Không thu hồi được trang chủ."))
    flaws: dict[str, str] = {}
    if case.ground not in WithdrawalGround.values or case.ground == WithdrawalGround.UNCONFIRMED:
        flaws["ground"] = _("Hãy chọn căn cứ.")
    if not case.reason.strip():
        flaws["reason"] = _("Hãy ghi lý do để người quyết định xem xét.")
    if hides(case.ground) and case.public_text.strip():
        flaws["public_text"] = _("Với căn cứ này, thông báo không nói gì về nội dung. Hãy để trống.")
    elif not hides(case.ground) and not case.public_text.strip():
        flaws["public_text"] = _("Hãy ghi lời báo cho người đọc.")
    if needs_replacement(case.ground) and case.replacement is None:
        flaws["replacement"] = _("Hãy chọn trang đã đăng cùng nội dung.")
    elif case.replacement is not None and (case.replacement.pk == page.pk or not case.replacement.live):
        flaws["replacement"] = _("Trang thay thế phải là một trang khác đang công khai.")
    if flaws:
        raise ValidationError(flaws)


def _take_out(withdrawal: Withdrawal, *, note: str, actor: User, now: datetime) -> None:
    page = Page.objects.select_for_update(of=("self",)).get(pk=withdrawal.page_id)
    if not page.live:
        raise ValidationError(_("Trang không còn công khai."))
    if page.get_descendants().filter(live=True).exists():
        raise ValidationError(_("Bên trong còn trang công khai. Hãy thu hồi hoặc chuyển các trang đó trước."))
    _decide(withdrawal, WithdrawalOutcome.DONE, note=note, actor=actor, now=now)
    rechecks.end_with_withdrawal(page, actor=actor, now=now)
    audit.record(AuditAct.PAGE_WITHDRAWN, actor=actor, subject=page, detail=_detail(withdrawal), now=now)
    UnpublishPageAction(page.specific, user=actor).execute(skip_permission_checks=True)


def _decide(withdrawal: Withdrawal, outcome: WithdrawalOutcome, *, note: str, actor: User, now: datetime) -> None:
    withdrawal.outcome, withdrawal.decision_note = outcome, note.strip()
    withdrawal.decided_by_id, withdrawal.decided_at = actor.pk, now
    withdrawal.save(update_fields=["outcome", "decision_note", "decided_by_id", "decided_at"])


def _for_decision(withdrawal: Withdrawal, actor: User, now: datetime) -> Withdrawal:
    found = _locked_open(withdrawal)
    _require_withdrawer(actor, now)
    if found.asked_by_id == actor.pk:
        raise PermissionDenied(_("Người khác phải quyết định về đề nghị của bạn."))
    return found


def _locked_open(withdrawal: Withdrawal) -> Withdrawal:
    found = Withdrawal.objects.select_for_update(of=("self",)).select_related("page").get(pk=withdrawal.pk)
    if not found.is_open:
        raise ValidationError(_("Đề nghị này đã kết thúc. Hãy tải lại trang."))
    return found


def _require_withdrawer(actor: User, now: datetime) -> None:
    if not may_withdraw(codenames_on(actor, dates.local_date(now))):
        raise PermissionDenied(NOT_TODAY)


def _detail(withdrawal: Withdrawal) -> dict[str, audit.JSON]:
    return {"withdrawal": withdrawal.pk, "ground": str(withdrawal.ground), "outcome": str(withdrawal.outcome)}


def _write_to_deciders(kind: Kind, withdrawal: Withdrawal, *, now: datetime) -> None:
    notify_each(
        kind,
        deciders({"withdraw_page"}, day=dates.local_date(now)).exclude(pk=withdrawal.asked_by_id),
        subject=withdrawal,
        occurrence=str(kind.code),
        context={"number": withdrawal.pk, "at": dates.short_datetime(now)},
        now=now,
    )


def _tell_asker(withdrawal: Withdrawal, *, now: datetime) -> None:
    asker = User.objects.filter(pk=withdrawal.asked_by_id).first()
    if asker is not None:
        notify(
            notifications.WITHDRAWAL_DECIDED,
            recipient=asker,
            subject=withdrawal,
            occurrence=str(withdrawal.outcome),
            context={"number": withdrawal.pk, "outcome": str(withdrawal.outcome)},
            now=now,
        )
