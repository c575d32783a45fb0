"""Production: everything secret comes from the environment or from files it names."""

from settings.base import *
from settings.base import (
    ADMIN_CONTENT_SECURITY_POLICY,
    CANONICAL_HOST,
    CONTENT_SECURITY_POLICY,
    LOGGING,
    MIDDLEWARE,
    env,
)

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
FIELD_KEYS = env.file_text("FIELD_KEYS")
BLIND_INDEX_KEY = env.file_text("BLIND_INDEX_KEY")
ALLOWED_HOSTS = [CANONICAL_HOST, *env.names("EXTRA_ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = [f"https://{CANONICAL_HOST}"]

# Outside the redirect to https, inside the headers, which every answer gets.
MIDDLEWARE.insert(
    MIDDLEWARE.index("django.middleware.security.SecurityMiddleware"), "portal.middleware.CanonicalHostMiddleware"
)

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# A cookie with this prefix is taken by browsers only over HTTPS, from this host, for the whole host.
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
for _policy in (CONTENT_SECURITY_POLICY["DIRECTIVES"], ADMIN_CONTENT_SECURITY_POLICY):
    _policy["upgrade-insecure-requests"] = True

# Each line of the log is JSON that no text from outside can forge (docs/features/audit.md).
LOG_REQUESTS = env.flag("LOG_REQUESTS", default=True)
LOGGING["handlers"]["console"]["formatter"] = "json"

EMAIL_TIMEOUT = 20
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.integer("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
