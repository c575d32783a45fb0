"""Who sends a file to the media library is told at once when it waits or is held back (R6.1a-6, R3.3-2)."""

from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext as _
from wagtail.utils.urlpatterns import decorate_urlpatterns

from core.enums import FileState
from core.lib import clock
from core.models import StoredFile

View = Callable[..., HttpResponseBase]

MEDIA_SCREENS = frozenset({"wagtaildocs", "wagtailimages"})


def telling(view: View) -> View:
    """Return a view after whose POST the person learns what the pipeline holds back."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        began = clock.now()
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND and request.FILES:
            came = StoredFile.objects.filter(received_at__gte=began, uploader_id=request.user.pk)
            for stored in came.exclude(state=FileState.RELEASED).order_by("pk"):
                messages.warning(request, words(stored))
        return response

    return run


def words(stored: StoredFile) -> str:
    """Return what becomes of a file that is not released yet."""
    if stored.state == FileState.WAITING:
        return _("Tệp chờ quét mã độc; chưa ai mở được cho đến khi quét xong.")
    return _("%(reason)s Chưa ai mở được cho đến khi an ninh mạng quyết định.") % {"reason": stored.reason}


def decorate(patterns: Iterable[URLPattern | URLResolver]) -> None:
    """Put ``telling`` around the views of the media library."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace in MEDIA_SCREENS:
                decorate_urlpatterns(pattern.url_patterns, telling)
            else:
                decorate(pattern.url_patterns)
