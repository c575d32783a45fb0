"""Two screens about a page that was published: a note on its next version, and the mark "đang xác thực lại"."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import User
from core.enums import ChangeNoteKind
from core.lib import clock, dates
from core.models import Recheck
from core.services.notices import note_to_come
from core.services.rule_values import rule_number
from editorial.forms.afterwards import ChangeNoteForm, LiftForm, RecheckForm
from editorial.permissions import Right, works_on_pages
from editorial.services import change_notes, rechecks
from editorial.views.page_acts import PageActView

RECHECK_DAYS = "recheck-days"


class ChangeNoteView(PageActView):
    """What the next version corrects or changes, as the public will read it."""

    template_name = "editorial/change_note.html"
    form_class = ChangeNoteForm
    header_icon = "edit"

    def is_allowed(self) -> bool:
        return change_notes.may_write(self.draft, self.person)

    @cached_property
    def draft(self) -> Page:
        return get_object_or_404(Page, pk=self.kwargs["page_id"])

    def get_page_title(self) -> str:
        return _("Đính chính, ghi chú thay đổi")

    def get_initial(self) -> dict[str, Any]:
        note = note_to_come(self.draft.pk)
        if note is None:
            return {"kind": ChangeNoteKind.CORRECTION}
        return {"kind": note.kind, "wrong": note.wrong, "text": note.text}

    def form_valid(self, form: ChangeNoteForm) -> HttpResponse:
        try:
            change_notes.write_note(self.draft, **form.cleaned_data, actor=self.person, now=clock.now())
        except (ValidationError, PermissionDenied) as error:
            return self.refused(form, error)
        messages.success(self.request, _("Đã ghi cùng bản nháp. Hãy trình duyệt; khi được duyệt mới công khai."))
        return redirect("wagtailadmin_pages:edit", self.draft.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, draft=self.draft)


class RecheckView(PageActView):
    """Put the mark on a page, or take it off with an outcome."""

    template_name = "editorial/recheck.html"

    def is_allowed(self) -> bool:
        return works_on_pages(self.rights)

    @cached_property
    def draft(self) -> Page:
        return get_object_or_404(Page, pk=self.kwargs["page_id"])

    @cached_property
    def mark(self) -> Recheck | None:
        return rechecks.open_recheck(self.draft)

    def get_page_title(self) -> str:
        return _("Xác thực lại")

    def get_form_class(self) -> type[forms.Form]:
        return RecheckForm if self.mark is None else LiftForm

    def get_initial(self) -> dict[str, Any]:
        today = dates.local_date(clock.now())
        return {} if self.mark else {"due_on": today + timedelta(days=rule_number(RECHECK_DAYS, today))}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        now, mark = clock.now(), self.mark
        try:
            if mark is None:
                rechecks.mark(self.draft, **form.cleaned_data, actor=self.person, now=now)
                words = _("Trang đã hiện “Đang xác thực lại”.")
            else:
                rechecks.lift(mark, **form.cleaned_data, actor=self.person, now=now)
                words = _("Đã bỏ dấu “Đang xác thực lại”.")
        except (ValidationError, PermissionDenied) as error:
            return self.refused(form, error)
        messages.success(self.request, words)
        return redirect("wagtailadmin_pages:edit", self.draft.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mark = self.mark
        return super().get_context_data(
            **kwargs,
            draft=self.draft,
            mark=mark,
            set_by=User.objects.filter(pk=mark.set_by_id).first() if mark else None,
            may_lift=Right.APPROVE_PAGE in self.rights,
        )
