"""A code of the app counts once, whichever process sees it (R9.4-1)."""

from datetime import datetime, timedelta
from hashlib import sha256

from allauth.mfa.models import Authenticator
from django.db import transaction

REMEMBERED_FOR = timedelta(minutes=3)  # a code is good for 90 seconds


@transaction.atomic
def use_up(authenticator: Authenticator, code: str, *, now: datetime) -> bool:
    """Return whether the code was still unused, and remember it as used."""
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    oldest = (now - REMEMBERED_FOR).timestamp()
    used = {digest: at for digest, at in row.data.get("used_codes", {}).items() if at > oldest}
    digest = sha256(f"{row.pk}:{''.join(code.split())}".encode()).hexdigest()[:16]
    if digest in used:
        return False
    row.data["used_codes"] = used | {digest: now.timestamp()}
    row.save(update_fields=["data"])
    authenticator.data = row.data
    return True
