"""Absolute addresses: whatever leaves the portal names its canonical host (R2.2a-1)."""

from django.conf import settings


def absolute(path: str) -> str:
    """Return the permanent link of a public path, whatever host the request came by."""
    return f"https://{settings.CANONICAL_HOST}{path}"
