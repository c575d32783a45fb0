"""Files, like pictures, are served to the public only while a live page uses them (decision 9)."""

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks

from core.models import PortalDocument


@hooks.register("before_serve_document")
def refuse_private_files(document: PortalDocument, request: HttpRequest) -> None:
    """Answer 404 for a file that no live page uses; staff see it all the same."""
    if not (document.is_public or request.user.has_perm("wagtailadmin.access_admin")):
        raise Http404(_("Không có tệp này."))
