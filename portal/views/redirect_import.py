"""The import of redirects: its file takes the way of every file, and what Wagtail stumbles over is told in words."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.contrib.redirects import views as wagtail_views
from wagtail.contrib.redirects.forms import ConfirmImportManagementForm

from core.lib import clock, files
from core.services import uploads

START = "wagtailredirects:start_import"
TABLES = frozenset({files.Kind.TEXT})


def start_import(request: HttpRequest) -> HttpResponse:
    """Let Wagtail read a file only when the pipeline and the scanner let it through."""
    sent = request.FILES.get("import_file") if request.method == "POST" else None
    if isinstance(sent, UploadedFile) and _may_import(request):
        checked = uploads.check(sent, files.Request(sent.name or "", TABLES, staff=True))
        uploads.note_refusal(checked, uploader_id=request.user.pk, now=clock.now())
        if reason := uploads.why_not(checked):
            messages.error(request, reason)
            return redirect(START)
    answer: HttpResponse = wagtail_views.start_import(request)
    return answer


def process_import(request: HttpRequest) -> HttpResponse:
    """Store the redirects of a file that was read; without one, or with one that is gone, lead back to the start."""
    if request.method == "POST" and _may_import(request) and not _names_a_file(request):
        return _begin_again(request)
    try:
        answer: HttpResponse = wagtail_views.process_import(request)
    except FileNotFoundError:
        return _begin_again(request)
    return answer


def _may_import(request: HttpRequest) -> bool:
    """Tell whether Wagtail's own view will let the person in; it refuses the others."""
    return bool(request.user.has_perm("wagtailredirects.add_redirect"))


def _names_a_file(request: HttpRequest) -> bool:
    try:
        return bool(ConfirmImportManagementForm(request.POST).is_valid())
    except (KeyError, AttributeError):  # Wagtail's words for a name that is missing or was not signed here
        return False


def _begin_again(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("Không còn tệp đang nhập. Hãy chọn lại tệp."))
    return redirect(START)
