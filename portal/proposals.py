"""Whatever Wagtail screen would change what the public sees makes a change request instead (decision 0019)."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext as _
from wagtail.utils.urlpatterns import decorate_urlpatterns

from core.lib import clock
from core.services.changes import propose_instead
from portal.refusals import answer

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
            return answer(request, request.path, " ".join(error.messages), messages.ERROR)
        if proposed is None:
            return response
        address = reverse("change_requests:inspect", args=[proposed.pk])
        return answer(
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
