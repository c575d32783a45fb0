"""The steps of Wagtail's workflow on a page's way to the public, and what became of approvals (Article 6.3, 6.4.a)."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState

from accounts.models import User
from core.enums import ApprovalKind
from core.lib import clock, dates
from core.models import Approval, PublishedItem
from core.rules.personal_data import WORK_TRACE
from editorial.enums import EmergencyOutcome
from editorial.models.board import approvers
from editorial.page_forms import ApprovalForm, CommentForm, ReturnForm
from editorial.permissions import Right, rights_in_request

PATH_STEP = 4


class StepRefusedError(ValidationError):
    """A step of the workflow was not done, and is left as it is; the message says why."""


class ReviewState(TaskState):
    """One step of one revision; a return says until when the page is awaited."""

    due_on = models.DateField(_("Hạn gửi lại"), null=True, blank=True)

    class Meta:
        verbose_name = _("lần xem xét trang")
        verbose_name_plural = _("lần xem xét trang")


class ApprovalState(ReviewState):
    """The Board's step with what the approver answered."""

    answers = models.JSONField(_("Kết quả kiểm tra"), default=list)
    publish_after = models.DateTimeField(_("Chỉ đăng từ"), null=True)
    reason = models.TextField(_("Lý do đăng muộn"), blank=True)

    personal_data = {"reason": WORK_TRACE}

    class Meta:
        verbose_name = _("lần duyệt trang")
        verbose_name_plural = _("lần duyệt trang")


class ReviewTask(Task):
    """A step that people do by right and date; administrators have no part in it."""

    right: ClassVar[Right]
    forward: ClassVar[Any]
    task_state_class = ReviewState

    class Meta:
        abstract = True

    def is_for(self, page: Page, user: User) -> bool:
        """Return whether the step is this person's to do today."""
        return self.right in rights_in_request(user, dates.local_date(clock.now()))

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, Any, bool]]:
        if not self.is_for(obj, user):
            return []
        return [("reject", _("Trả lại để bổ sung"), True), ("approve", self.forward, True)]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return ReturnForm if action == "reject" else CommentForm

    def revision_of(self, state: TaskState) -> Any:
        """Return the revision that the step was done on."""
        return state.revision

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Do the step once; raises StepRefusedError for the second of two people at the same moment."""
        Page.objects.select_for_update(of=("self",)).get(pk=task_state.workflow_state.object_id)
        state = task_state.specific
        state.refresh_from_db(fields=["status"])
        if state.status != TaskState.STATUS_IN_PROGRESS:
            raise StepRefusedError(_("Người khác vừa xử lý xong bước này. Hãy xem lại trang."))
        state.revision = self.revision_of(state)
        comment = kwargs.pop("comment", "")
        for name, value in kwargs.items():
            setattr(state, name, value)
        super().on_action(state, user, action_name, comment=comment)

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        return self.is_for(obj, user)

    def locked_for_user(self, obj: Page, user: User) -> bool:
        return not self.is_for(obj, user)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> models.QuerySet[TaskState]:
        if self.right not in rights_in_request(user, dates.local_date(clock.now())):
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)


class CheckTask(ReviewTask):
    """Kiểm tra: is it complete, where does it come from, does it belong here."""

    right = Right.CHECK_PAGE
    forward = _("Đạt, chuyển biên tập")

    class Meta:
        verbose_name = _("bước kiểm tra")
        verbose_name_plural = _("bước kiểm tra")


class EditTask(ReviewTask):
    """Biên tập: the text is brought into shape."""

    right = Right.EDIT_PAGE
    forward = _("Đã biên tập, chuyển tiếp")

    class Meta:
        verbose_name = _("bước biên tập")
        verbose_name_plural = _("bước biên tập")

    def revision_of(self, state: TaskState) -> Any:
        """The editor's own version is the outcome of the step; it is checked once more before approval."""
        return state.workflow_state.content_object.get_latest_revision()


class ApprovalTask(ReviewTask):
    """Duyệt: an approver in charge of the category, with the checklist."""

    right = Right.APPROVE_PAGE
    forward = _("Duyệt và đăng")
    task_state_class = ApprovalState

    class Meta:
        verbose_name = _("bước duyệt")
        verbose_name_plural = _("bước duyệt")
        permissions = [
            ("check_page", "Check pages"),
            ("edit_page", "Edit pages for approval"),
            ("approve_page", "Approve pages"),
            ("publish_in_emergency", "Publish pages in an emergency"),
        ]

    def is_for(self, page: Page, user: User) -> bool:
        return super().is_for(page, user) and may_approve(user, page, dates.local_date(clock.now()))

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return ApprovalForm if action == "approve" else super().get_form_for_action(action)

    def get_template_for_action(self, action: str) -> str:
        return "editorial/approval_modal.html" if action == "approve" else str(super().get_template_for_action(action))


class PublicationFailure(models.Model):
    """An attempt to publish something approved that did not succeed; rows are added only (R6.4a-1)."""

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="+", verbose_name=_("Duyệt"))
    at = models.DateTimeField(_("Lúc"))
    error = models.CharField(_("Lỗi"), max_length=200)

    class Meta:
        verbose_name = _("lần đăng không thành công")
        verbose_name_plural = _("lần đăng không thành công")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.approval_id}: {self.error}"


class EmergencyCheck(models.Model):
    """A second person looked at what a leader had published in an emergency (R6.3a-2)."""

    approval = models.OneToOneField(
        Approval, on_delete=models.PROTECT, related_name="+", verbose_name=_("Đăng khẩn cấp")
    )
    outcome = models.CharField(
        _("Kết quả"), max_length=20, choices=EmergencyOutcome, default=EmergencyOutcome.CONFIRMED
    )
    note = models.TextField(_("Ý kiến"), blank=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("Người xác nhận"))
    checked_at = models.DateTimeField(_("Xác nhận lúc"))

    personal_data = {"note": WORK_TRACE}

    class Meta:
        verbose_name = _("xác nhận đăng khẩn cấp")
        verbose_name_plural = _("xác nhận đăng khẩn cấp")
        ordering = ["-checked_at"]

    def __str__(self) -> str:
        return f"{self.approval_id}: {self.checked_at:%d/%m/%Y %H:%M}"


def category_of(page: Page) -> str:
    """Return the main category a page stands in, or an empty text (one query)."""
    above = [page.path[:length] for length in range(PATH_STEP, len(page.path) + 1, PATH_STEP)]
    items = PublishedItem.objects.filter(page__path__in=above).order_by("-page__path")
    return items.values_list("category", flat=True).first() or ""


def may_approve(user: User, page: Page, day: date) -> bool:
    """Return whether a person is in charge of approving this page on a day, by seat or as stand-in."""
    return user.pk in approvers(category_of(page), day)


def unconfirmed_emergencies() -> models.QuerySet[Approval]:
    """Return emergency publications that nobody else has confirmed."""
    checked = EmergencyCheck.objects.filter(approval=models.OuterRef("pk"))
    return Approval.objects.filter(~models.Exists(checked), kind=ApprovalKind.EMERGENCY)
