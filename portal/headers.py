"""Headers of every answer (decision 0014): the content policy of its place, and no copy of what is personal."""

from collections.abc import Callable
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control


class ContentPolicyMiddleware(CSPMiddleware):
    """Send the strict policy everywhere but below the admin, which has one of its own.

    A preview is a public page that passed through here once already; it stays strict, but the editor may frame it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.admin = reverse("wagtailadmin_home")

    def get_policy_parts(self, request: HttpRequest, response: Any, report_only: bool = False) -> PolicyParts:  # noqa: FBT001, FBT002 - django-csp's signature
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(self.admin) and parts.config is None and not report_only:
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if HEADER in response and request.path_info.startswith(self.admin):
            response[HEADER] = response[HEADER].replace("frame-ancestors 'none'", "frame-ancestors 'self'")
        return super().process_response(request, response)


class PersonalAnswersMiddleware:
    """Keep every answer for a person who is signed in, or that sets a cookie, out of all caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", settings.CROSS_ORIGIN_RESOURCE_POLICY)
        # Only when somebody looked at who is signed in can the answer depend on it; asking here would cost a query.
        person = getattr(request, "_cached_user", None)
        if response.cookies or (person is not None and person.is_authenticated):
            del response["Cache-Control"]
            patch_cache_control(response, private=True, no_store=True)
        return response
