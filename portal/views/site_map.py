"""The site map for readers, which is also the menu of a phone without JavaScript (RX-5)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Answer with all sections and plain pages; the template draws ``frame.tree``."""
    return render(request, "portal/site_map.html")
