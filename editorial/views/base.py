"""What the pages of the online form share: who is there, which draft, which question comes next."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.models import User
from core.enums import Refusal
from core.forms import GuardedForm, add_refusal
from core.lib import clock, dates
from core.rules.abuse import refused
from core.views import GuardedFormView
from editorial.enums import EntryState, SupplyKind
from editorial.enums import SupplyStep as Step
from editorial.models import Entry, SupplyDraft
from editorial.rules.supply import may_send_again, steps_for
from editorial.services import drafts
from editorial.services.suppliers import agencies_of
from editorial.views import remembering


def person(request: HttpRequest) -> User | None:
    """Return who signed in, or None."""
    return request.user if request.user.is_authenticated else None


class SupplierView(GuardedFormView):
    """A page of the supplier's side; what a service refuses is told in the form."""

    def form_failed(self, form: GuardedForm, error: ValidationError) -> HttpResponse:
        """Show the form again with what a service has to say, by field where the form has it."""
        add_refusal(form, error)
        return self._refused(form, refused(Refusal.INVALID))


class DraftView(SupplierView):
    """A page about the draft that the browser brings along."""

    @cached_property
    def now(self) -> datetime:
        """Return the instant of the request."""
        return clock.now()

    @cached_property
    def user(self) -> User | None:
        """Return who signed in."""
        return person(self.request)

    @cached_property
    def agencies(self) -> Mapping[int, str]:
        """Return the agencies that the person speaks for, by id."""
        if self.user is None:
            return {}
        return {agency.pk: agency.name for agency in agencies_of(self.user, dates.local_date(self.now))}

    @cached_property
    def sent_or_open(self) -> SupplyDraft | None:
        """Return the browser's draft, sent or not; never that of another account."""
        pk = remembering.draft_id(self.request)
        draft = drafts.current(pk, now=self.now) if pk else None
        is_foreign = draft is not None and draft.user_id and self.user is not None and draft.user_id != self.user.pk
        return None if is_foreign else draft

    @cached_property
    def draft(self) -> SupplyDraft | None:
        """Return the browser's draft as long as it was not sent."""
        draft = self.sent_or_open
        return draft if draft is not None and draft.entry_id is None else None

    @cached_property
    def content(self) -> drafts.Content:
        """Return what was typed so far."""
        return drafts.read(self.draft)

    @property
    def is_locked(self) -> bool:
        """Return whether the draft belongs to an account that has to sign in again: it may add, not look."""
        return self.draft is not None and self.draft.user_id is not None and self.user is None

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the questions for this person and kind."""
        kind = self.content.value(Step.KIND, "kind") or SupplyKind.EVENT
        return steps_for(kind=kind, is_known=self.user is not None or self.is_locked)

    @property
    def resubmission_of(self) -> Entry | None:
        """Return the entry that this draft sends again, while it may be."""
        entry = self.draft.resubmission_of if self.draft else None
        return entry if entry is not None and may_send_again(EntryState(entry.state)) else None

    @property
    def sender_name(self) -> str:
        """Return the name of the account that sends, which nobody has to type again; empty without one."""
        return str(self.user) if self.user is not None else ""

    def to_sign_in(self) -> HttpResponse:
        """Send the owner of the draft to the sign-in, from where the way leads back here."""
        return redirect_to_login(self.request.get_full_path())

    @property
    def known(self) -> dict[str, Any]:
        """Return what the forms of the questions are drawn from."""
        return {"content": self.content, "user": self.user, "agencies": self.agencies}


def to_step(step: Step | None) -> HttpResponse:
    """Lead to a question, or to the page where everything is checked."""
    return redirect("supply:step", step=step.value) if step else redirect("supply:check")
