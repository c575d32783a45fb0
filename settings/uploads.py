"""Files from outside: where they lie, who scans them, how much of each kind is taken (decision 0011)."""

from settings import env

MEGABYTE = 1024 * 1024

# "unix:/path/of/socket" or "host:port" of clamd; without an answer every file waits.
SCANNER_ADDRESS = env.text("SCANNER_ADDRESS", "unix:/run/clamav/clamd.ctl")
SCANNER_SECONDS = env.integer("SCANNER_SECONDS", 20)
# Longer than clamd's own MaxScanTime, so that the task hears about every file in the end.
SCANNER_TASK_SECONDS = 150
# After so many silences in a row nobody waits for the scanner for a while.
SCANNER_SILENCES = env.integer("SCANNER_SILENCES", 3)
SCANNER_REST_SECONDS = env.integer("SCANNER_REST_SECONDS", 120)
# The folder of clamd's signatures, when the portal can read it: those that people put there by hand are rescanned with.
SCANNER_SIGNATURES = env.text("SCANNER_SIGNATURES", "/var/lib/clamav")
# Longer than clamd's SelfCheck, so that it has loaded what lies there.
SCANNER_SETTLE_SECONDS = env.integer("SCANNER_SETTLE_SECONDS", 900)
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
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp", "svg"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
