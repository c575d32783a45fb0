"""Serve pictures to the public only while a live page uses them."""

from pathlib import PurePosixPath

from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext as _

from core.models import PortalImage, PortalRendition

PUBLIC_SECONDS = 86_400


def serve_image(request: HttpRequest, name: str) -> FileResponse:
    """Answer with a rendition of a public picture; staff also see pictures that are not public yet."""
    rendition = PortalRendition.objects.select_related("image").filter(file=f"images/{name}").first()
    if rendition is None or not (rendition.image.is_public or _is_staff(request)):
        raise Http404(_("Không có hình này."))
    return _image_response(rendition, public=rendition.image.is_public)


def serve_original(request: HttpRequest, name: str) -> FileResponse:
    """Answer with an original picture, to staff only: the public gets renditions."""
    image = PortalImage.objects.filter(file=f"original_images/{name}").first() if _is_staff(request) else None
    if image is None:
        raise Http404(_("Không có hình này."))
    return _image_response(image, public=False)


def _is_staff(request: HttpRequest) -> bool:
    return bool(request.user.has_perm("wagtailadmin.access_admin"))


def _image_response(picture: PortalImage | PortalRendition, *, public: bool) -> FileResponse:
    try:
        response = FileResponse(picture.file.open("rb"), filename=PurePosixPath(picture.file.name).name)
    except FileNotFoundError as error:
        raise Http404(_("Không có hình này.")) from error
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}" if public else "private, no-store"
    return response
