"""Whatever Wagtail screen would change what the public sees makes a change request instead (decision 0019)."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext as _
from wagtail.utils.urlpatterns import decorate_urlpatterns

from core.lib import clock
from core.rules.changes import REFUSED
from core.services.changes import propose_instead

View = Callable[..., HttpResponseBase]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# The lists and screens whose tables the database guards.
PROPOSING = frozenset(
    {
        "agencies",
        "calendar_days",
        "leaders",
        "rule_values",
        "wagtaildocs",
        "wagtailimages",
        "wagtailredirects",
        "wagtailsettings",
        "wagtailsites",
    }
)


def proposing(view: View) -> View:
    """Return a view whose POST makes a change request of what it would change in public."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in SAFE_METHODS or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        try:
            response, proposed = propose_instead(
                lambda: view(request, *args, **kwargs), proposer=request.user, now=clock.now()
            )
        except ValidationError as error:
            return _answer(request, request.path, " ".join(error.messages), messages.ERROR)
        if proposed is None:
            return response
        address = reverse("change_requests:inspect", args=[proposed.pk])
        return _answer(
            request,
            address,
            _("Chưa có gì thay đổi trên trang công khai. Hãy xem lại, ghi lý do và gửi đề nghị để người khác duyệt."),
            messages.WARNING,
        )

    return run


def decorate(patterns: Iterable[URLPattern | URLResolver]) -> None:
    """Put ``proposing`` around every view of the screens that write guarded tables."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace in PROPOSING:
                decorate_urlpatterns(pattern.url_patterns, proposing)
            else:
                decorate(pattern.url_patterns)


def is_refusal(error: BaseException) -> bool:
    """Return whether the database refused a change that nobody approved."""
    return isinstance(error, DatabaseError) and getattr(error.__cause__, "sqlstate", None) == REFUSED


class RefusedChangeMiddleware:
    """Tell somebody in the admin that the database refused what nobody approved, and lead back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        admin = reverse("wagtailadmin_home")
        if not is_refusal(exception) or not request.path.startswith(admin):
            return None
        words = _("Không ghi được: nội dung công khai chỉ thay đổi khi có đề nghị được người khác duyệt.")
        return _answer(request, admin, words, messages.ERROR)


def _answer(request: HttpRequest, address: str, words: str, level: int) -> HttpResponse:
    """Answer with one message; what the undone view wanted to say is dropped."""
    list(messages.get_messages(request))
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return JsonResponse({"success": False, "error_message": words})
    messages.add_message(request, level, words)
    return redirect(address)
