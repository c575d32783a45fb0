"""The virtual environment, filled from a hashed lock file and from nothing else."""

import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path

from quickstart import commands
from quickstart.console import SetUpError, step
from quickstart.packages import Need
from quickstart.state import State, fingerprint

RUN_LOCK = "requirements.txt"
TEST_LOCK = "requirements-dev.txt"


@dataclass(frozen=True)
class PythonEnvironment:
    """One virtual environment of the checkout."""

    root: Path
    name: str = ".venv"

    @property
    def place(self) -> Path:
        """The folder of the environment."""
        return self.root / self.name

    @property
    def python(self) -> Path:
        """The interpreter in it."""
        return self.place / "bin" / "python"

    @property
    def need(self) -> Need:
        """What Debian leaves out of its Python: the part that makes environments."""
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return Need(
            f"python{version}-venv",
            "making the virtual environment",
            lambda: self.usable() or importlib.util.find_spec("ensurepip") is not None,
        )

    def usable(self) -> bool:
        """Tell whether the environment is there and its Python starts and has pip."""
        if not self.python.exists():
            return False
        return commands.output([self.python, "-m", "pip", "--version"], check=False).returncode == 0

    def prepare(self, lock: str) -> None:
        """Make the environment if needed and install exactly what the lock names."""
        state = State(self.place / "portal-locks.json")
        wanted = fingerprint([self.root / lock], str(self.root))
        if self.python.exists() and (state.done(lock, wanted) or self._covered_by_tests(state, lock)):
            return
        if not self.usable():
            step(f"Making the virtual environment {self.name} with Python {sys.version.split()[0]}")
            importlib.invalidate_caches()
            commands.run([sys.executable, "-m", "venv", "--clear", self.place], cwd=self.root)
        step(f"Installing the Python packages of {lock}")
        self.pip("install", "--require-hashes", "-r", lock)
        state.record(lock, wanted)

    def pip(self, *arguments: str) -> None:
        """Run pip in the environment; raise SetUpError when it fails."""
        command: list[str | Path] = [self.python, "-m", "pip", "--disable-pip-version-check", *arguments]
        if arguments[0] == "install":
            command += ["-qq", "--no-input"]
        code = commands.status(command, cwd=self.root)
        if code != 0:
            raise SetUpError(f"pip failed with exit code {code} in {self.name}; its messages are above.")

    def _covered_by_tests(self, state: State, lock: str) -> bool:
        """The lock of the tests contains the lock of the portal, with the same versions."""
        whole = fingerprint([self.root / TEST_LOCK], str(self.root))
        return lock == RUN_LOCK and state.done(TEST_LOCK, whole)
