"""One address for one portal (R2.2a-1), bodies of bounded size, and nothing of others in the admin (RX-8)."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.addresses import absolute
from core.enums import AuditAct
from core.models import PortalDocument, PortalImage
from core.services import audit, seals
from core.services.sight import seen_by, sees_everything
from core.views import HarmlessExportMixin

MOST_DIGITS = 19
PROBED_PATH = "/suc-khoe/"
ADMIN = "wagtailadmin.access_admin"
BULK_ACTION = "wagtail_bulk_action"
SAFE_METHODS = frozenset({"GET", "HEAD"})


class CanonicalHostMiddleware:
    """Redirect readers from other allowed hosts; a host that is not allowed is refused by Django itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A probe asks the machine by its own name and must see this machine's answer.
        if request.get_host() == settings.CANONICAL_HOST or request.path == PROBED_PATH:
            return self.get_response(request)
        response = HttpResponsePermanentRedirect(absolute(request.get_full_path()))
        if request.method not in SAFE_METHODS:
            response.status_code = 308  # keeps method and body
        return response


class OthersDraftsMiddleware:
    """Answer as if nothing were there where an address of the admin names a draft or a picture of others (RX-8).

    Wagtail checks at the act, not at the look; ``core.services.sight`` says who sees what. What is sealed is there for
    nobody, at more addresses: those of the media library and ours about a page.
    """

    PLACES = (
        *("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"),
        *("image_id", "document_id", "doc_id", "pk"),
    )
    MODELS: Mapping[str, type[Model]] = {
        "wagtailadmin_pages": Page,
        "wagtailadmin_choose_page": Page,
        "wagtailadmin_api:pages": Page,
        "wagtailimages_chooser": PortalImage,
        "wagtaildocs_chooser": PortalDocument,
    }
    SEALABLE: Mapping[str, type[Model]] = {
        **MODELS,
        "wagtailimages": PortalImage,
        "wagtaildocs": PortalDocument,
        "page_origin": Page,
        "publish_in_emergency": Page,
    }
    BULK: Mapping[str, type[Model]] = {"page": Page, "portalimage": PortalImage, "portaldocument": PortalDocument}
    REPORTS = ("wagtailadmin_reports", "wagtailadmin_pages:type_use")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: Mapping[str, object]
    ) -> None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        named, is_report = self._model(name, kwargs), name.startswith(self.REPORTS)
        if (named is None and not is_report) or not request.user.has_perm(ADMIN):
            return
        keys = {str(kwargs[place]) for place in self.PLACES if place in kwargs} | set(request.GET.getlist("id"))
        known = {key for key in keys if key.isdigit() and len(key) < MOST_DIGITS}
        if named is not None and known and seals.hides(named, known):
            raise Http404(_("Không có mục này."))
        if sees_everything(request.user):
            return
        hands_in = page_permission_policy.user_has_permission(request.user, "add")
        is_scoped = name.startswith(tuple(self.MODELS)) or (name == BULK_ACTION and named is Page)
        if (is_report and hands_in) or (named is not None and is_scoped and self._hides(request.user, named, known)):
            raise Http404(_("Không có mục này."))

    def _model(self, name: str, places: Mapping[str, object]) -> type[Model] | None:
        if name == BULK_ACTION:
            return self.BULK.get(str(places["model_name"]))
        return next((model for prefix, model in self.SEALABLE.items() if name.startswith(prefix)), None)

    def _hides(self, user: Any, model: type[Model], keys: set[str]) -> bool:
        found = model._default_manager.filter(pk__in=keys)
        return bool(found.exclude(pk__in=seen_by(user, found).values("pk")).exists())


class BodyLimitMiddleware:
    """Refuse a body that is larger than its view takes before anything of it is read (R9.4-1).

    A view takes ``most_body_bytes``, or ``PUBLIC_BODY_BYTES`` when it says nothing. The admin has limits of its own.
    Without a Content-Length nothing is read, so that none can be left out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponse | None:
        length = request.META.get("CONTENT_LENGTH") or "0"
        most: int | None = getattr(getattr(view, "view_class", view), "most_body_bytes", None)
        if most is None:
            most = None if request.path.startswith(self.admin) else settings.PUBLIC_BODY_BYTES
        if most is None or (length.isdecimal() and int(length) <= most):
            return None
        return render(request, "413.html", {"frame": None, "most": most}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


class ForeignExportMiddleware:
    """Record exports of the framework's own lists, which know nothing of the audit chain."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        wanted = request.GET.get("export")
        view_class = getattr(view, "view_class", object)
        is_foreign = issubclass(view_class, SpreadsheetExportMixin) and not issubclass(view_class, HarmlessExportMixin)
        if is_foreign and wanted in SpreadsheetExportMixin.FORMATS and request.user.has_perm(ADMIN):
            name = request.resolver_match.view_name if request.resolver_match else request.path
            audit.record(AuditAct.LIST_EXPORTED, actor=request.user, detail={"list": name, "format": wanted})
        return None
