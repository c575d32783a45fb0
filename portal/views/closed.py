"""Addresses that Wagtail brings along and the portal does not offer."""

from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import path
from django.utils.translation import gettext as _


def closed(request: HttpRequest, **places: object) -> NoReturn:
    """Answer as if nothing were there."""
    raise Http404(_("Không có trang này."))


urlpatterns = [
    # They show Wagtail's own error pages, for its developers.
    path("quan-tri/failwhale/", closed),
    path("quan-tri/test404/", closed),
    # A picture of any size that an address names: nothing of ours asks for it (docs/security.md).
    path("quan-tri/images/<int:image_id>/generate_url/", closed),
    path("quan-tri/images/<int:image_id>/generate_url/output/", closed),
    path("quan-tri/images/<int:image_id>/preview/<str:filter_spec>/", closed),
    # Lists of the whole media library, whoever uploaded what; nothing of the admin asks for them.
    *(
        path(f"quan-tri/api/main/{kind}/{place}", closed)
        for kind in ("images", "documents")
        for place in ("", "<int:pk>/", "find/")
    ),
    # No reader signs in (Article 1.2), so there are no passwords of collections to guess.
    path("tep/authenticate_with_password/<int:restriction_id>/", closed),
]
