"""Views that all lists of the group share."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.views import generic

from core.services.permanence import record_refusal
from core.views import HarmlessExportMixin


class RecordIndexView(HarmlessExportMixin, generic.IndexView):
    """A list with filters and an export."""


class RecordDeleteView(generic.DeleteView):
    """A deletion that a record in use refuses in words (Article 6.5)."""

    def form_valid(self, form: Form) -> HttpResponse:
        if self.usage and self.usage.is_protected:
            return self._refuse()
        try:
            with transaction.atomic():
                answer: Any = super().form_valid(form)
        except (ProtectedError, RestrictedError):
            return self._refuse()
        return answer

    def _refuse(self) -> HttpResponse:
        words = _("“%(record)s” đang được sử dụng nên không xóa được. Hãy ghi ngày kết thúc thay cho việc xóa.")
        record_refusal([self.object], actor=self.request.user)
        messages.error(self.request, words % {"record": self.object})
        return redirect(self.index_url_name)
