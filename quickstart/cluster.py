"""The private PostgreSQL cluster: made once, started when needed, reached through its own Unix socket only."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from quickstart import commands, postgres
from quickstart.cluster_place import Place
from quickstart.console import SetUpError, step
from quickstart.state import State, fingerprint

DATABASE = "portal"
OWNER = "portal_owner"
APPLICATION = "portal_app"
SUPERUSER = "postgres"
ROLES = Path(__file__).with_name("roles.sql")

# Demo data and tests: a crash of the machine may lose the last moments, but never break the cluster.
SETTINGS = {"listen_addresses": "", "unix_socket_permissions": "0700", "synchronous_commit": "off", "jit": "off"}


@dataclass(frozen=True)
class Postmaster:
    """What a running server wrote about itself into postmaster.pid."""

    pid: int
    data: Path
    sockets: Path


class Cluster:
    """The cluster of one checkout."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def url(self, role: str, database: str = DATABASE) -> str:
        """Return the address of a database for one role."""
        return f"postgres://{role}@{quote(str(self._socket_folder()), safe='')}/{database}"

    def identity(self) -> str:
        """Return a word that changes when the cluster is made anew."""
        version = self.place.data / "PG_VERSION"
        return f"{version.stat().st_ino}-{version.stat().st_mtime_ns}"

    def start(self) -> None:
        """Make the cluster if there is none, start it if it does not run, and see to its roles."""
        if not (self.place.data / "PG_VERSION").exists():
            self._make()
        if self.postmaster() is None:
            self._launch()
        self._see_to_roles()

    def stop(self) -> None:
        """Stop the server, rolling back what is unfinished; nothing happens when it does not run."""
        if self.postmaster() is None:
            return
        self._pg_ctl("stop", "-m", "fast", "-w", "-t", "60")

    def delete(self) -> None:
        """Stop the server and delete all its data."""
        self.stop()
        shutil.rmtree(self.place.sockets, ignore_errors=True)
        shutil.rmtree(self.place.home)

    def create_anew(self, database: str) -> None:
        """Make an empty database of the owner, in place of one of the same name."""
        self._psql(self.url(OWNER), f"DROP DATABASE IF EXISTS {database};\nCREATE DATABASE {database};\n")

    def postmaster(self) -> Postmaster | None:
        """Return the running server, or None."""
        try:
            lines = (self.place.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return None
        if len(lines) < 5 or not is_postgres(int(lines[0])):
            return None
        found = Postmaster(pid=int(lines[0]), data=Path(lines[1]), sockets=Path(lines[4]))
        if found.data != self.place.data:
            raise SetUpError(
                f"{self.place.home} is a copy of the running database in {found.data}. "
                "Delete the copy to give this checkout its own."
            )
        return found

    def _socket_folder(self) -> Path:
        running = self.postmaster()
        return running.sockets if running else self.place.sockets

    def _make(self) -> None:
        binaries = postgres.find()
        if binaries is None:
            raise SetUpError(f"No PostgreSQL {postgres.OLDEST} or newer was found.")
        step(f"Making a private PostgreSQL {binaries.version} database in {self.place.home}")
        for name in ("new", "data"):
            shutil.rmtree(self.place.home / name, ignore_errors=True)
        draft = self.place.make_folder("new")
        commands.output(
            [
                binaries / "initdb",
                f"--pgdata={draft}",
                f"--username={SUPERUSER}",
                "--locale=C.UTF-8",
                "--encoding=UTF8",
                "--auth-local=trust",
                "--auth-host=reject",
            ],
            identity=self.place.identity,
        )
        draft.rename(self.place.data)

    def _launch(self) -> None:
        settings = SETTINGS | {"unix_socket_directories": str(self.place.sockets)}
        options = " ".join(f"-c {name}={value or quoted_empty()}" for name, value in settings.items())
        try:
            self._pg_ctl("start", "-w", "-t", "60", "-l", self.place.log, "-o", options)
        except SetUpError as error:
            raise SetUpError(f"{error}\nThe server's log ends with:\n{self._last_words()}") from error

    def _see_to_roles(self) -> None:
        state, wanted = State(self.place.home / "state.json"), fingerprint([ROLES], self.identity())
        if state.done("roles", wanted):
            return
        self._psql(self.url(SUPERUSER, "template1"), ROLES.read_text("utf-8"))
        state.record("roles", wanted)

    def _psql(self, url: str, statements: str) -> None:
        options = ["-X", "-q", "-v", "ON_ERROR_STOP=1"]
        commands.output([self._binaries() / "psql", *options, "-d", url], text=statements)

    def _pg_ctl(self, action: str, *arguments: str | Path) -> None:
        commands.output(
            [self._binaries() / "pg_ctl", action, "-s", "-D", self.place.data, *arguments], identity=self.place.identity
        )

    def _binaries(self) -> postgres.Binaries:
        return postgres.find_version(int((self.place.data / "PG_VERSION").read_text(encoding="ascii")))

    def _last_words(self) -> str:
        try:
            return "\n".join(self.place.log.read_text(encoding="utf-8", errors="replace").splitlines()[-10:])
        except OSError:
            return f"(no log in {self.place.log})"


def quoted_empty() -> str:
    """Return an empty value as pg_ctl's shell must read it."""
    return "''"


def is_postgres(pid: int) -> bool:
    """Tell whether this number is a living PostgreSQL server: not dead and unburied, not a later process."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return re.match(r"\d+ \((postgres|postmaster)\) [^ZX]", status) is not None
