"""Keys of apps and seeds of recovery codes, stored encrypted (R9.4-4)."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from core.fields import keyring
from core.lib.crypto import fields as crypto

CONTEXT = "accounts.second_factor.secret"
SECRET_NAMES = ("secret", "seed")


def seal(plain: str) -> str:
    """Return the secret encrypted with the current key."""
    return crypto.encrypt(plain, context=CONTEXT, keyring=keyring())


def unseal(stored: str) -> str:
    """Return the secret; raises DecryptionError when no key opens it."""
    return crypto.decrypt(stored, context=CONTEXT, keyring=keyring())


@transaction.atomic
def renew() -> int:
    """Encrypt with the current key what another key wrote, and return how many secrets that were; safe to run again."""
    number = 0
    current = keyring().current
    for row in Authenticator.objects.select_for_update().order_by("pk"):
        old = {name: row.data[name] for name in SECRET_NAMES if name in row.data}
        new = {name: seal(unseal(value)) for name, value in old.items() if crypto.key_name(value) != current}
        if new:
            row.data |= new
            row.save(update_fields=["data"])
            number += len(new)
    return number
