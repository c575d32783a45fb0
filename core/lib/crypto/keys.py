"""Key files: one key a line, the first one writes, all of them read (R9.4-4).

The name of a key is computed from the key, so that another key under an old name cannot happen.
"""

import base64
import binascii
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

KEY_BYTES = 32
_NAME_BYTES = 6


class KeyFileError(ValueError):
    """A key file that is empty, malformed or holds a key twice; the message never holds a key."""


@dataclass(frozen=True)
class Keyring:
    """Keys by name; ``current`` names the one that encrypts."""

    current: str
    keys: Mapping[str, bytes] = field(repr=False)


def new_key() -> str:
    """Return a new random key of 256 bits as one line of a key file."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def name_of(key: bytes) -> str:
    """Return the name of a key: 12 hexadecimal digits that say nothing of the key itself."""
    return hashlib.sha256(b"portal key name\0" + key).hexdigest()[: 2 * _NAME_BYTES]


def read_keys(content: str) -> Keyring:
    """Return the keys of a key file; blank lines and lines that begin with # are skipped.

    Raises KeyFileError for a line that is no key of 32 bytes in base 64, a key that stands twice, or no key at all.
    """
    keys: dict[str, bytes] = {}
    for number, line in enumerate(content.splitlines(), start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        key = _key(text, number)
        if name_of(key) in keys:
            raise KeyFileError(f"line {number}: the key {name_of(key)} stands twice")
        keys[name_of(key)] = key
    if not keys:
        raise KeyFileError("no key in it")
    return Keyring(current=next(iter(keys)), keys=keys)


def read_single_key(content: str) -> bytes:
    """Return the only key of a file, such as that of the blind index; raises KeyFileError for none or several."""
    ring = read_keys(content)
    if len(ring.keys) != 1:
        raise KeyFileError(f"one key expected, {len(ring.keys)} found")
    return ring.keys[ring.current]


def _key(text: str, number: int) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyFileError(f"line {number}: not a key of {KEY_BYTES} bytes in base 64")
    return key
