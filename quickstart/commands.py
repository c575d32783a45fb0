"""Running one command to its end; an interruption ends everything the command started."""

import os
import shlex
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from quickstart.console import SetUpError
from quickstart.signals import ignoring_ctrl_c, shielded

GRACE_SECONDS = 10


@dataclass(frozen=True)
class Identity:
    """The system user a command runs as."""

    uid: int
    gid: int

    @property
    def is_current(self) -> bool:
        """Tell whether this is who we are anyway."""
        return self.uid == os.geteuid()


def status(
    command: Sequence[str | Path],
    *,
    cwd: Path,
    environment: Mapping[str, str] | None = None,
    foreground: bool = False,
) -> int:
    """Run a command in the open and return its exit code; `foreground` gives it the terminal."""
    process: subprocess.Popen[bytes] | None = None
    try:
        with shielded():
            process = subprocess.Popen(
                [str(part) for part in command],
                cwd=cwd,
                env=None if environment is None else dict(environment),
                stdin=None if foreground else subprocess.DEVNULL,
                start_new_session=not foreground,
            )
        with ignoring_ctrl_c() if foreground else nullcontext():
            return process.wait()
    except BaseException:
        if process is not None:
            with shielded():
                end(process, alone=foreground)
        raise


def run(command: Sequence[str | Path], *, cwd: Path, environment: Mapping[str, str] | None = None) -> None:
    """Run a command in the open; raise SetUpError when it fails."""
    code = status(command, cwd=cwd, environment=environment)
    if code != 0:
        raise SetUpError(f"This command failed with exit code {code}:\n   {shlex.join(map(str, command))}")


def output(
    command: Sequence[str | Path], *, identity: Identity | None = None, text: str | None = None, check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run a short command to its end, quietly, from `/`, as another user if wished; its words become the error."""
    other = identity if identity and not identity.is_current else None
    with shielded():
        done = subprocess.run(
            [str(part) for part in command],
            cwd="/",
            input=text,
            stdin=subprocess.DEVNULL if text is None else None,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            user=other.uid if other else None,
            group=other.gid if other else None,
            extra_groups=[] if other else None,
            start_new_session=True,
            check=False,
        )
    if check and done.returncode != 0:
        words = (done.stderr or done.stdout).strip()
        raise SetUpError(f"This command failed:\n   {shlex.join(map(str, command))}\n{words}")
    return done


def end(process: subprocess.Popen[bytes], *, alone: bool = False) -> None:
    """Interrupt the command, and kill what is left of its process group after a while."""
    if alone:
        process.terminate()
        process.wait()
        return
    send(process.pid, signal.SIGINT)
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE_SECONDS)
    send(process.pid, signal.SIGKILL)
    process.wait()


def send(group: int, number: int) -> None:
    """Signal a process group that may be gone already."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
