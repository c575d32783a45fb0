"""Text encrypted for one field of one model: AES-256-GCM, the key's name in the value (R9.4-4).

A value reads ``v1:<name of the key>:<nonce and ciphertext in base 64>``. It is bound to the field's context, so that
a value copied into another field does not decrypt there.
"""

import base64
import binascii
import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.lib import text
from core.lib.crypto.keys import Keyring

VERSION = "v1"
NONCE_BYTES = 12


class DecryptionError(Exception):
    """A stored value that cannot be read; the message names key and field, never content."""


class UnknownKeyError(DecryptionError):
    """The key that wrote the value is not in the key file: the wrong file, or a key removed too early."""


class TamperedValueError(DecryptionError):
    """The value was changed, cut, moved from another field, or was never encrypted."""


def encrypt(plain: str, *, context: str, keyring: Keyring) -> str:
    """Return the text encrypted with the current key; the same text gives a different value each time.

    ``context`` names the field for good, such as "cases.question.text": decryption needs the same words. Raises
    UnicodeEncodeError for lone surrogates.
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    cipher = AESGCM(keyring.keys[keyring.current])
    sealed = cipher.encrypt(nonce, plain.encode(), _bound(context, keyring.current))
    return f"{prefix(keyring.current)}{base64.b64encode(nonce + sealed).decode()}"


def decrypt(value: str, *, context: str, keyring: Keyring) -> str:
    """Return the text of an encrypted value.

    Raises UnknownKeyError when its key is not in the ring, TamperedValueError for anything that is not exactly what
    ``encrypt`` wrote for this context; never returns a changed text.
    """
    version, _, rest = value.partition(":")
    name, _, encoded = rest.partition(":")
    if version != VERSION or not name or not encoded:
        raise TamperedValueError(f"{context}: not an encrypted value")
    key = keyring.keys.get(name)
    if key is None:
        raise UnknownKeyError(f"{context}: written with the key {name}, which is not in the key file")
    try:
        raw = base64.b64decode(encoded, validate=True)
        return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bound(context, name)).decode()
    except (binascii.Error, ValueError, InvalidTag) as error:
        raise TamperedValueError(f"{context}: the value was changed") from error


def key_name(value: str) -> str:
    """Return the name of the key that wrote a value, or "" for text that is no encrypted value."""
    version, _, rest = value.partition(":")
    name, _, encoded = rest.partition(":")
    return name if version == VERSION and encoded else ""


def prefix(name: str) -> str:
    """Return how every value written with a key begins."""
    return f"{VERSION}:{name}:"


def blind_index(plain: str, *, context: str, key: bytes) -> str:
    """Return 64 hexadecimal digits by which equal texts of one field are found without decrypting any.

    Texts that differ only in case, accents' spelling (NFC, NFD), or blanks around and between words are equal. Use it
    only where look-up is needed: it shows which rows hold the same text. ``key`` is not one of the field keys.
    """
    canonical = " ".join(text.clean(plain).casefold().split())
    return hmac.new(key, f"{context}\0{canonical}".encode(), hashlib.sha256).hexdigest()


def _bound(context: str, name: str) -> bytes:
    return f"{VERSION}\0{name}\0{context}".encode()
