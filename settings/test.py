"""Tests: the owner's database role, quick hashing, mail in memory."""

import os

os.environ["PORTAL_AS_OWNER"] = "yes"

from settings.base import *
from settings.base import DATABASES, STORAGES, VAR_DIR, env

DEBUG = False
SECRET_KEY = "only for tests"
FIELD_KEYS = "b25seSBmb3IgdGVzdHMsIG9ubHkgZm9yIHRlc3RzISE="
BLIND_INDEX_KEY = "YW5vdGhlciBrZXkgb25seSBmb3IgdGVzdHMsIGhlcmU="
ALLOWED_HOSTS = ["localhost", "testserver", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WAGTAILADMIN_BASE_URL = "http://localhost"
CANONICAL_HOST = "localhost"
DEMO_SIGN_INS = VAR_DIR / "test-sign-ins.txt"
Q_CLUSTER = {"name": "test", "orm": "default", "sync": True, "timeout": 60, "retry": 120}
SCANNER_SIGNATURES = ""
AUDIT_HEADS_FILE = VAR_DIR / "test-audit-heads.txt"
# A database with all tables, to copy instead of running every migration; none: each test database makes its own.
DATABASES["default"]["TEST"] = {"TEMPLATE": env.text("TEST_DATABASE_TEMPLATE", "") or None}
