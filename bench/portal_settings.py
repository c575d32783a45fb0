"""The portal as it runs, on the database of the benchmark and without log lines."""

from settings.dev import *
from settings.dev import STATIC_ROOT, STORAGES

ALLOWED_HOSTS = ["*"]
CANONICAL_HOST = "localhost"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# The machine that measures is one address; the counting itself stays as it is.
SUBMISSION_LIMITS = {"": dict.fromkeys(("address", "form", "everything", "unproven"), (1_000_000, 600))}
LOGGING = {"version": 1, "disable_existing_loggers": True}

# Whitenoise warns of a folder that only a real start fills.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
