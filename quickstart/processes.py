"""The portal's long-running processes: started together, watched, and ended with everything they started."""

import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quickstart.commands import send
from quickstart.console import SetUpError
from quickstart.signals import impatient, shielded

GRACE_SECONDS = 20
TICK_SECONDS = 0.1


@dataclass(frozen=True)
class Child:
    """One process that leads a process group of its own."""

    name: str
    process: subprocess.Popen[bytes]

    @property
    def alive(self) -> bool:
        """Tell whether the leader of the group still runs."""
        return self.process.poll() is None

    def end_what_is_left(self) -> None:
        """Kill the group: a queue whose main process died leaves workers that go on taking tasks."""
        send(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Processes:
    """The children of one `make run`."""

    def __init__(self, cwd: Path) -> None:
        self.cwd = cwd
        self.children: list[Child] = []

    def start(self, name: str, command: Sequence[str | Path], environment: Mapping[str, str]) -> None:
        """Start a process that is told to stop should we die ourselves."""
        words = [str(part) for part in command]
        setpriv = shutil.which("setpriv")
        if setpriv:
            words = [setpriv, "--pdeathsig", "TERM", "--", *words]
        with shielded():
            process = subprocess.Popen(
                words, cwd=self.cwd, env=dict(environment), stdin=subprocess.DEVNULL, start_new_session=True
            )
            self.children.append(Child(name, process))

    def check(self) -> None:
        """Raise SetUpError when a process has ended by itself."""
        for child in self.children:
            if not child.alive:
                raise SetUpError(
                    f"{child.name} ended by itself ({ending(child.process.returncode)}); stopping the rest."
                )

    def watch(self, *checks: Callable[[], None]) -> None:
        """Check the processes until something raises: SetUpError, or the interruption that ends the run."""
        while True:
            self.check()
            for check in checks:
                check()
            time.sleep(TICK_SECONDS * 5)

    def stop(self) -> None:
        """Ask all to finish their work, and kill what remains after a while or at a second request."""
        with shielded():
            for child in self.children:
                if child.alive:
                    child.process.terminate()
            deadline = time.monotonic() + GRACE_SECONDS
            while any(child.alive for child in self.children) and time.monotonic() < deadline and not impatient():
                time.sleep(TICK_SECONDS)
            for child in self.children:
                child.end_what_is_left()
            self.children.clear()


def ending(code: int) -> str:
    """Say how a process ended."""
    if code >= 0:
        return f"exit code {code}"
    return f"killed by {signal.Signals(-code).name}"
