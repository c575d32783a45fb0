"""The desk of the security officer: one held file with what was found, the decisions about it, and its original."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View
from wagtail import hooks
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets import AdminAutoHeightTextInput

from core.enums import FileDecisionKind as Kind
from core.lib import clock
from core.models import PortalDocument, PortalImage, StoredFile
from core.services import uploads
from core.services.seals import without_sealed
from core.services.uploads import store
from core.views.file_response import Served, respond

VERBS: dict[str, Callable[..., None]] = {
    Kind.PROPOSED: uploads.ask_release,
    Kind.AGREED: uploads.release,
    Kind.DECLINED: uploads.decline,
    Kind.REFUSED: uploads.refuse,
}
MAIN = frozenset({Kind.PROPOSED, Kind.AGREED})
NEVER_RUN = "application/octet-stream"
WHERE_USED = "where_a_file_is_used"
"""Hook: called with a stored file and the person who looks; returns what it belongs to as (words, address) pairs.

The address is empty where the person may not go.
"""


def held_file(pk: int) -> StoredFile:
    """Return a file of the desk; raises Http404 for any other."""
    found: StoredFile = get_object_or_404(StoredFile.objects.on_the_desk(), pk=pk)
    return found


def address_of(stored: StoredFile) -> str:
    """Return the address of a file on the desk."""
    return reverse("held_files:inspect", args=[stored.pk])


def name_of(stored: StoredFile) -> str:
    """Return what a file is called on the desk."""
    return stored.label


class HeldFileView(generic.InspectView):
    """What is known of one file: never a word of its content."""

    template_name = "core/held_file.html"
    page_title = _("Tệp bị giữ")

    def get_object(self, queryset: Any = None) -> StoredFile:
        return held_file(self.kwargs["pk"])

    def get_fields(self) -> list[Any]:
        return []

    def get_page_subtitle(self) -> str:
        return name_of(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stored, user = self.object, self.request.user
        decisions = list(stored.decisions.all())
        ids = {decision.decided_by for decision in decisions} | {stored.uploader_id}
        people = get_user_model()._default_manager.in_bulk([pk for pk in ids if pk is not None])
        offered = uploads.choices(stored, user)
        is_told = uploads.may_decide(user) or stored.is_named
        return super().get_context_data(
            stored=stored,
            name=name_of(stored),
            uploader=people.get(stored.uploader_id),
            decisions=[(decision, people.get(decision.decided_by)) for decision in decisions],
            is_told=is_told,
            choices=[(kind.value, kind.label, kind in MAIN) for kind in offered],
            proposed_by_me=stored.release_asked_by == user.pk,
            may_take=uploads.may_take_original(stored, user),
            places=places_of(stored, user),
            **kwargs,
        )


def places_of(stored: StoredFile, user: Any) -> list[tuple[str, str]]:
    """Return what the file belongs to: the media library, without what is sealed, and what the apps above say."""
    documents = PortalDocument.objects.filter(stored_file=stored).defer("extracted_text").order_by("pk")
    pictures = PortalImage.objects.filter(stored_file=stored).order_by("pk")
    media = [*without_sealed(pictures), *without_sealed(documents)]
    told = (where(stored, user) for where in hooks.get_hooks(WHERE_USED))
    return [*((one.title, "") for one in media), *(place for places in told for place in places)]


class ReasonForm(forms.Form):
    """Why somebody decides so."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=AdminAutoHeightTextInput,
        help_text=_("Ghi căn cứ đã xem xét; không chép nội dung của tệp vào đây."),
    )


class DecisionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Ask why, decide, and lead back to the file."""

    template_name = "core/held_file_decision.html"
    any_permission_required = ["view"]
    header_icon = "lock"
    form_class = ReasonForm
    model: Any = None
    index_url_name = edit_url_name = delete_url_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not uploads.may_decide(request.user):
            raise PermissionDenied
        if self.kind not in uploads.choices(self.stored, request.user):
            return self._impossible()
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def stored(self) -> StoredFile:
        """Return the file of the address."""
        return held_file(self.kwargs["pk"])

    @cached_property
    def kind(self) -> Kind:
        """Return the decision of the address."""
        if self.kwargs["kind"] not in VERBS:
            raise Http404
        return Kind(self.kwargs["kind"])

    def form_valid(self, form: Form) -> HttpResponse:
        reason, user = form.cleaned_data["reason"], self.request.user
        try:
            VERBS[self.kind](self.stored, by=user, reason=reason, now=clock.now())
        except uploads.NotAllowedError:
            return self._impossible()
        messages.success(self.request, _("Đã ghi quyết định: %(kind)s.") % {"kind": self.kind.label.lower()})
        return redirect(address_of(self.stored))

    def get_page_title(self) -> str:
        return str(self.kind.label)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("held_files:index"), "label": str(_("Tệp bị giữ"))},
            {"url": address_of(self.stored), "label": name_of(self.stored)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "stored": self.stored,
            "name": name_of(self.stored),
            "action_url": self.request.path,
            "submit_button_label": self.kind.label,
            "submit_button_active_label": _("Đang lưu …"),
            "media": context["form"].media,
        }

    def _impossible(self) -> HttpResponse:
        messages.error(self.request, _("Quyết định này không còn làm được: tình trạng của tệp đã đổi."))
        return redirect(address_of(self.stored))


class OriginalView(View):
    """Hand the file as it came to a security officer: a POST, since taking it is an act of its own."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Record that the file is taken, then send it under a type that no browser opens."""
        if not uploads.may_decide(request.user):
            raise PermissionDenied
        stored = held_file(pk)
        try:
            source = store.path_of(stored.original).open("rb")
        except OSError as error:
            raise Http404(_("Không có tệp này.")) from error
        try:
            uploads.note_original_taken(stored, by=request.user, now=clock.now())
        except uploads.NotAllowedError as error:
            source.close()
            raise PermissionDenied from error
        return respond(request, source, Served(stored.size, NEVER_RUN, name_of(stored), is_attachment=True))
