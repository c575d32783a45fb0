"""Approve a page and publish exactly what was approved, at once (Articles 6.3.a and 6.4.a, docs/decisions/0018)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from accounts.models import User
from core.enums import ApprovalKind, AuditAct
from core.lib import clock, dates
from core.models import Approval
from core.services import approvals, audit
from editorial.models.review import StepRefusedError, may_approve
from editorial.permissions import Right
from editorial.rules import checklist
from editorial.rules.four_eyes import Obstacle, obstacle
from editorial.services.changes import require_right
from editorial.services.emergencies import ask_for_check
from editorial.services.publishing import attempt
from editorial.services.readiness import flaws, require_ready


def words_of(found: Obstacle) -> str:
    """Return what a person is told of an obstacle."""
    return {
        Obstacle.ALREADY_APPROVED: _("Người khác vừa duyệt phiên bản này. Không cần duyệt nữa."),
        Obstacle.OUTDATED: _("Trang đã được sửa sau phiên bản này. Hãy xem phiên bản mới nhất."),
        Obstacle.NOBODY_EDITED: _("Chưa rõ ai biên tập phiên bản này nên không duyệt được."),
        Obstacle.OWN_WORK: _("Bạn đã soạn hoặc sửa nội dung này: người khác phải duyệt."),
    }[found]


def finish_workflow(workflow_state: WorkflowState, user: User | None = None) -> None:
    """Approve and publish the revision on which the last step of the workflow was done.

    Wagtail calls this in the transaction that closes the workflow, so a refusal leaves the step open. Raises
    StepRefusedError with the reason where ``approve`` denies.
    """
    last_step = workflow_state.current_task_state
    state = last_step and last_step.specific
    if user is None or not hasattr(state, "answers"):
        raise PermissionDenied(_("Quy trình phải kết thúc bằng bước duyệt của Ban Biên tập."))
    try:
        approve(
            state.revision,
            answers=state.answers,
            publish_after=state.publish_after,
            reason=state.reason,
            actor=user,
            now=clock.now(),
        )
    except PermissionDenied as error:
        raise StepRefusedError(str(error)) from error


@transaction.atomic
def approve(
    revision: Revision,
    *,
    answers: Sequence[checklist.Answer],
    publish_after: datetime | None = None,
    reason: str = "",
    actor: User,
    now: datetime,
) -> Approval:
    """Approve the latest revision of a page and publish it in the same moment; return the approval.

    When publishing fails the approval stays, is tried again, and stands on the alarm list (R6.4a-1). Raises
    PermissionDenied for who is not in charge or had a hand in the text, ValidationError for an open checklist or a
    later publication without reason, NotReadyError for a page that lacks source, author or rights.
    """
    require_right(actor, Right.APPROVE_PAGE, now=now)
    page = _locked(revision)
    if not may_approve(actor, page, dates.local_date(now)):
        raise PermissionDenied(_("Chuyên mục này do người khác duyệt."))
    if found := obstacle_for(actor, page, revision):
        raise PermissionDenied(words_of(found))
    if not checklist.is_complete(answers):
        raise ValidationError(_("Phải xác nhận đủ các điều trong danh mục kiểm tra."))
    if publish_after and not reason.strip():
        raise ValidationError(_("Đăng muộn là ngoại lệ: hãy ghi lý do."))
    act = approvals.prepared(revision)
    require_ready(act.object, now=now)
    approval = approvals.record(
        page,
        revision,
        kind=ApprovalKind.BOARD,
        approver_id=actor.pk,
        answers=answers,
        reason=reason,
        publish_after=publish_after,
        now=now,
    )
    _record(approval, actor=actor, now=now)
    attempt(approval, act=act, now=now)
    return approval


@transaction.atomic
def publish_in_emergency(revision: Revision, *, reason: str, actor: User, now: datetime) -> Approval:
    """Let a leader publish alone; a second person has to confirm it within the hours of the rule value (R6.3a-2)."""
    require_right(actor, Right.PUBLISH_IN_EMERGENCY, now=now)
    page = _locked(revision)
    if not reason.strip():
        raise ValidationError({"reason": _("Hãy ghi lý do đăng khẩn cấp.")})
    found = obstacle_for(actor, page, revision)
    if found and found in {Obstacle.ALREADY_APPROVED, Obstacle.OUTDATED}:
        raise PermissionDenied(words_of(found))
    act = approvals.prepared(revision)
    require_ready(act.object, now=now)
    approval = approvals.record(
        page, revision, kind=ApprovalKind.EMERGENCY, approver_id=actor.pk, reason=reason.strip(), now=now
    )
    _record(approval, actor=actor, now=now)
    ask_for_check(approval, now=now)
    attempt(approval, act=act, now=now)
    return approval


def obstacle_for(actor: User, page: Page, revision: Revision) -> Obstacle | None:
    """Return what keeps a person from approving a version of a page as it stands now, or None (one query)."""
    known = Approval.objects.filter(page_id=page.pk, revision__isnull=False)
    last = known.filter(published_at__isnull=False).order_by("-revision_id").values("revision_id")[:1]
    waits = known.filter(published_at__isnull=True, revision_id=OuterRef("pk"))
    is_new = Q(pk__gt=Coalesce(Subquery(last), 0))
    saved = page.revisions.filter(is_new | Q(pk=revision.pk)).annotate(is_new=is_new, waits=Exists(waits))
    versions = list(saved.order_by("pk").values_list("pk", "user_id", "is_new", "waits"))
    return obstacle(
        approver=actor.pk,
        editors={user_id for _pk, user_id, is_new, _waits in versions if is_new},
        is_latest=not any(pk > revision.pk for pk, *_rest in versions),
        is_approved=(page.live and page.live_revision_id == revision.pk)
        or any(waits for pk, _user_id, _is_new, waits in versions if pk == revision.pk),
    )


def hindrances_of(page: Page, user: User, *, now: datetime) -> list[str]:
    """Return in words what keeps a person from approving the latest version of a page, before it is tried."""
    revision = page.get_latest_revision()
    found = obstacle_for(user, page, revision)
    missing = flaws(revision.as_object(), day=dates.local_date(now))
    return [*([words_of(found)] if found else []), *(f"{flaw.label}: {flaw.message}" for flaw in missing)]


def _locked(revision: Revision) -> Page:
    """Return the page, locked until the transaction ends: an edit and an approval never cross.

    The revision is read into this very row.
    """
    model: Any = ContentType.objects.get_for_id(revision.content_type_id).model_class()
    rows = model._default_manager.select_for_update(of=("self", model._meta.pk.name))
    page: Page = rows.get(pk=int(revision.object_id))
    revision.content_object = page
    return page


def _record(approval: Approval, *, actor: User, now: datetime) -> None:
    detail: dict[str, audit.JSON] = {
        "approval": approval.pk,
        "kind": str(approval.kind),
        "revision": approval.revision_id,
        "later": approval.publish_after.isoformat() if approval.publish_after else None,
    }
    audit.record(AuditAct.PAGE_APPROVAL_RECORDED, actor=actor, subject=approval.page, detail=detail, now=now)
