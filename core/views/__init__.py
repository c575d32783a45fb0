"""Pictures for readers, and exports that do no harm."""

from core.views.exports import HarmlessExportMixin
from core.views.media import serve_image, serve_original

__all__ = ["HarmlessExportMixin", "serve_image", "serve_original"]
