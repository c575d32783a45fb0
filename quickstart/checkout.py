"""Where this checkout keeps its things, and the settings it reads from the environment and from `.env`."""

import base64
import hashlib
import os
import secrets
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from quickstart.console import SetUpError

DEFAULT_PORT = 8000


@dataclass(frozen=True)
class Checkout:
    """One working copy; two of them on a machine share nothing."""

    root: Path
    var: Path
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT

    @classmethod
    def at(cls, root: Path) -> "Checkout":
        """Read the checkout's settings from the environment."""
        return cls(
            root=root,
            var=Path(os.environ.get("VAR_DIR") or root / "var").resolve(),
            host=os.environ.get("PORTAL_HOST") or "127.0.0.1",
            port=port_number(os.environ.get("PORTAL_PORT") or str(DEFAULT_PORT)),
        )

    @property
    def key(self) -> str:
        """A short name, different for each checkout on this machine."""
        return hashlib.sha256(os.fsencode(self.var)).hexdigest()[:12]

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        shown = "localhost" if self.nearest_host in {"127.0.0.1", "::1"} else self.host
        return f"http://{shown}:{self.port}/"

    @property
    def nearest_host(self) -> str:
        """The host under which this machine itself reaches a server that listens on `host`."""
        try:
            listening = ip_address(self.host)
        except ValueError:
            return self.host
        if listening.is_unspecified:
            return "127.0.0.1" if listening.version == 4 else "::1"
        return self.host

    def prepare(self) -> None:
        """Make `var/`, or say why it cannot be used."""
        for place in (self.var, self.root / ".venv"):
            if place.exists() and not os.access(place, os.W_OK):
                owner = place.stat().st_uid
                raise SetUpError(
                    f"{place} belongs to another user (uid {owner}). Run the command as that user, "
                    f"or delete {place} and start again."
                )
        try:
            self.var.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SetUpError(f"{self.var} cannot be made: {error}") from error

    def secret_key_file(self) -> Path:
        """Return the file with this checkout's own secret key; it is made once."""
        return self._kept("secret-key", secrets.token_urlsafe(48))

    def key_files(self) -> dict[str, Path]:
        """Return the files with the keys of encrypted fields and their blind index, by setting; made once."""
        return {
            f"{name}_FILE": self._kept(file, base64.b64encode(secrets.token_bytes(32)).decode())
            for name, file in (("FIELD_KEYS", "field-keys"), ("BLIND_INDEX_KEY", "blind-index-key"))
        }

    def _kept(self, name: str, content: str) -> Path:
        path = self.var / name
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(content)
        return path


def port_number(value: str) -> int:
    """Return the port, or raise SetUpError when it is none."""
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
        raise SetUpError(f"PORTAL_PORT must be a number from 1 to 65535, not {value!r}.")
    return int(value)


def read_env_file(path: Path) -> dict[str, str]:
    """Return the NAME=value lines of a `.env` file; comments and blank lines are skipped."""
    if not path.is_file():
        return {}
    found: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        name, equals, value = text.partition("=")
        if not equals or not name.strip().isidentifier():
            raise SetUpError(f"{path}, line {number}: expected NAME=value.")
        found[name.strip()] = unquoted(value.strip())
    return found


def unquoted(value: str) -> str:
    """Return the value without one pair of quotes around it."""
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
