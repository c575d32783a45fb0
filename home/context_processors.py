"""What every template may use."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.services.lookup import current_frame


def frame(request: HttpRequest) -> dict[str, object]:
    """Add the stored frame; it is read only when a template asks for it, once a request."""
    if not hasattr(request, "portal_frame"):
        request.portal_frame = SimpleLazyObject(current_frame)  # type: ignore[attr-defined]  # kept on the request
    return {"frame": request.portal_frame}  # type: ignore[attr-defined]  # set above
