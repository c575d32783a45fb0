"""The portal as it runs, on the database of the benchmark and without log lines."""

from settings.dev import *
from settings.dev import STORAGES

ALLOWED_HOSTS = ["*"]
CANONICAL_HOST = "localhost"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
LOGGING = {"version": 1, "disable_existing_loggers": True}
