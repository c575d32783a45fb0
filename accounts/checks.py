"""What the settings must not say: demo accounts in production, an identity provider that nobody may call (R9.4-1)."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, register

DEMO_SETTINGS = ("DEMO_SIGN_INS", "DEMO_SKIPS_SECOND_FACTOR")
SIGNS_OF_PRODUCTION = ("SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")


@register()
def demo_only_off_line(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Refuse to start when settings for demo accounts meet settings of production."""
    demo = [name for name in DEMO_SETTINGS if hasattr(settings, name)]
    production = [name for name in SIGNS_OF_PRODUCTION if getattr(settings, name, None)]
    if not demo or not production:
        return []
    return [
        Error(
            f"{', '.join(demo)} stand beside {', '.join(production)}: demo accounts are for the quick start only.",
            hint="Use settings.production, which has no demo accounts, or settings.dev without TLS settings.",
            id="accounts.E001",
        )
    ]


@register()
def provider_may_be_called(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Refuse to start when the identity provider is not among the hosts that may be called."""
    place = urlsplit(settings.OIDC_SERVER_URL).netloc.lower()
    if not place or place in {allowed.lower() for allowed in settings.OUTBOUND_HOSTS}:
        return []
    hint = "Add it there, and to OUTBOUND_INSIDE when it stands at a private address."
    return [Error(f"OUTBOUND_HOSTS lacks {place}, the host of OIDC_SERVER_URL.", hint=hint, id="accounts.E002")]
