"""The virus scanner of one run: clamd with a configuration, a socket and a folder of its own, asked by nobody else."""

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from quickstart.commands import Identity
from quickstart.packages import Need

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ("/usr/sbin/clamd", "/usr/local/sbin/clamd")
SCANNER_USERS = ("clamav", "nobody")
REAL_SIGNATURES = Path("/var/lib/clamav")
TEST_SIGNATURES = ROOT / "deploy" / "clamav" / "eicar.ndb"
LARGEST_MB = 60


@dataclass(frozen=True)
class Scanner:
    """Where one clamd listens and what starts it."""

    folder: Path
    command: tuple[str, ...]
    signatures: Path

    @property
    def address(self) -> str:
        """Return the address as the portal's settings take it."""
        return f"unix:{self.folder / 'socket'}"

    @property
    def listens(self) -> bool:
        """Tell whether clamd has loaded its signatures and opened its socket."""
        return (self.folder / "socket").exists()

    @property
    def environment(self) -> dict[str, str]:
        """Return what the portal's processes must know."""
        return {"SCANNER_ADDRESS": self.address, "SCANNER_SIGNATURES": str(self.signatures)}


def program() -> str | None:
    """Return the path of clamd, which is seldom on the path of ordinary users."""
    return shutil.which("clamd") or next((path for path in PROGRAMS if Path(path).is_file()), None)


NEED = Need("clamav-daemon", "scanning uploaded files", lambda: program() is not None)


@contextmanager
def prepared(log: Path) -> Iterator[Scanner]:
    """Make the private folder of a clamd, which writes what it says to ``log``, and delete it afterwards.

    The folder is a short path below the folder for temporary files: a socket's address holds 107 bytes, and the user
    that root's clamd runs as could not reach into the checkout.
    """
    folder = Path(tempfile.mkdtemp(prefix="portal-clamd-"))
    try:
        yield _written(folder, log)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def signatures() -> Path:
    """Return the folder of real signatures when freshclam has filled it, else that of the one for tests."""
    real = any(REAL_SIGNATURES.glob("*.c[vl]d")) and os.access(REAL_SIGNATURES, os.R_OK)
    return REAL_SIGNATURES if real else TEST_SIGNATURES.parent


def _written(folder: Path, log: Path) -> Scanner:
    database = signatures()
    if database != REAL_SIGNATURES:
        database = folder / "signatures"
        database.mkdir()
        shutil.copy(TEST_SIGNATURES, database)
    (folder / "work").mkdir()
    identity = _identity()
    lines = [
        "Foreground yes",
        f"DatabaseDirectory {database}",
        f"LocalSocket {folder / 'socket'}",
        "LocalSocketMode 600",
        f"TemporaryDirectory {folder / 'work'}",
        f"StreamMaxLength {LARGEST_MB}M",
        f"MaxFileSize {LARGEST_MB}M",
        f"MaxScanSize {4 * LARGEST_MB}M",
        "MaxRecursion 12",
        "MaxFiles 6000",
        "AlertExceedsMax yes",
        "AlertEncrypted yes",
        "AlertOLE2Macros yes",
        "MaxThreads 4",
        "ReadTimeout 60",
        *(["User " + identity[0]] if identity else []),
    ]
    configuration = folder / "clamd.conf"
    configuration.write_text("\n".join(lines) + "\n", encoding="ascii")
    if identity:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, identity[1].uid, identity[1].gid)
    # In the foreground clamd talks to its output, a page at each start; the shell gives way to it at once.
    quiet = ("sh", "-c", 'exec "$0" "$1" >"$2" 2>&1')
    return Scanner(folder, (*quiet, program() or "clamd", f"--config-file={configuration}", str(log)), database)


def _identity() -> tuple[str, Identity] | None:
    """Return who root's clamd becomes: a parser of hostile files must not be root."""
    if os.geteuid() != 0:
        return None
    for name in SCANNER_USERS:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return name, Identity(found.pw_uid, found.pw_gid)
    return None
