"""Browsers that a person has signed in with before: each keeps a signed mark, the portal keeps nothing (R9.4-1)."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import User

COOKIE = "portal_browser"
SALT = "accounts.browsers"
KEPT_FOR_SECONDS = 365 * 24 * 3600
MOST_PEOPLE = 10

# Order matters: Edge also says Chrome, and Chrome also says Safari.
BROWSERS = (
    ("Edg", "Microsoft Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("OPR", "Opera"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def is_known(request: HttpRequest, user: User) -> bool:
    """Return whether this browser carries the mark of an earlier sign-in of the person."""
    return _mark(user) in _marks(request)


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Give the browser the mark of the person; it opens nothing, it only spares a letter."""
    marks = [*_marks(request), _mark(user)][-MOST_PEOPLE:]
    response.set_cookie(
        COOKIE,
        signing.dumps(marks, salt=SALT),
        max_age=KEPT_FOR_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def browser_name(user_agent: str) -> str:
    """Return "Chrome trên Windows", or that the browser is not known."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return _("{browser} trên {system}").format(browser=browser, system=system)
    return browser or system or _("Trình duyệt không rõ")


def _marks(request: HttpRequest) -> list[str]:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_FOR_SECONDS)
    except signing.BadSignature:
        return []
    return [mark for mark in found if isinstance(mark, str)] if isinstance(found, list) else []


def _mark(user: User) -> str:
    # A new password makes every browser new.
    return salted_hmac(SALT, f"{user.pk}:{user.password}", algorithm="sha256").hexdigest()[:24]
