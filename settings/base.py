"""Settings that hold everywhere; ``dev``, ``test`` and ``production`` change as little as they can."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url

from settings import env
from settings.intake import *
from settings.security import *
from settings.security import FORM_TARGETS
from settings.uploads import *

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))

INSTALLED_APPS = [
    "portal",
    "home",
    "editorial",
    "news",
    "documents",
    "accounts",
    "core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.sites",
    "accounts.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "django_q",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "core.middleware.RequestMiddleware",
    "portal.headers.ContentPolicyMiddleware",
    "portal.headers.PersonalAnswersMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.middleware.BodyLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.SignInGuardMiddleware",
    "portal.middleware.OthersDraftsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "portal.refusals.RefusalMiddleware",
    "portal.middleware.ForeignExportMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.frame",
            ],
        },
    },
]

# Migrations and tests run as the owner of the tables, everything else as a role without DDL rights.
DATABASE_URL = env.text("DATABASE_URL")
DATABASE_OWNER_URL = env.text("DATABASE_OWNER_URL", DATABASE_URL)
DATABASES = {
    "default": dj_database_url.parse(
        DATABASE_OWNER_URL if env.flag("PORTAL_AS_OWNER", default=False) else DATABASE_URL,
        conn_max_age=env.integer("DATABASE_CONN_MAX_AGE", 600),
        conn_health_checks=True,
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Signing in (docs/features/sign-in.md).
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
SIGN_IN_IDLE = timedelta(minutes=env.integer("SIGN_IN_IDLE_MINUTES", 60))
SIGN_IN_ABSOLUTE = timedelta(hours=env.integer("SIGN_IN_ABSOLUTE_HOURS", 12))
SIGN_IN_FRESH = timedelta(minutes=10)
SIGN_IN_ENROLMENT = timedelta(minutes=30)  # from the code of the first set-up to the app or passkey
ENROLMENT_CODE_VALID = timedelta(days=env.integer("ENROLMENT_CODE_DAYS", 7))
DORMANT_AFTER = timedelta(days=env.integer("DORMANT_AFTER_DAYS", 90))
SESSION_COOKIE_AGE = int(SIGN_IN_ABSOLUTE.total_seconds())
PASSWORD_RESET_TIMEOUT = 3_600
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,10/h/key"}
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "change_password": "accounts.forms.PasswordChangeForm",
    "reset_password": "accounts.forms.PasswordResetForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
}
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {"authenticate": "accounts.forms.CodeForm", "reauthenticate": "accounts.forms.CodeAgainForm"}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_REAUTHENTICATION_REQUIRED = False  # accounts.views.factors asks more: the second factor itself, not a password
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_USER_VERIFICATION = "required"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "accounts.views.entrance.locked_out"
AXES_USERNAME_CALLABLE = "accounts.services.attempts.counted_username"
AXES_CLIENT_IP_CALLABLE = "accounts.services.attempts.counted_address"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["login", "username", "ip_address", "code", "credential", "next"]
SOCIALACCOUNT_ADAPTER = "accounts.adapters.IdentityAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
# The City's identity provider, when it has one: which claim holds what, and what it must say of a second factor.
OIDC_SERVER_URL = env.text("OIDC_SERVER_URL", "")
IDENTITY_CLAIMS = {
    "username": env.text("OIDC_CLAIM_USERNAME", "preferred_username"),
    "email": env.text("OIDC_CLAIM_EMAIL", "email"),
    "full_name": env.text("OIDC_CLAIM_FULL_NAME", "name"),
    "agency": env.text("OIDC_CLAIM_AGENCY", ""),
}
# The provider's codes of agencies, where they are not those of the register: "H26.01=so-noi-vu,H26.02=…".
IDENTITY_AGENCIES = env.pairs("OIDC_AGENCY_CODES")
IDENTITY_AMR = env.names("OIDC_AMR", "mfa")
IDENTITY_ACR = env.names("OIDC_ACR")
_IDENTITY_APP = {
    "provider_id": "thanh-pho",
    "name": env.text("OIDC_NAME", "Đăng nhập bằng tài khoản của Thành phố"),
    "client_id": env.text("OIDC_CLIENT_ID", ""),
    "secret": env.text("OIDC_CLIENT_SECRET", ""),
    "settings": {"server_url": OIDC_SERVER_URL, "oauth_pkce_enabled": True},
}
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [_IDENTITY_APP] if OIDC_SERVER_URL else []}}
if OIDC_SERVER_URL:
    # Browsers hold a form's redirect against the policy, too.
    _issuer = urlsplit(OIDC_SERVER_URL)
    FORM_TARGETS.append(f"{_issuer.scheme}://{_issuer.netloc}")

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "settings.formats"
LOCALE_PATHS = [BASE_DIR / "locale" / "framework"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(VAR_DIR / "media")))
# Originals of everything received; no web server may reach below it.
UPLOADS_ROOT = Path(env.text("UPLOADS_ROOT", str(VAR_DIR / "uploads")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_SUBJECT_PREFIX = ""
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "khong-tra-loi@caicachhanhchinh.hanoi.gov.vn")

# The head of the audit chain leaves the system each day: by mail to two people, and into a file on another machine.
AUDIT_HEAD_ADDRESSES = env.names("AUDIT_HEAD_ADDRESSES")
AUDIT_HEADS_FILE = Path(env.text("AUDIT_HEADS_FILE", str(VAR_DIR / "audit-heads.txt")))

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Only these are believed about where a request comes from: addresses, networks, or "unix" for a socket file.
TRUSTED_PROXIES = env.names("TRUSTED_PROXIES")

CANONICAL_HOST = env.text("CANONICAL_HOST", "caicachhanhchinh.hanoi.gov.vn")

WAGTAIL_SITE_NAME = "Cải cách hành chính Hà Nội"
WAGTAILADMIN_BASE_URL = env.text("PORTAL_BASE_URL", f"https://{CANONICAL_HOST}")
WAGTAIL_I18N_ENABLED = False
# What the pickers of the admin read and write: in any other form a typed 05/12/2026 silently becomes today.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# editorial.checks refuses to start without the first three (docs/decisions/0018).
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "editorial.lib.finishing.finish_workflow"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
# home.receivers makes redirects, and only for pages that were public.
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 1
WAGTAILIMAGES_IMAGE_MODEL = "core.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.PortalDocument"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "core.search_backend", "AUTO_UPDATE": True}}

# Keys of encrypted fields and of their blind index: from files, apart from SECRET_KEY (decision 0015).
FIELD_KEYS = env.file_text("FIELD_KEYS", "")
BLIND_INDEX_KEY = env.file_text("BLIND_INDEX_KEY", "")

CSRF_FAILURE_VIEW = "portal.views.errors.foreign_form"

# Guard of public forms (docs/features/abuse.md); the limits are published under /gioi-han-gui/.
PUBLIC_BODY_BYTES = 256 * 1024
PROOF_WORK = env.integer("PROOF_WORK", 50_000)
CHALLENGE_SECONDS = 4 * 3600
LEAST_FILL_SECONDS = 3
# Submissions and seconds: of one network address, of one form, of all forms, of devices without proof of work.
SUBMISSION_LIMITS: dict[str, dict[str, tuple[int, int]]] = {
    "": {"address": (30, 600), "form": (600, 600), "everything": (1_200, 600), "unproven": (60, 3600)},
    # One entry takes eight pages and more; each page counts.
    "cung-cap-thong-tin": {"address": (120, 600), "form": (1_200, 600), "unproven": (600, 3600)},
    "tra-cuu-tin-bai": {"address": (10, 600), "form": (300, 600), "unproven": (120, 3600)},
}

# What readers write under "Trang này có hữu ích không?" is emptied after so many days; the yes or no stays.
OPINION_WORDS_DAYS = 365

# ORM broker: enqueuing belongs to the database transaction, and a killed worker loses nothing.
Q_CLUSTER = {
    "name": "portal",
    "label": "Hàng đợi",
    "orm": "default",
    "workers": env.integer("QUEUE_WORKERS", 2),
    "timeout": 300,
    "retry": 600,
    "max_attempts": 5,
    "ack_failures": False,
    "catch_up": False,
    "save_limit": 10_000,
}

SILENCED_SYSTEM_CHECKS: list[str] = []

# One line for each request; the quick start leaves them out.
LOG_REQUESTS = env.flag("LOG_REQUESTS", default=False)
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "core.lib.log_lines.JsonLines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    # Wagtail's own tasks run inside the request; each would write two lines. Failed sign-ins stand in the audit chain.
    "loggers": {"django_tasks": {"level": "WARNING"}, "axes": {"level": "ERROR"}},
}
