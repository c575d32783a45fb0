"""The commands behind the Makefile: `python3 -m quickstart run`, `test`, and so on."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from quickstart import checks, commands, packages, postgres, scanner, service, sharing, signals
from quickstart.checkout import Checkout, read_env_file
from quickstart.cluster import Cluster
from quickstart.cluster_place import locate
from quickstart.console import SetUpError, complain, step
from quickstart.database import is_given, serving
from quickstart.packages import Need
from quickstart.project import OWNER_COMMANDS, Project
from quickstart.python_env import RUN_LOCK, TEST_LOCK, PythonEnvironment

ROOT = Path(__file__).resolve().parent.parent
INTERRUPTED = 130


@contextmanager
def ready(checkout: Checkout, lock: str, needs: Iterable[Need] = ()) -> Iterator[Project]:
    """Install what is missing and keep the database running inside the block."""
    environment = PythonEnvironment(checkout.root)
    prepare_machine(checkout, environment, lock, needs)
    with serving(checkout) as database:
        yield Project(checkout, environment.python, database)


def prepare_machine(checkout: Checkout, environment: PythonEnvironment, lock: str, needs: Iterable[Need] = ()) -> None:
    """Bring the Debian packages and the virtual environment in place."""
    checkout.prepare()
    with sharing.turn(checkout.var):
        own = [] if is_given() else [postgres.need()]
        packages.ensure([environment.need, packages.GETTEXT, *own, *needs])
        environment.prepare(lock)


def run(checkout: Checkout, arguments: argparse.Namespace) -> int:
    """Set everything up and run the portal until Ctrl-C."""
    service.check_port(checkout.host, checkout.port)
    with ready(checkout, RUN_LOCK, [scanner.NEED]) as project:
        service.run(project)
    print("Đã dừng. / Stopped.", flush=True)
    return 0


def test(checkout: Checkout, arguments: argparse.Namespace) -> int:
    """Run every check and every test."""
    with ready(checkout, TEST_LOCK, [scanner.NEED]) as project:
        project.compile_translations()
        with checks.static_checks_beside(project) as static:
            passed = checks.run(checks.running_checks(project, static))
    return 0 if passed else 1


def check(checkout: Checkout, arguments: argparse.Namespace) -> int:
    """Run the checks that need no tests."""
    with ready(checkout, TEST_LOCK) as project:
        return 0 if checks.run(checks.static_checks(project)) else 1


def check_next(checkout: Checkout, arguments: argparse.Namespace) -> int:
    """Run the tests without the browser on the next Wagtail."""
    environment = PythonEnvironment(checkout.root, ".venv-next")
    prepare_machine(checkout, environment, TEST_LOCK, [scanner.NEED])
    environment.pip("install", f"wagtail=={checks.NEXT_WAGTAIL}")
    with serving(checkout) as database:
        project = Project(checkout, environment.python, database)
        project.compile_translations()
        return 0 if checks.run([checks.next_wagtail_check(project)]) else 1


def bench(checkout: Checkout, arguments: argparse.Namespace) -> int:
    """Run the benchmark with the rest of the command line."""
    with ready(checkout, TEST_LOCK) as project:
        project.compile_translations()
        command = [project.python, "-m", "bench", *arguments.rest]
        return commands.status(command, cwd=checkout.root, environment=project.environment(owner=True))


def manage(checkout: Checkout, arguments: argparse.Namespace) -> int:
    """Run one Django command in the foreground."""
    with ready(checkout, RUN_LOCK) as project:
        owner = bool(arguments.rest) and arguments.rest[0] in OWNER_COMMANDS
        command = [project.python, "manage.py", *arguments.rest]
        environment = project.environment(owner=owner)
        return commands.status(command, cwd=checkout.root, environment=environment, foreground=True)


def lock(checkout: Checkout, arguments: argparse.Namespace) -> int:
    """Resolve the .in files anew; names and hashes only, never where they came from."""
    environment = PythonEnvironment(checkout.root)
    prepare_machine(checkout, environment, TEST_LOCK)
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--quiet"]
    for name in (RUN_LOCK, TEST_LOCK):
        source = Path(name).with_suffix(".in")
        step(f"Resolving {source}")
        command = [environment.python, "-m", "uv", "pip", "compile", *options, *arguments.rest]
        command += ["--no-emit-find-links", "--custom-compile-command", "make lock", source, "-o", name]
        if commands.status(command, cwd=checkout.root) != 0:
            raise SetUpError(f"uv could not resolve {source}; its messages are above.")
    return 0


def reset(checkout: Checkout, arguments: argparse.Namespace) -> int:
    """Delete the private database and everything below `var/`."""
    if arguments.rest != ["--yes"]:
        raise SetUpError(f"This deletes the database and all of {checkout.var}. To do it: make reset CONFIRM=yes")
    if os.path.lexists(checkout.var / "postgres"):
        Cluster(locate(checkout)).delete()
    commands.output(["rm", "-rf", "--", checkout.var])
    step(f"{checkout.var} and its database are deleted")
    return 0


COMMANDS: dict[str, Callable[[Checkout, argparse.Namespace], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "check-next": check_next,
    "bench": bench,
    "manage": manage,
    "lock": lock,
    "reset": reset,
}


def main() -> int:
    """Run the command of the command line and return its exit code."""
    parser = argparse.ArgumentParser(prog="quickstart", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="passed on by bench, manage and lock")
    arguments = parser.parse_args()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    signals.listen()
    try:
        for name, value in read_env_file(ROOT / ".env").items():
            os.environ.setdefault(name, value)
        with signals.own_foreground():
            return COMMANDS[arguments.command](Checkout.at(ROOT), arguments)
    except SetUpError as error:
        complain(str(error))
        return 1
    except KeyboardInterrupt:
        complain("Interrupted; everything started was stopped.")
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
