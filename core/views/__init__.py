"""Pictures for readers, exports that do no harm, and forms for the public."""

from core.views.exports import HarmlessExportMixin
from core.views.guarded import GuardedFormView, too_many
from core.views.media import serve_document, serve_image, serve_original

__all__ = [
    "GuardedFormView",
    "HarmlessExportMixin",
    "serve_document",
    "serve_image",
    "serve_original",
    "too_many",
]
