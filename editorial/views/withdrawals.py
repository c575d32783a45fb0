"""Two screens: somebody asks to take a page out, or a leader does it at once; another person decides or looks."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from core.lib import clock, dates
from core.models import Withdrawal
from core.services.rule_values import rule_number
from editorial.forms.withdrawals import DecisionForm, WithdrawalForm
from editorial.permissions import Right, codenames_in_request, may_withdraw, works_on_pages
from editorial.services import withdrawals
from editorial.views.page_acts import PageActView

AT_ONCE = "thu-hoi-ngay"
CARRY_OUT, REFUSE, TAKE_BACK, CHECK = "thu-hoi", "giu-trang", "rut", "da-xem"


class WithdrawView(PageActView):
    """Ground, reason and notice; one button asks, a leader has another that acts."""

    template_name = "editorial/withdraw.html"
    form_class = WithdrawalForm

    def is_allowed(self) -> bool:
        return works_on_pages(self.rights)

    @cached_property
    def draft(self) -> Page:
        return get_object_or_404(Page, pk=self.kwargs["page_id"])

    @property
    def may_act_alone(self) -> bool:
        """Return whether the person may take a page out before anybody else has looked."""
        return Right.PUBLISH_IN_EMERGENCY in self.rights

    def get_page_title(self) -> str:
        return _("Thu hồi trang")

    def form_valid(self, form: WithdrawalForm) -> HttpResponse:
        at_once = self.request.POST.get("step") == AT_ONCE
        act = withdrawals.withdraw_at_once if at_once else withdrawals.ask
        try:
            act(self.draft, withdrawals.Case(**form.cleaned_data), actor=self.person, now=clock.now())
        except (ValidationError, PermissionDenied) as error:
            return self.refused(form, error)
        words = _("Đã thu hồi. Người thứ hai được báo để xem lại.") if at_once else _("Đã gửi đề nghị thu hồi.")
        messages.success(self.request, words)
        return redirect("wagtailadmin_pages:edit", self.draft.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            draft=self.draft,
            open_request=withdrawals.open_withdrawal(self.draft),
            may_act_alone=self.may_act_alone,
            at_once=AT_ONCE,
            hours=rule_number(withdrawals.HOURS, dates.local_date(clock.now())),
        )


class WithdrawalDecisionView(PageActView):
    """One request: what was asked, by whom and why, and what may be done about it."""

    template_name = "editorial/withdrawal.html"
    form_class = DecisionForm

    def is_allowed(self) -> bool:
        return works_on_pages(self.rights) or self.decides

    @cached_property
    def withdrawal(self) -> Withdrawal:
        rows = Withdrawal.objects.select_related("page", "replacement")
        return get_object_or_404(rows, pk=self.kwargs["withdrawal_id"])

    @property
    def draft(self) -> Page:
        return self.withdrawal.page

    @property
    def decides(self) -> bool:
        """Return whether the person decides about taking pages out."""
        return may_withdraw(codenames_in_request(self.person, dates.local_date(clock.now())))

    def get_page_title(self) -> str:
        return _("Đề nghị thu hồi")

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        try:
            self._act(form.cleaned_data["note"])
        except (ValidationError, PermissionDenied) as error:
            return self.refused(form, error)
        return redirect("wagtailadmin_home")

    def _act(self, note: str) -> None:
        one, who, now = self.withdrawal, self.person, clock.now()
        acts: dict[str, tuple[Callable[[], Withdrawal], str]] = {
            CARRY_OUT: (lambda: withdrawals.carry_out(one, note=note, actor=who, now=now), _("Đã thu hồi trang.")),
            REFUSE: (lambda: withdrawals.refuse(one, note=note, actor=who, now=now), _("Trang được giữ lại.")),
            TAKE_BACK: (lambda: withdrawals.take_back(one, actor=who, now=now), _("Đã rút đề nghị.")),
            CHECK: (lambda: withdrawals.check(one, actor=who, now=now), _("Đã ghi nhận việc xem lại.")),
        }
        step = self.request.POST.get("step", "")
        if step not in acts:
            raise ValidationError(_("Hãy chọn một việc."))
        act, words = acts[step]
        act()
        messages.success(self.request, words)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.withdrawal
        is_own = one.asked_by_id == self.person.pk
        people = User.objects.in_bulk([one.asked_by_id, one.decided_by_id or 0, one.checked_by_id or 0])
        return super().get_context_data(
            **kwargs,
            withdrawal=one,
            asked_by=people.get(one.asked_by_id),
            decided_by=people.get(one.decided_by_id or 0),
            checked_by=people.get(one.checked_by_id or 0),
            may_decide=one.is_open and self.decides and not is_own,
            may_take_back=one.is_open and is_own,
            may_check=one.was_decided_alone and not one.checked_at and self.decides and not is_own,
            steps={"carry_out": CARRY_OUT, "refuse": REFUSE, "take_back": TAKE_BACK, "check": CHECK},
        )
