"""The search page and the suggestions of its field."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.search.pages import result_page
from portal.search.rules import parse_query, parse_request
from portal.search.services import search
from portal.search.titles import suggest

SUGGESTION_SECONDS = 300


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Answer with results; other search engines are asked not to list them."""
    found = search(parse_request(request.GET.dict()))
    response = render(request, "search/results.html", result_page(found))
    response["X-Robots-Tag"] = "noindex, follow"
    return response


@require_safe
@cache_control(public=True, max_age=SUGGESTION_SECONDS)
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer with items whose title or number begins as typed."""
    found = suggest(parse_query(request.GET.get("q", "")).words)
    return JsonResponse(
        [{"title": item.title, "url": item.path, "number": item.number} for item in found],
        safe=False,
        json_dumps_params={"ensure_ascii": False},
        headers={"X-Robots-Tag": "noindex"},
    )
