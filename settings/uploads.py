"""Files from outside: where they lie, who scans them, how much of each kind is taken (decision 0011)."""

from settings import env

MEGABYTE = 1024 * 1024

# "unix:/path/of/socket" or "host:port" of clamd; without an answer every file waits.
SCANNER_ADDRESS = env.text("SCANNER_ADDRESS", "unix:/run/clamav/clamd.ctl")
SCANNER_SECONDS = env.integer("SCANNER_SECONDS", 20)
# The hosting decides these, not the regulation.
UPLOAD_BYTES = {
    "text": env.integer("UPLOAD_TEXT_MB", 50) * MEGABYTE,
    "image": env.integer("UPLOAD_IMAGE_MB", 20) * MEGABYTE,
    "drawing": env.integer("UPLOAD_DRAWING_MB", 2) * MEGABYTE,
    "audio": env.integer("UPLOAD_AUDIO_MB", 50) * MEGABYTE,
    "video": env.integer("UPLOAD_VIDEO_MB", 50) * MEGABYTE,
}
# Files of a form that nobody sent off are swept after this long.
UPLOAD_UNCLAIMED_HOURS = env.integer("UPLOAD_UNCLAIMED_HOURS", 24)
WAGTAILIMAGES_MAX_UPLOAD_SIZE = UPLOAD_BYTES["image"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = max(UPLOAD_BYTES.values())
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
