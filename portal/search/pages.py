"""What the template of the search page gets: results, and every address it links to."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from home.models.sections import SEARCH_EXAMPLES
from portal.search.facets import Facet
from portal.search.rules import SearchRequest
from portal.search.services import Results


def result_page(found: Results) -> dict[str, Any]:
    """Return the context of ``search/results.html``."""
    asked = found.asked
    return {
        "query": asked.query.text,
        "results": found.hits,
        "count_label": _("%(number)s kết quả") % {"number": found.total_text} if found.hits else "",
        "facets": [_facet(facet, asked) for facet in found.facets if facet.options],
        "newer_url": _page_url(asked, found.page - 1) if found.page > 1 else "",
        "older_url": _page_url(asked, found.page + 1) if found.page < found.pages else "",
        "suggestions": _suggestions(found),
        "examples": SEARCH_EXAMPLES,
    }


def search_url(text: str, **changes: str) -> str:
    """Return the address of a search; parameters without a value are left out."""
    wanted = {"q": text} | {name: value for name, value in changes.items() if value}
    return f"{reverse('search')}?{urlencode(wanted)}"


def _facet(facet: Facet, asked: SearchRequest) -> dict[str, Any]:
    options = [
        {
            "label": option.label,
            "count": option.count,
            "is_current": option.is_chosen,
            "url": search_url(asked.query.text, **(_filters(asked) | option.changes)),
        }
        for option in facet.options
    ]
    return {"title": facet.label, "options": options}


def _suggestions(found: Results) -> list[dict[str, str]]:
    """Return what to try when nothing was found: the same words everywhere, then fewer words."""
    asked = found.asked
    everywhere = [{"title": _("Tìm trong tất cả nội dung"), "url": search_url(asked.query.text)}]
    shorter = [{"title": text, "url": search_url(text)} for text in found.shorter]
    return (everywhere if asked.filters and not found.hits else []) + shorter


def _page_url(asked: SearchRequest, page: int) -> str:
    return search_url(asked.query.text, **_filters(asked), trang=str(page) if page > 1 else "")


def _filters(asked: SearchRequest) -> dict[str, str]:
    filters = asked.filters
    return {"muc": filters.category, "nam": str(filters.year or ""), "don_vi": filters.unit}
