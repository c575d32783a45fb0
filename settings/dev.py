"""The quick start: one machine, demo sign-ins, mail into files."""

from settings.base import *
from settings.base import BLIND_INDEX_KEY, FIELD_KEYS, VAR_DIR, env

DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")
PORTAL_BASE_URL = f"http://localhost:{env.integer('PORTAL_PORT', 8000)}"
WAGTAILADMIN_BASE_URL = PORTAL_BASE_URL

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"

DEMO_SIGN_INS = VAR_DIR / "sign-ins.txt"

# Demo accounts get in with one step. DEMO_SECOND_FACTOR=yes asks them for two, to try the real way.
DEMO_SKIPS_SECOND_FACTOR = not env.flag("DEMO_SECOND_FACTOR", default=False)

# The quick start names these files; a command started by hand uses the same ones.
FIELD_KEYS = FIELD_KEYS or env.kept_key(VAR_DIR / "field-keys")
BLIND_INDEX_KEY = BLIND_INDEX_KEY or env.kept_key(VAR_DIR / "blind-index-key")
