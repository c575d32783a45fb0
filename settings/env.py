"""The one reader of the environment: a setting that is missing or malformed stops the start with its name."""

import base64
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off"}


def text(name: str, default: str | None = None) -> str:
    """Return the variable ``name``, or the content of the file that ``name_FILE`` points to."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error}") from error
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"The environment variable {name} is not set (nor {name}_FILE).")
    return value


def file_text(name: str, default: str | None = None) -> str:
    """Return the content of the file that ``name_FILE`` points to: keys never stand in the environment itself."""
    if not os.environ.get(f"{name}_FILE"):
        if default is None:
            raise ImproperlyConfigured(f"{name}_FILE is not set: it names the file with the key.")
        return default
    return text(name)


def flag(name: str, *, default: bool) -> bool:
    """Return the variable as a truth value; anything but a clear yes or no stops the start."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in TRUE_WORDS | FALSE_WORDS:
        return value in TRUE_WORDS
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")


def integer(name: str, default: int) -> int:
    """Return the variable as a whole number."""
    value = os.environ.get(name, "").strip()
    try:
        return int(value) if value else default
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from error


def names(name: str, default: str = "") -> list[str]:
    """Return a comma-separated variable as a list without blanks."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def pairs(name: str) -> dict[str, str]:
    """Return the comma-separated pairs "name=value" of the variable; a part without "=" stops the start."""
    parts = [part.partition("=") for part in names(name)]
    if any(not sign or not key.strip() or not value.strip() for key, sign, value in parts):
        raise ImproperlyConfigured(f"{name} must hold pairs like name=value.")
    return {key.strip(): value.strip() for key, _sign, value in parts}


def kept_key(path: Path) -> str:
    """Return the random key that a file keeps; the first call makes the file, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(base64.b64encode(secrets.token_bytes(32)).decode())
    return path.read_text(encoding="utf-8").strip()
