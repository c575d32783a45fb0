"""The one-time code that lets somebody set up the first second factor (R9.4-1): handed over by who manages accounts.

A password alone sets up nothing: who has found out the password of an account that was never used would own it.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty-two of them, five bits each, without I, L, O and U, which read like others."""
LENGTH, GROUP = 20, 5
LOOK_ALIKES = str.maketrans("ILOU", "110V")
MOST_TYPED = 60


@dataclass(frozen=True, slots=True)
class Issued:
    """A code as it is stored: its digest, the instant (UTC) from which on it is worthless, and whether it was used."""

    digest: str
    expires_at: datetime
    is_used: bool


def new_code(choose: Callable[[str], str]) -> str:
    """Return a code of 100 bits in groups; ``choose`` draws one letter at random."""
    drawn = "".join(choose(LETTERS) for _place in range(LENGTH))
    return "-".join(drawn[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def digest_of(typed: str, person: int) -> str:
    """Return the digest of a code however it was typed: blanks, dashes, small letters and look-alikes do not matter."""
    letters = "".join(letter for letter in typed[:MOST_TYPED].upper() if letter.isalnum()).translate(LOOK_ALIKES)
    return hashlib.sha256(f"{person}:{letters}".encode()).hexdigest()


def is_right(issued: Issued, typed: str, person: int, *, now: datetime) -> bool:
    """Return whether what was typed is the code, unused and in time; at its very end it is worthless (R9.4-1)."""
    is_same = hmac.compare_digest(issued.digest, digest_of(typed, person))
    return is_same and not issued.is_used and now < issued.expires_at
