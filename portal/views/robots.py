"""Tell robots what to leave out and where the site map is."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.addresses import absolute

CLOSED_TO_ROBOTS = ("/quan-tri/", "/tai-khoan/", "/tim-kiem/", "/suc-khoe/")


@require_safe
@cache_control(public=True, max_age=86_400)
def robots(request: HttpRequest) -> HttpResponse:
    """Answer with the rules for robots: neither the admin nor result pages belong in other search engines."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_ROBOTS), ""]
    return HttpResponse(
        "\n".join([*lines, f"Sitemap: {absolute('/sitemap.xml')}", ""]), content_type="text/plain; charset=utf-8"
    )
