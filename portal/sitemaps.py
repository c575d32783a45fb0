"""The site map for search engines: an index and parts cut by page id, so that a publication changes one part.

A page id never changes, so every public address stands in exactly one part, however many there are.
"""

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from django.db.models import F, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from core.addresses import absolute
from core.models import PublishedItem
from core.models.published_queryset import PublishedItemQuerySet
from home.models import YearPage

SCREENS = ("supply:reception",)
PART_SIZE = 5000  # page ids in one part
XML = "application/xml; charset=utf-8"
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@require_safe
@cache_control(public=True, max_age=60)
@conditional_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Answer with the addresses of all parts that have a public page, and when each last changed."""
    parts = (
        _public()
        .values_list(F("page_id") / PART_SIZE)
        .annotate(updated_at=Max("updated_at"))
        .order_by(F("page_id") / PART_SIZE)
    )
    entries = ((f"/sitemap-{part}.xml", updated) for part, updated in parts)
    return _xml("sitemapindex", "sitemap", [*entries, (reverse("sitemap_of_screens"), None)])


@require_safe
@cache_control(public=True, max_age=60)
@conditional_page
def sitemap_of_screens(request: HttpRequest) -> HttpResponse:
    """Answer with the public screens that are no pages of the tree and have no day of change."""
    return _xml("urlset", "url", [(reverse(name), None) for name in SCREENS])


@require_safe
@cache_control(public=True, max_age=60)
@conditional_page
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    """Answer with the public addresses of one part."""
    first = part * PART_SIZE
    if first >= 2**31:
        raise Http404(_("Không có phần này."))
    rows = list(
        _public()
        .filter(page_id__gte=first, page_id__lt=first + PART_SIZE)
        .order_by("page_id")
        .values_list("path", "updated_at")
    )
    if not rows:
        raise Http404(_("Không có phần này."))
    response = _xml("urlset", "url", rows)
    response["Last-Modified"] = http_date(max(updated for _path, updated in rows).timestamp())
    return response


def _public() -> PublishedItemQuerySet:
    """Return what has an address of its own; a year page only leads on to its section."""
    return PublishedItem.objects.exclude(kind=YearPage._meta.label_lower)


def _xml(root: str, element: str, entries: Iterable[tuple[str, datetime | None]]) -> HttpResponse:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<{root} {NAMESPACE}>"]
    for path, updated in entries:
        changed = f"<lastmod>{updated.isoformat(timespec='seconds')}</lastmod>" if updated else ""
        lines.append(f"<{element}><loc>{escape(absolute(path))}</loc>{changed}</{element}>")
    lines.append(f"</{root}>\n")
    return HttpResponse("\n".join(lines), content_type=XML)
