"""Ask whether a page was useful, at an address of its own, so that reading a page sets no cookie."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.forms import GuardedForm
from core.lib import clock
from core.models import PublishedItem
from core.rules.abuse import Verdict
from core.views import GuardedFormView
from home.forms import OpinionForm
from home.services.opinions import give_opinion


def public_item(page_id: int) -> PublishedItem:
    """Return what readers see of a page; raises Http404 for a page that is not public."""
    item = PublishedItem.objects.only("page_id", "title", "path").filter(page_id=page_id).first()
    if item is None:
        raise Http404(_("Không có trang này."))
    return item


class OpinionView(GuardedFormView):
    """The form and its answers."""

    form_class = OpinionForm
    template_name = "home/opinion.html"
    most_body_bytes = 32 * 1024

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.item = public_item(kwargs["page_id"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"guard_action": str(self.item.page_id)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"item": self.item} | kwargs)

    def accepted(self, form: GuardedForm, verdict: Verdict) -> HttpResponse:
        give_opinion(page_id=self.item.page_id, held=verdict.held, now=clock.now(), **form.cleaned_data)
        return redirect("opinion_thanks", self.item.page_id)


class ThanksView(TemplateView):
    """What follows an answer; it may be opened again without sending anything."""

    template_name = "home/opinion_thanks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(item=public_item(kwargs["page_id"]), **kwargs)
