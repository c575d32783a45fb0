"""Absolute addresses: whatever leaves the portal names its canonical host (R2.2a-1)."""

from django.conf import settings

from core.lib import text


def absolute(path: str) -> str:
    """Return the permanent link of a public path, whatever host the request came by."""
    return f"https://{settings.CANONICAL_HOST}{path}"


def slug_form(path: str) -> str:
    """Return a path as the portal would spell it: lower case, no accents, one slash at the end."""
    parts = (text.slugify(part, max_length=255) for part in path.split("/"))
    return "/".join(("", *(part for part in parts if part), ""))
