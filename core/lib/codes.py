"""Codes that people keep to come back to something: long enough not to be guessed, without letters that look alike.

Twenty of 32 letters are 100 bits, so a plain hash stands for the code in the database. Letters that people mix up are
read as the one that exists: O as 0, I and L as 1.
"""

import hashlib
import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 20
GROUP = 4
LONGEST_TYPED = 60
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_BETWEEN = re.compile(r"[\s\-–—.]+")


def new_code() -> str:
    """Return a new random code as people see it, in groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read(typed: str) -> str:
    """Return the letters of a typed code, or an empty text when it cannot be one."""
    if len(typed) > LONGEST_TYPED:
        return ""
    letters = _BETWEEN.sub("", typed).upper().translate(_READ_AS)
    return letters if len(letters) == LENGTH and set(letters) <= set(ALPHABET) else ""


def digest(typed: str) -> str:
    """Return the SHA-256 under which a code is stored; of what cannot be a code, one that no code has."""
    return hashlib.sha256(f"code:{read(typed)}".encode()).hexdigest()
