"""PostgreSQL's own programs: found where Debian, PGDG or a hand-made installation puts them."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from quickstart import commands
from quickstart.console import SetUpError
from quickstart.packages import Need

OLDEST = 15
PROGRAMS = ("initdb", "pg_ctl", "psql")


@dataclass(frozen=True)
class Binaries:
    """The folder with the server programs of one version."""

    folder: Path
    version: int

    def __truediv__(self, program: str) -> Path:
        return self.folder / program


def find() -> Binaries | None:
    """Return the newest PostgreSQL of this machine that is new enough."""
    found = [binaries for binaries in _all() if binaries.version >= OLDEST]
    return max(found, key=lambda binaries: binaries.version, default=None)


def find_version(major: int) -> Binaries:
    """Return the PostgreSQL that made an existing cluster; raise SetUpError when it is gone."""
    for binaries in _all():
        if binaries.version == major:
            return binaries
    raise SetUpError(
        f"The private database was made by PostgreSQL {major}, which is not installed any more. "
        f"Install postgresql-{major}, or start with an empty database: make reset CONFIRM=yes"
    )


def need() -> Need:
    """The server package, unless a usable server is there."""
    return Need("postgresql", f"the private database (version {OLDEST} or newer)", lambda: find() is not None)


def _all() -> list[Binaries]:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    for name in ("pg_config", "postgres"):
        path = shutil.which(name)
        if path and name == "pg_config":
            folders.append(Path(commands.output([path, "--bindir"]).stdout.strip()))
        elif path:
            folders.append(Path(path).resolve().parent)
    return [found for folder in dict.fromkeys(folders) if (found := _look_at(folder))]


def _look_at(folder: Path) -> Binaries | None:
    if not all((folder / program).is_file() for program in (*PROGRAMS, "postgres")):
        return None
    words = commands.output([folder / "postgres", "--version"], check=False).stdout
    match = re.search(r"\) (\d+)", words)
    return Binaries(folder, int(match[1])) if match else None
