"""The web server, in production and in the quick start: threads, since pages wait for the database."""

import gc
import os
from typing import Any

from django.urls import reverse

wsgi_app = "portal.wsgi:application"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
bind = [f"{os.environ.get('PORTAL_HOST', '127.0.0.1')}:{os.environ.get('PORTAL_PORT', '8000')}"]
timeout = 60
graceful_timeout = 15
control_socket_disable = True
# Workers share the memory of the loaded code; nothing opens a connection before the first request.
preload_app = True
# The portal writes its own line for each request (core.middleware); the server's words take the same form.
if os.environ.get("DJANGO_SETTINGS_MODULE") == "settings.production":
    logconfig_dict = {
        "formatters": {"json": {"()": "core.lib.log_lines.JsonLines"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "loggers": {"gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False}},
        "root": {"handlers": ["console"], "level": "INFO"},
    }


def when_ready(server: Any) -> None:
    """Load all views and keep the collector off their memory, so that the workers share it."""
    reverse("health")
    gc.collect()
    gc.freeze()
