"""The online form: one question a page, the check, the confirmation (R6.1a-5)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.models import Agency
from core.forms import GuardedForm
from core.rules.abuse import Verdict
from editorial.enums import SupplyStep as Step
from editorial.forms.supply import FORMS, AnswerRow, SendForm, StepForm, bound_steps, rows_of
from editorial.rules.statement import CURRENT, STATEMENTS
from editorial.rules.supply import first_open, step_before
from editorial.services import drafts, supplying
from editorial.services.clocks import Reckoning, reckon
from editorial.views import remembering
from editorial.views.base import DraftView, to_step

SAVE = "luu"
MEGABYTE = 1024 * 1024


class StepView(DraftView):
    """One question; the answer goes into the draft, or the page stays with what was typed."""

    template_name = "editorial/supply/step.html"
    most_body_bytes = 5 * MEGABYTE // 2

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        try:
            self.step = Step(kwargs["step"])
        except ValueError as error:
            raise Http404(_("Không có trang này.")) from error

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_locked:
            return self.to_sign_in()
        earliest = first_open(self.steps, self.content.answers)
        if self.step not in self.steps or (earliest and self.steps.index(earliest) < self.steps.index(self.step)):
            return to_step(earliest)
        return super().get(request, *args, **kwargs)

    def get_form_class(self) -> type[StepForm]:
        return FORMS[self.step]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | self.known | {"guard_action": self.step.value}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        if SAVE in self.request.POST:
            form.save_as_it_is()
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        steps, place = self.steps, self.steps.index(self.step) if self.step in self.steps else 0
        return super().get_context_data(
            **{
                "step": self.step,
                "place": place + 1,
                "number_of_steps": len(steps),
                "before": step_before(steps, self.step) if self.step in steps else None,
                "has_draft": self.draft is not None,
                "sender_name": self.sender_name,
                "again": self.resubmission_of,
                "statement": STATEMENTS[CURRENT],
                "statement_version": CURRENT,
                "reckoning": reckoning_of(self.content, self),
                **kwargs,
            }
        )

    def accepted(self, form: GuardedForm, verdict: Verdict) -> HttpResponse:
        if not isinstance(form, StepForm):
            raise TypeError
        try:
            draft = self.keep(form)
        except ValidationError as error:
            return self.form_failed(form, error)
        self.draft, self.content = draft, drafts.read(draft)
        response = self.lead_on()
        remembering.remember_draft(response, draft.pk)
        return response

    def keep(self, form: StepForm) -> Any:
        """Store the answer and return the draft."""
        return drafts.keep(self.draft, step=self.step.value, values=form.values(), user=self.user, now=self.now)

    def lead_on(self) -> HttpResponse:
        """Go to the next open question, to the check, or to where the draft is put aside."""
        if SAVE in self.request.POST:
            return redirect("supply:draft")
        return to_step(first_open(self.steps, self.content.answers))


class FilesStepView(StepView):
    """The question about files: those that are fine go into the draft, whatever the others are."""

    most_body_bytes = 160 * MEGABYTE

    def get_form_kwargs(self) -> dict[str, Any]:
        stored = [] if self.is_locked else drafts.files_of(self.content)
        return super().get_form_kwargs() | {"stored": stored}

    def keep(self, form: StepForm) -> Any:
        draft = super().keep(form)
        added, removed = form.cleaned_data["attached"], form.cleaned_data.get("remove", [])
        if added or removed:
            draft = drafts.change_files(draft, added=added, removed=map(int, removed), now=self.now)
        return draft


class CheckView(DraftView):
    """Everything once more, and the button that sends it."""

    form_class = SendForm
    template_name = "editorial/supply/check.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.sent_or_open is not None and self.sent_or_open.entry_id is not None:
            return redirect("supply:sent")  # sent twice: one entry, one confirmation
        if self.is_locked:
            return self.to_sign_in()
        if self.draft is None:
            return to_step(Step.ROLE)
        self.forms = bound_steps(self.steps, self.content, user=self.user, agencies=self.agencies)
        wrong = next((step for step in self.steps if step not in self.forms or not self.forms[step].is_valid()), None)
        if wrong is not None:
            return to_step(wrong)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | self.known | {"guard_action": "gui"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows: list[AnswerRow] = rows_of(self.forms, drafts.files_of(self.content))
        extra = {"rows": rows, "reckoning": reckoning_of(self.content, self), "again": self.resubmission_of}
        return super().get_context_data(**{"sender_name": self.sender_name, **extra, **kwargs})

    def accepted(self, form: GuardedForm, verdict: Verdict) -> HttpResponse:
        if self.draft is None:
            raise TypeError
        values: dict[str, Any] = {}
        for step in self.steps:
            values |= self.forms[step].cleaned_data
        try:
            supplying.send(
                self.draft, supplier=self.supplier(values), values=values, is_held=verdict.held, now=self.now
            )
        except ValidationError as error:
            return self.form_failed(form, error)
        return redirect("supply:sent")

    def _refused(self, form: GuardedForm, verdict: Verdict) -> HttpResponse:
        # The same form may have come through a moment before, from a second press of the button.
        if self.draft is not None:
            self.draft.refresh_from_db(fields=["entry"])
            if self.draft.entry_id is not None:
                return redirect("supply:sent")
        return super()._refused(form, verdict)

    def supplier(self, values: dict[str, Any]) -> supplying.Supplier:
        """Return who sends."""
        if self.user is None:
            return supplying.Supplier(agency=values.get("agency"), name=values["name"], contact=values["contact"])
        role = values["role"]
        agency = Agency.objects.get(pk=int(role)) if role.isdecimal() else None
        return supplying.Supplier(user=self.user, agency=agency)


class SentView(DraftView):
    """The confirmation with the code in large type; it may be opened again while the draft's time runs."""

    template_name = "editorial/supply/sent.html"
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = self.sent_or_open
        if draft is None or draft.entry is None:
            return redirect("supply:follow")
        if draft.user_id is not None and self.user is None:
            return self.to_sign_in()
        context = {"entry": draft.entry, "code": draft.shown_code, "is_held": draft.entry.receipt.is_held}
        return self.render_to_response(context | {"view": self})


def reckoning_of(content: drafts.Content, view: DraftView) -> Reckoning | None:
    """Return how the clock stands when the draft is sent now, or None while its days are unknown or wrong."""
    if Step.TIMES not in content.answers:
        return None
    form = FORMS[Step.TIMES](data=content.answers[Step.TIMES], content=content)
    if not form.is_valid():
        return None
    data = form.cleaned_data
    days = {name: data[name] for name in ("starts_at", "ends_at", "issued_on") if data.get(name)}
    return reckon(received_at=view.now, **days)
