"""Put a draft aside, go on with it on another device, or drop it (R6.1a-5)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.forms import GuardedForm
from core.rules.abuse import Verdict
from editorial.forms.following import ResumeForm, SupplierForm
from editorial.rules.supply import first_open
from editorial.services import drafts
from editorial.views import remembering
from editorial.views.base import DraftView, to_step


class DraftPageView(DraftView):
    """Until when the draft is kept; its code is made by POST and shown once."""

    form_class = SupplierForm
    template_name = "editorial/supply/draft.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"guard_action": "ban-nhap"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        upcoming = first_open(self.steps, self.content.answers)
        shown = {"draft": self.draft, "code": "", "upcoming": upcoming, "is_locked": self.is_locked}
        return super().get_context_data(**shown | kwargs)

    def accepted(self, form: GuardedForm, verdict: Verdict) -> HttpResponse:
        if self.draft is None or self.is_locked:
            return redirect("supply:draft")
        code = drafts.set_code(self.draft, now=self.now)
        return self.render_to_response(self.get_context_data(form=form, code=code))


class ResumeView(DraftView):
    """Go on with a draft by its code."""

    form_class = ResumeForm
    template_name = "editorial/supply/resume.html"

    def accepted(self, form: GuardedForm, verdict: Verdict) -> HttpResponse:
        draft = drafts.resume(form.cleaned_data["code"], now=self.now)
        if draft is None:
            return self.form_failed(form, ValidationError(_("Không có bản nháp với mã này, hoặc bản nháp đã hết hạn.")))
        self.draft, self.content = draft, drafts.read(draft)
        response = to_step(first_open(self.steps, self.content.answers))
        remembering.remember_draft(response, draft.pk)
        return response


class DiscardView(DraftView):
    """Drop the draft: what was typed and its files are let go."""

    form_class = SupplierForm
    template_name = "editorial/supply/discard.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"guard_action": "bo-ban-nhap"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"draft": self.draft} | kwargs)

    def accepted(self, form: GuardedForm, verdict: Verdict) -> HttpResponse:
        if self.draft is not None:
            drafts.discard(self.draft)
        response = redirect("supply:reception")
        remembering.forget_draft(response)
        return response
