"""Serve a public page by one look-up in the register of public items."""

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core.models import PublishedItem

MAX_PATH_LENGTH = 1000


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the live page at ``path``; what the register does not hold does not exist (decision 0003)."""
    item = PublishedItem.objects.narrow().filter(path=f"/{path}"[:MAX_PATH_LENGTH]).first()
    if item is None:
        raise Http404(_("Không có trang này."))
    model = apps.get_model(item.kind)
    page = model.objects.select_related(*model.serve_related).defer(*model.serve_deferred).get(pk=item.page_id)
    page.published_item = item
    response: HttpResponse = page.serve(request)
    return response
