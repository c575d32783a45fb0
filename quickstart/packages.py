"""Debian packages: looked for first, installed only when missing and permitted, otherwise asked for by name."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from quickstart import commands
from quickstart.console import SetUpError, step
from quickstart.signals import shielded

CLUSTER_DEFAULTS = Path("/etc/postgresql-common/createcluster.d/portal-quickstart.conf")


@dataclass(frozen=True)
class Need:
    """A Debian package and how to tell that what it brings is there, from wherever it came."""

    package: str
    purpose: str
    present: Callable[[], bool]


def chromium() -> str | None:
    """Return the path of a Chromium or Chrome browser."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in names if (path := shutil.which(name))), None)


GETTEXT = Need("gettext", "compiling the translations", lambda: shutil.which("msgfmt") is not None)
CHROMIUM = Need("chromium", "the browser tests", lambda: chromium() is not None)


def ensure(needs: Iterable[Need]) -> None:
    """Install the packages that are missing, all at once; raise SetUpError when that is not possible."""
    missing = [need for need in needs if not need.present()]
    if not missing:
        return
    names = [need.package for need in missing]
    prefix = _permission()
    if prefix is None or shutil.which("apt-get") is None:
        raise SetUpError(_request(missing))
    step(f"Installing Debian packages: {' '.join(names)}")
    with shielded(), _no_main_cluster(prefix) if "postgresql" in names else nullcontext():
        words = _install(prefix, names)
    still_missing = [need for need in missing if not need.present()]
    if still_missing:
        raise SetUpError(f"{words}\n{_request(still_missing)}")


def _install(prefix: Sequence[str], names: Sequence[str]) -> str:
    """Run apt-get to its end, since an interrupted installation leaves the machine half done; return its complaints."""
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600"]
    update = commands.output([*apt, "update"], check=False)
    install = commands.output([*apt, "install", "-y", "--no-install-recommends", *names], check=False)
    return f"{update.stderr}{install.stderr}".strip()


def _permission() -> Sequence[str] | None:
    """Return what to put before a command that needs root, or None when there is no way."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and commands.output(["sudo", "-n", "true"], check=False).returncode == 0:
        return ["sudo", "-n"]
    return None


def _request(missing: Sequence[Need]) -> str:
    reasons = "\n".join(f"   {need.package}: {need.purpose}" for need in missing)
    names = " ".join(need.package for need in missing)
    return (
        f"Missing on this machine:\n{reasons}\n"
        f"They could not be installed by this command. Please run:\n   sudo apt-get install {names}"
    )


@contextmanager
def _no_main_cluster(prefix: Sequence[str]) -> Iterator[None]:
    """Keep Debian from making and starting a cluster of its own while `postgresql` is installed."""
    commands.output([*prefix, "mkdir", "-p", CLUSTER_DEFAULTS.parent])
    commands.output([*prefix, "tee", CLUSTER_DEFAULTS], text="create_main_cluster = false\n")
    try:
        yield
    finally:
        commands.output([*prefix, "rm", "-f", CLUSTER_DEFAULTS], check=False)
