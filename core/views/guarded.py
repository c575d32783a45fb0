"""Forms for the public: each submission goes through the guard, and every refusal keeps what was typed."""

from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from core.forms import GuardedForm
from core.lib import clock
from core.rules.abuse import Verdict
from core.services import abuse, client_address


def too_many(request: HttpRequest, *, retry_after: int) -> HttpResponse:
    """Answer 429 with the wait in seconds and what to do instead, where no form can be shown again."""
    answer = render(request, "429.html", {"retry_after": retry_after}, status=HTTPStatus.TOO_MANY_REQUESTS)
    answer["Retry-After"] = str(retry_after)
    return answer


@method_decorator(never_cache, name="dispatch")
class GuardedFormView(FormView):
    """One public form; a subclass says in ``accepted`` what becomes of a submission."""

    http_method_names = ["get", "head", "post", "options"]
    most_body_bytes = 64 * 1024
    """What ``portal.middleware.BodyLimitMiddleware`` lets through to this view."""

    def accepted(self, form: GuardedForm, verdict: Verdict) -> HttpResponse:
        """Store the submission with one service call, inside the guard's transaction, and answer."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        with transaction.atomic():
            verdict = abuse.guard(form, address=client_address.of_request(request), now=clock.now())
            if verdict.accepted:
                return self.accepted(form, verdict)
        return self._refused(form, verdict)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Nothing was judged yet unless a refusal says so."""
        return super().get_context_data(**{"verdict": None} | kwargs)

    def _refused(self, form: GuardedForm, verdict: Verdict) -> HttpResponse:
        answer = self.render_to_response(self.get_context_data(form=form, verdict=verdict))
        if verdict.is_limit:
            answer.status_code = HTTPStatus.TOO_MANY_REQUESTS
            answer["Retry-After"] = str(verdict.retry_after)
        else:
            answer.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return answer
