"""Sealed boxes: whoever holds the public key puts something in, only the private key takes it out (R9.4-4).

The private key never lives on the machine that seals: it is made, kept and used by the unit that reads.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass, field

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

KEY_BYTES = 32


class SealedBoxError(Exception):
    """A key that is none, or a box that does not open with this key; the message never holds a key."""


@dataclass(frozen=True)
class KeyPair:
    """Both keys as one line of base 64 each; the private one is handed over on paper or a stick, never stored here."""

    public: str
    private: str = field(repr=False)


def new_key_pair() -> KeyPair:
    """Return a new pair of Curve25519 keys."""
    private = PrivateKey.generate()
    return KeyPair(public=_text(bytes(private.public_key)), private=_text(bytes(private)))


def fingerprint(public_key: str) -> str:
    """Return 16 hexadecimal digits in groups of four, for two people to compare; raises SealedBoxError."""
    digits = hashlib.sha256(b"portal box\0" + _raw(public_key)).hexdigest()[:16]
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))


def seal(content: bytes, *, public_key: str) -> bytes:
    """Return the content in a box of 48 bytes more, different each time; raises SealedBoxError for a malformed key."""
    return bytes(SealedBox(PublicKey(_raw(public_key))).encrypt(content))


def unseal(box: bytes, *, private_key: str) -> bytes:
    """Return what a box holds; raises SealedBoxError when the key is another one or the box was changed or cut."""
    try:
        return bytes(SealedBox(PrivateKey(_raw(private_key))).decrypt(box))
    except (CryptoError, ValueError, TypeError) as error:
        raise SealedBoxError("the box does not open with this key") from error


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _raw(key: str) -> bytes:
    try:
        raw = base64.b64decode(key.strip(), validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != KEY_BYTES:
        raise SealedBoxError(f"not a key of {KEY_BYTES} bytes in base 64")
    return raw
