"""What a claim of the identity provider is worth (R9.4-1)."""

from collections.abc import Collection, Mapping
from typing import Any


def shows_second_factor(claims: Mapping[str, Any], *, methods: Collection[str], contexts: Collection[str]) -> bool:
    """Return whether signed claims say that the person showed two factors there (R9.4-1).

    ``methods`` are accepted values of "amr" (RFC 8176), ``contexts`` of "acr". Anything else, or a claim of another
    shape than the standard's, says nothing.
    """
    shown = claims.get("amr")
    by_method = isinstance(shown, list) and any(isinstance(one, str) and one in methods for one in shown)
    context = claims.get("acr")
    return by_method or (isinstance(context, str) and context in contexts)


def verified_email(claims: Mapping[str, Any], name: str) -> str:
    """Return the address of the claim ``name`` when the provider has verified it, or an empty text (R9.4-1)."""
    address = claims.get(name)
    return address.strip() if isinstance(address, str) and claims.get("email_verified") is True else ""
