"""One entry: what came in, what may be the same, what has been done about it, and what may be done next."""

from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic

from core.lib import clock, dates, text
from core.models import AuditEvent
from editorial.models import Entry
from editorial.permissions import Right, rights_in_request
from editorial.services.channels.watching import traces_of
from editorial.services.duplicates import like_entries, like_items
from editorial.services.files import files_of
from editorial.services.origins import texts_of
from editorial.services.sealing import open_sealed
from editorial.services.suppliers import receipt_of
from editorial.viewsets.acts import acts_for, person

MOST_EVENTS = 100


class EntryDetailView(generic.InspectView):
    """The screen of one entry; the security officer may open a sealed one, which is recorded."""

    template_name = "editorial/entry.html"
    page_title = _("Hộp tiếp nhận")

    def get_object(self, queryset: Any = None) -> Entry:
        return generic.InspectView.get_object(
            self, Entry.objects.select_related("agency", "sender", "recorded_by", "resubmission_of", "merged_into")
        )

    def get_fields(self) -> list[Any]:
        return []

    @cached_property
    def rights(self) -> frozenset[Right]:
        """Return what the person may do today."""
        return rights_in_request(person(self.request), dates.local_date(clock.now()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the sealed content: a POST, since looking is an act."""
        if not self.object.is_sealed:
            return redirect("inbox:inspect", self.object.pk)
        sealed = open_sealed(self.object, actor=person(request), now=clock.now())
        texts = texts_of(self.object)
        response = self.render_to_response(self.get_context_data(sealed=sealed, sealed_texts=texts))
        response["Cache-Control"] = "no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry: Entry = self.object
        open_to_likeness = not entry.is_sealed
        prefetch_related_objects([entry], "messages__author")
        events = AuditEvent.objects.filter(subject_type=Entry._meta.label_lower, subject_id=str(entry.pk))
        followers = Entry.objects.filter(Q(resubmission_of=entry) | Q(merged_into=entry)).order_by("pk")
        return super().get_context_data(
            **{
                "entry": entry,
                "acts": acts_for(entry, person(self.request), self.rights),
                "may_see_desk": self.request.user.has_perm("core.view_storedfile"),
                "may_open_seal": entry.is_sealed and Right.OPEN_SEALED in self.rights,
                "like_entries": like_entries(entry) if open_to_likeness else [],
                "like_items": like_items(entry) if open_to_likeness else [],
                "routes": list(entry.routes.select_related("seat__user", "meant_for__user", "agency", "sent_by")),
                "supplements": list(entry.supplements.select_related("asked_by")),
                "refusals": list(entry.refusals.select_related("proposed_by", "decided_by", "published_page")),
                "resubmissions": [one for one in followers if one.resubmission_of_id == entry.pk],
                "events": list(events.order_by("-pk")[:MOST_EVENTS]),
                "files": files_of(entry),
                "traces": traces_of(entry),
                "merged": [one for one in followers if one.merged_into_id == entry.pk],
                "pages": list(entry.pages.select_related("page", "made_by")),
                "messages_of_entry": list(entry.messages.all()),
                "receipt": receipt_of(entry),
                "old_encoding": text.legacy_encoding(f"{entry.title} {entry.body}"),
                "sealed": None,
                "sealed_texts": [],
                **kwargs,
            }
        )
