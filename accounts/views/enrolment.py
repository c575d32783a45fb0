"""The code that was handed over, before the first second factor is set up (R9.4-1)."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from accounts.forms import EnrolmentForm
from accounts.services import attempts, enrolment, sessions
from accounts.views.entrance import locked_out
from core.lib import clock


@method_decorator(never_cache, name="dispatch")
@method_decorator(login_required, name="dispatch")
class EnrolmentView(FormView):
    """Ask for the code once; wrong ones are counted like wrong passwords."""

    template_name = "accounts/enrolment.html"
    form_class = EnrolmentForm

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if sessions.has_factor(request.user) or sessions.may_change_devices(request, request.user, now=clock.now()):
            return redirect("second_factor")
        if request.method == "POST" and not AxesProxyHandler.is_allowed(
            request, {"username": request.user.get_username()}
        ):
            return locked_out(request)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: EnrolmentForm) -> HttpResponse:
        user: Any = self.request.user
        now = clock.now()
        if not enrolment.redeem(user, form.cleaned_data["code"], now=now):
            attempts.count_wrong_code(self.request, user.get_username(), step="enrolment")
            form.add_error("code", form.WRONG)
            return self.form_invalid(form)
        sessions.note_enrolment(self.request.session, user, now=now)
        sessions.renew_key(self.request.session)
        return redirect("second_factor")
