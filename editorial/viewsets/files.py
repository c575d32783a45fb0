"""Hand out a file of an entry, to be kept and never to be shown inside the portal."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from core.lib import clock
from core.views.file_response import Served, respond
from editorial.models import EntryFile
from editorial.services.files import path_for
from editorial.viewsets.acts import person


class EntryFileView(PermissionCheckedMixin, View):
    """One file to whoever may have it today; the same 404 for what is held, sealed, or does not exist.

    A sealed one is asked for with POST, since looking at it is an act.
    """

    any_permission_required = ["view"]
    model: Any = None

    def get(self, request: HttpRequest, pk: int, position: int) -> HttpResponseBase:
        """Answer with a file that is not sealed."""
        return self._answer(request, self._row(pk, position, sealed=False))

    def post(self, request: HttpRequest, pk: int, position: int) -> HttpResponseBase:
        """Answer with a sealed file to the security officer."""
        return self._answer(request, self._row(pk, position, sealed=True))

    def _row(self, pk: int, position: int, *, sealed: bool) -> EntryFile:
        rows = EntryFile.objects.select_related("entry", "stored").exclude(entry__sealed_at__isnull=sealed)
        found: EntryFile = get_object_or_404(rows, entry_id=pk, position=position)
        return found

    def _answer(self, request: HttpRequest, row: EntryFile) -> HttpResponseBase:
        path = path_for(row, person(request), now=clock.now())
        if path is None or not path.exists():
            raise Http404(_("Không có tệp này."))
        name = f"{row.entry.code}-{row.position}.{row.stored.extension}"
        served = Served(path.stat().st_size, row.stored.content_type, name, is_attachment=True)
        return respond(request, path.open("rb"), served)
