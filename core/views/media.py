"""Serve pictures and files to the public only while a live page uses them and the pipeline let them through."""

from pathlib import PurePosixPath
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from core.models import PortalDocument, PortalImage, PortalRendition
from core.services import seals
from core.services.sight import sees_everything
from core.views.file_response import Served, harmless, respond

PUBLIC_SECONDS = 86_400


def serve_image(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a rendition of a public picture; staff also see released pictures that are not public yet."""
    known = PortalRendition.objects.select_related("image__stored_file")
    rendition = known.filter(file=f"images/{name}", image__in=_open(PortalImage)).first()
    if not _may_see(request, rendition.image if rendition else None) or rendition is None:
        raise Http404(_("Không có hình này."))
    return _image_response(rendition, public=rendition.image.is_public)


def serve_original(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a picture in full size, to staff only: the public gets renditions."""
    known = _open(PortalImage).select_related("stored_file").filter(file=f"original_images/{name}")
    image = known.first() if _is_staff(request) else None
    if image is None or not _may_see(request, image):
        raise Http404(_("Không có hình này."))
    return _image_response(image, public=False)


def serve_document(request: HttpRequest, document_id: int, name: str) -> HttpResponseBase:
    """Answer with a file; the same 404 for one that is private, held back, misnamed, or gone."""
    found = _open(PortalDocument).select_related("stored_file").filter(pk=document_id).first()
    document = found if found and found.filename == name else None
    stored = document.stored_file if document else None
    if not _may_see(request, document) or document is None or stored is None:
        raise Http404(_("Không có tệp này."))
    sha256 = stored.served_sha256 if document.is_public else ""
    try:
        source: Any = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("Không có tệp này.")) from error
    served = Served(source.size, stored.content_type, document.filename, sha256)
    return respond(request, source.file, served)


def _open(model: type[PortalImage | PortalDocument]) -> QuerySet:
    """Return the pictures or files that are not sealed; a sealed one answers to nobody, public or not."""
    return seals.without_sealed(model._default_manager.all())


def _may_see(request: HttpRequest, media: PortalImage | PortalDocument | None) -> bool:
    """Tell whether this person gets the file; what does not exist is asked about like what is private.

    Otherwise "Vary: Cookie", which looking at the session leaves behind, would tell the two apart.
    """
    if media is not None and media.is_public and media.is_released:
        return True
    return _is_staff(request) and media is not None and _works_with(request.user, media) and media.is_released


def _works_with(user: Any, media: PortalImage | PortalDocument) -> bool:
    """Return whether the file belongs to a person's work: of an officer who hands in, what he uploaded himself."""
    return sees_everything(user) or media.uploaded_by_user_id == user.pk


def _is_staff(request: HttpRequest) -> bool:
    return bool(request.user.has_perm("wagtailadmin.access_admin"))


def _image_response(picture: PortalImage | PortalRendition, *, public: bool) -> HttpResponseBase:
    try:
        response = FileResponse(picture.file.open("rb"), filename=PurePosixPath(picture.file.name).name)
    except FileNotFoundError as error:
        raise Http404(_("Không có hình này.")) from error
    response["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}" if public else "private, no-store"
    return harmless(response, is_drawing=picture.file.name.endswith(".svg"))
