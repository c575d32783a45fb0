"""Tell somebody in the admin what was refused and why, and lead back, instead of failing (R6.3a-1, R6.5-1)."""

from collections.abc import Callable

from django.contrib import messages
from django.db import DatabaseError, IntegrityError
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core.enums import AuditAct
from core.rules.changes import REFUSED
from core.rules.publication import REFUSALS
from core.services import audit
from core.services.permanence import KeptForeverError, record_refusal
from editorial.models.review import StepRefusedError
from editorial.services.readiness import NotReadyError


class RefusalMiddleware:
    """Ask each kind of refusal in turn whether an exception of the admin is one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not request.path.startswith(self.admin):
            return None
        return next((told for tell in KINDS if (told := tell(request, exception)) is not None), None)


def answer(request: HttpRequest, address: str, words: str, level: int = messages.ERROR) -> HttpResponse:
    """Answer with one message; what the undone view wanted to say is dropped."""
    list(messages.get_messages(request))
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return JsonResponse({"success": False, "error_message": words})
    messages.add_message(request, level, words)
    return redirect(address)


def _of_deletion(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """Say why the database or Article 6.5 keeps something."""
    if not isinstance(exception, ProtectedError | RestrictedError):
        return None
    if isinstance(exception, KeptForeverError):
        words = str(exception.args[0])
        record_refusal(exception.protected_objects, actor=request.user)
    else:
        words = _("Không xóa được: còn dữ liệu khác dùng đến mục này.")
        audit.record(AuditAct.DELETION_REFUSED, actor=request.user, detail={"address": request.path})
    return answer(request, reverse("wagtailadmin_home"), words)


def _of_what_is_not_ready(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """Name all that a page lacks, where it is mended."""
    if not isinstance(exception, NotReadyError):
        return None
    for words in exception.messages:
        messages.error(request, words)
    return _out_of_the_modal(request, reverse("page_origin", args=[exception.page_id]))


def _of_a_step(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """Say why a step of the workflow was not done."""
    if not isinstance(exception, StepRefusedError):
        return None
    messages.error(request, " ".join(exception.messages))
    return _out_of_the_modal(request, reverse("wagtailadmin_home"))


def _out_of_the_modal(request: HttpRequest, address: str) -> HttpResponse:
    """Lead on to an address, by the word that Wagtail's modal of a workflow follows when it asked."""
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": address})
    return redirect(address)


def _of_publication(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """Say by which rule the database keeps from the public what nobody approved."""
    told = getattr(exception.__cause__, "diag", None) if isinstance(exception, IntegrityError) else None
    rule: str | None = told.constraint_name if told else None
    if rule not in REFUSALS:
        return None
    view = request.resolver_match.view_name if request.resolver_match else ""
    audit.record(AuditAct.PAGE_PUBLICATION_REFUSED, actor=request.user, detail={"rule": rule, "view": view})
    return answer(request, reverse("wagtailadmin_home"), str(REFUSALS[rule]))


def _of_change(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """Say that what shows in public changes by an approved request only."""
    if not isinstance(exception, DatabaseError) or getattr(exception.__cause__, "sqlstate", None) != REFUSED:
        return None
    words = _("Không ghi được: nội dung công khai chỉ thay đổi khi có đề nghị được người khác duyệt.")
    return answer(request, reverse("wagtailadmin_home"), words)


KINDS = (_of_deletion, _of_what_is_not_ready, _of_a_step, _of_publication, _of_change)
