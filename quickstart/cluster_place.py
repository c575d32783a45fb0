"""Where the private cluster lives and which system user runs it."""

import os
import pwd
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from quickstart import commands
from quickstart.checkout import Checkout
from quickstart.commands import Identity
from quickstart.console import SetUpError, step

SERVER_USERS = ("postgres", "portal-db")
OUTSIDE = Path("/var/lib/portal-quickstart")
SHORT = Path("/tmp")  # noqa: S108 (the owner and the mode of our folder in it are checked)
# A socket address holds 107 bytes; PostgreSQL adds "/.s.PGSQL.5432.lock" to the folder.
SOCKET_FOLDER = re.compile(r"[A-Za-z0-9_./-]{1,85}")


@dataclass(frozen=True)
class Place:
    """The folder of the cluster, the folder of its socket, and the user who runs the server."""

    home: Path
    sockets: Path
    identity: Identity

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """The server's log file, in a folder the server may write to."""
        return self.data / "server.log"

    def make_folder(self, name: str) -> Path:
        """Make an empty folder for the server's user beside the data."""
        folder = self.home / name
        make_private(folder, self.identity)
        return folder


def locate(checkout: Checkout) -> Place:
    """Find or make the place of this checkout's cluster; raise SetUpError when it cannot be used."""
    link = checkout.var / "postgres"
    if os.path.lexists(link):
        home = link.resolve()
        identity = _owner(link, home)
    else:
        identity = _server_user()
        home = _new_home(checkout, identity)
    _claim(home, checkout)
    return Place(home, _sockets(home, checkout, identity), identity)


def make_private(folder: Path, identity: Identity) -> None:
    """Make a folder that only this user can open; it must not exist yet."""
    folder.mkdir(mode=0o700)
    if not identity.is_current:
        os.chown(folder, identity.uid, identity.gid)


def _owner(link: Path, home: Path) -> Identity:
    """The user of an existing cluster; only root may act for somebody else."""
    if not home.is_dir():
        raise SetUpError(f"{link} points to {home}, which is gone. To start with an empty database, delete {link}.")
    if not (home / "data").exists():
        return _server_user()
    found = (home / "data").stat()
    if os.geteuid() not in (0, found.st_uid):
        raise SetUpError(
            f"The private database in {home} belongs to another user (uid {found.st_uid}). "
            "Run the command as that user or as root."
        )
    return Identity(found.st_uid, found.st_gid)


def _server_user() -> Identity:
    """PostgreSQL refuses to run as root: take `postgres`, or make a system user for it."""
    if os.geteuid() != 0:
        return Identity(os.geteuid(), os.getegid())
    for name in SERVER_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Identity(entry.pw_uid, entry.pw_gid)
    name = SERVER_USERS[-1]
    step(f"Making the system user {name}, because PostgreSQL refuses to run as root")
    commands.output(["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name])
    entry = pwd.getpwnam(name)
    return Identity(entry.pw_uid, entry.pw_gid)


def _new_home(checkout: Checkout, identity: Identity) -> Path:
    """Under `var/`, unless the server's user cannot get there (a checkout below /root)."""
    inside = checkout.var / "postgres"
    mode = 0o700 if identity.is_current else 0o711
    if commands.output(["test", "-x", checkout.var], identity=identity, check=False).returncode == 0:
        inside.mkdir(mode=mode)
        return inside
    home = OUTSIDE / checkout.key
    step(f"The database server may not enter {checkout.var}; its data goes to {home}")
    OUTSIDE.mkdir(mode=0o755, exist_ok=True)
    home.mkdir(mode=mode, exist_ok=True)
    inside.symlink_to(home)
    return home


def _claim(home: Path, checkout: Checkout) -> None:
    """Refuse a cluster that another living checkout uses (a copied `var/` may point to it)."""
    marker = home / "checkout"
    if marker.exists():
        other = Path(marker.read_text(encoding="utf-8").strip())
        if other != checkout.var and (other / "postgres").resolve() == home:
            raise SetUpError(
                f"{checkout.var / 'postgres'} is the database of another checkout, {other}. "
                f"Delete {checkout.var} to give this checkout its own."
            )
    marker.write_text(f"{checkout.var}\n", encoding="utf-8")


def _sockets(home: Path, checkout: Checkout, identity: Identity) -> Path:
    """Beside the data, or under /tmp where that path would be too long for a socket."""
    near = home / "socket"
    folder = near if SOCKET_FOLDER.fullmatch(str(near)) else SHORT / f"portal-{checkout.key}"
    try:
        make_private(folder, identity)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != identity.uid or found.st_mode & 0o077:
            raise SetUpError(
                f"{folder} should be a folder that only the database's user can open. Delete it and start again."
            ) from None
    return folder
