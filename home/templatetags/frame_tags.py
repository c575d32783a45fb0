"""What surrounds a page: the sections above it and the items beside it."""

from collections.abc import Hashable
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.models import BasePage, PublishedItem
from home.models import Frame, MenuItem
from home.models.sections import YEAR
from home.services.years import years_of

register = template.Library()

SUPPLY = "/cung-cap-thong-tin/"
"""The supplier's side is no page of the tree: it stands at the end of the bar."""


@register.simple_tag(takes_context=True)
def trail(context: dict[str, Any]) -> list[MenuItem]:
    """Return what stands above the current page, outermost first (no query: it stands in the frame)."""
    page, frame = context.get("page"), context.get("frame")
    if not isinstance(page, BasePage) or not frame:
        return []
    path = page.public_path
    return [item for item in frame.by_id.values() if item.page_id != page.pk and path.startswith(item.url)]


@register.simple_tag(takes_context=True)
def sections_below(context: dict[str, Any]) -> list[MenuItem]:
    """Return the sections right below the current page, as far as they stand in the menu (no query)."""
    page, frame = context.get("page"), context.get("frame")
    entry = frame.by_id.get(page.pk) if frame and isinstance(page, Page) else None
    return [child for child in entry.children if child.in_menu] if entry else []


@register.simple_tag(takes_context=True)
def section_years(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the years in which the current section has items, as links that filter its list (one query)."""
    page, query = context["page"], context["request"].GET
    return [
        {"label": str(year), "url": f"?{YEAR}={year}", "is_current": query.get(YEAR) == str(year)}
        for year in years_of(page)
    ]


@register.simple_tag(takes_context=True)
def related_items(context: dict[str, Any], number: int = 4) -> list[PublishedItem]:
    """Return the newest other items of the deepest section the current page stands in (one query)."""
    item = getattr(context.get("page"), "published_item", None)
    if item is None or item.section_id is None:
        return []
    level = 3 if item.level3_id else 2 if item.level2_id else 1
    newest = PublishedItem.objects.all().newest_in_section(item.section_id, level, number + 1)
    return [other for other in newest if other.pk != item.pk][:number]


@register.simple_tag(takes_context=True)
def head_links(context: dict[str, Any]) -> SafeString:
    """Return the icon, fonts and style sheets that every page asks the browser to fetch."""
    return _frame_part(context, "components/head_links.html")


@register.simple_tag(takes_context=True)
def masthead(context: dict[str, Any]) -> SafeString:
    """Return the masthead of an official site."""
    return _frame_part(context, "components/masthead.html")


@register.simple_tag(takes_context=True)
def header(context: dict[str, Any], *, with_search: bool = True) -> SafeString:
    """Return the header with the menu bar, in which the entry that the current address lies in is marked."""
    frame = context.get("frame")
    path = context["request"].path if "request" in context else ""
    bar = (*frame.bar, MenuItem(0, str(_("Cung cấp thông tin")), SUPPLY, str(_("Cung cấp thông tin")))) if frame else ()
    marked = tuple((item, _mark(path, item.url)) for item in bar)
    return _frame_part(context, "components/header.html", marked=marked, with_search=with_search)


@register.simple_tag(takes_context=True)
def footer(context: dict[str, Any]) -> SafeString:
    """Return the footer with managing body and contact."""
    return _frame_part(context, "components/footer.html")


def _mark(path: str, url: str) -> str:
    """Return the value of ``aria-current`` for a menu entry, or an empty text."""
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""


def _frame_part(context: dict[str, Any], template_name: str, **variables: Hashable) -> SafeString:
    """Draw a part once for as long as the process keeps the frame, see ``home.services.lookup``.

    It depends on nothing but the frame and the given variables.
    """
    frame = context.get("frame")
    drawn = frame.drawn if isinstance(frame, Frame) else {}
    key = (template_name, *variables.values())
    if key not in drawn:
        drawn[key] = render_to_string(template_name, {"frame": frame or None, **variables})
    return drawn[key]
