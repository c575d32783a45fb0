"""Two screens: a leader publishes in an emergency and says why; a second person confirms it or takes it down."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from core.enums import ApprovalKind
from core.lib import clock, dates
from core.models import Approval
from core.services.rule_values import rule_number
from editorial.forms.emergencies import EmergencyCheckForm, EmergencyForm
from editorial.models import EmergencyCheck
from editorial.permissions import Right
from editorial.services import emergencies
from editorial.services.approval import publish_in_emergency
from editorial.services.readiness import flaws
from editorial.views.page_acts import PageActView

TAKE_DOWN = "go-trang"


class EmergencyView(PageActView):
    """What is missing, until when somebody else has to look at it, and the reason."""

    template_name = "editorial/emergency.html"
    form_class = EmergencyForm
    right = Right.PUBLISH_IN_EMERGENCY

    @cached_property
    def draft(self) -> Page:
        return get_object_or_404(Page, pk=self.kwargs["page_id"])

    def get_page_title(self) -> str:
        return _("Đăng khẩn cấp")

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.draft.latest_revision_id}

    def form_valid(self, form: EmergencyForm) -> HttpResponse:
        revision = get_object_or_404(self.draft.revisions, pk=form.cleaned_data["revision"])
        try:
            approval = publish_in_emergency(
                revision, reason=form.cleaned_data["reason"], actor=self.person, now=clock.now()
            )
        except (ValidationError, PermissionDenied) as error:
            return self.refused(form, error)
        if approval.published_at:
            messages.success(self.request, _("Đã đăng. Người thứ hai được báo để xem lại."))
        else:
            messages.warning(self.request, _("Đã ghi nhận nhưng chưa đăng được; hệ thống đang thử lại."))
        return redirect("wagtailadmin_pages:edit", self.draft.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = dates.local_date(clock.now())
        draft = self.draft.get_latest_revision_as_object()
        return super().get_context_data(
            **kwargs,
            draft=draft,
            is_public_already=self.draft.live and not self.draft.has_unpublished_changes,
            flaws=flaws(draft, day=day),
            hours=rule_number(emergencies.HOURS, day),
        )


class EmergencyCheckView(PageActView):
    """What was published, by whom and why, and the two ways to answer."""

    template_name = "editorial/emergency_check.html"
    form_class = EmergencyCheckForm
    right = Right.APPROVE_PAGE

    @cached_property
    def approval(self) -> Approval:
        rows = Approval.objects.filter(kind=ApprovalKind.EMERGENCY).select_related("page", "revision__user")
        return get_object_or_404(rows, pk=self.kwargs["approval_id"])

    @property
    def draft(self) -> Page:
        return self.approval.page

    def get_page_title(self) -> str:
        return _("Xem lại việc đăng khẩn cấp")

    def form_valid(self, form: EmergencyCheckForm) -> HttpResponse:
        act = emergencies.take_down if self.request.POST.get("step") == TAKE_DOWN else emergencies.confirm
        try:
            check = act(self.approval, note=form.cleaned_data["note"], actor=self.person, now=clock.now())
        except (ValidationError, PermissionDenied) as error:
            return self.refused(form, error)
        messages.success(self.request, check.get_outcome_display())
        return redirect("wagtailadmin_home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        check = EmergencyCheck.objects.filter(approval=self.approval).select_related("checked_by").first()
        return super().get_context_data(
            **kwargs,
            approval=self.approval,
            leader=User.objects.filter(pk=self.approval.approver_id or 0).first(),
            until=emergencies.deadline(self.approval),
            check=check,
            may_answer=check is None and self.person.pk != self.approval.approver_id,
            take_down=TAKE_DOWN,
        )
