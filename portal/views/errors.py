"""Error pages in Vietnamese; the not-found page searches for what the address meant."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.lib import text

MAX_GUESS_LENGTH = 200


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 with a search for the words of the address."""
    guess = text.fold(request.path[-MAX_GUESS_LENGTH:])
    return render(request, "404.html", {"guess": guess}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return render(request, "403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 without touching the database."""
    return render(request, "400.html", {"frame": None}, status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without touching the database."""
    return render(request, "500.html", {"frame": None}, status=500)
