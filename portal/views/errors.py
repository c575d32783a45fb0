"""Error pages in Vietnamese; the not-found page searches for what the address meant."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from core.models import PublishedItem
from portal.addresses import slug_form
from portal.search.titles import guess

MAX_PATH_LENGTH = 500


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 with items the address may have meant, or lead on when only its spelling is off.

    "/Văn-Bản/" and "/van-ban" lead to "/van-ban/". One query finds the guesses, another one, for addresses
    that are not spelled as ours are, the page they mean.
    """
    path = request.path_info[:MAX_PATH_LENGTH]
    spelled = slug_form(path)
    if spelled not in {path, "/"} and PublishedItem.objects.filter(path=spelled).exists():
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{spelled}?{query}" if query else spelled)
    found = guess(path)
    return render(request, "404.html", {"guess": found.text, "guesses": found.items}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return render(request, "403.html", status=403)


def foreign_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form whose cookie is missing: cookies are off, or another site sent it."""
    return render(request, "403_form.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 without touching the database."""
    return render(request, "400.html", {"frame": None}, status=400)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer 429."""
    return render(request, "429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without touching the database."""
    return render(request, "500.html", {"frame": None}, status=500)
