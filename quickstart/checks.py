"""What `make test` runs, with a summary at the end."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from quickstart import blank_tables, commands, packages, service
from quickstart.console import SetUpError, complain, heading
from quickstart.project import Project
from quickstart.signals import shielded

NEXT_WAGTAIL = "8.0.1"


@dataclass(frozen=True)
class Check:
    """One part of the tests: a title and an action that raises SetUpError when it fails."""

    title: str
    action: Callable[[], None]


def run(checks: Sequence[Check]) -> bool:
    """Run all checks, whatever the earlier ones said; print a summary and tell whether all passed."""
    results: list[tuple[str, str, float]] = []
    for check in checks:
        heading(check.title)
        began = time.monotonic()
        try:
            check.action()
            verdict = "ok"
        except SetUpError as error:
            complain(str(error))
            verdict = "FAILED"
        results.append((check.title, verdict, time.monotonic() - began))
    heading("Summary")
    for title, verdict, seconds in results:
        print(f"  {verdict:<7} {seconds:6.1f} s  {title}")
    return all(verdict == "ok" for _, verdict, _ in results)


def static_checks(project: Project) -> list[Check]:
    """Everything that reads the code without running the tests."""
    checks: list[tuple[str, list[str]]] = [
        ("Lint (ruff check)", ["-m", "ruff", "check", "."]),
        ("Format (ruff format)", ["-m", "ruff", "format", "--check", "."]),
        ("Types (mypy)", ["-m", "mypy"]),
        ("Layers (import-linter)", ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"]),
        ("Migrations are complete", ["manage.py", "makemigrations", "--check", "--dry-run"]),
        ("Django's own checks", ["manage.py", "check", "--fail-level", "WARNING"]),
    ]
    return [Check(title, partial(_python, project, words)) for title, words in checks]


@contextmanager
def static_checks_beside(project: Project) -> Iterator[Check]:
    """Run all static checks in a process of its own meanwhile; the check waits for it and shows what it said.

    They and the real start keep one processor busy each.
    """
    with tempfile.TemporaryFile() as words:
        with shielded():
            process = subprocess.Popen(
                [sys.executable, "-m", "quickstart", "check"],
                cwd=project.checkout.root,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

        def wait() -> None:
            code = process.wait()
            words.seek(0)
            print(words.read().decode(errors="replace"), flush=True)
            if code != 0:
                raise SetUpError("Lint, types, layers or migrations are not in order; see above.")

        try:
            yield Check("Lint, types, layers, migrations (make check, beside the real start)", wait)
        finally:
            if process.poll() is None:
                commands.end(process)


def running_checks(project: Project, static: Check) -> list[Check]:
    """The real start, the tests in parallel, and the tests in the browser."""
    copied = blank_tables.for_tests(project)
    tests = ["-m", "pytest", "-n", "2", "-m", "not browser"]
    return [
        Check("A real start: scanner, tables, demo content, web server, queue", partial(_start, project)),
        Check("Tables that every test database is copied from", partial(blank_tables.prepare, copied)),
        static,
        Check("Tests (pytest)", partial(_python, copied, tests)),
        Check("Tests in the browser (pytest, Chromium)", partial(_browser_tests, copied)),
    ]


def next_wagtail_check(project: Project) -> Check:
    """The tests without the browser, in an environment with the next Wagtail."""
    words = ["-m", "pytest", "-n", "2", "-m", "not browser"]
    return Check(f"Tests on Wagtail {NEXT_WAGTAIL} (pytest)", partial(_python, project, words))


def _python(project: Project, words: Sequence[str]) -> None:
    environment = project.environment("settings.test", owner=True)
    code = commands.status([project.python, *words], cwd=project.checkout.root, environment=environment)
    if code != 0:
        raise SetUpError(f"Exit code {code}: {' '.join(words)}")


def _start(project: Project) -> None:
    if project.database.cluster is None:
        print("Left out: the database of DATABASE_URL is not touched by the tests.")
        return
    port = service.free_port(project.checkout.host)
    service.prove(replace(project, checkout=replace(project.checkout, port=port)))


def _browser_tests(project: Project) -> None:
    packages.ensure([packages.CHROMIUM])
    _python(project, ["-m", "pytest", "-n", "2", "-m", "browser", str(Path("tests", "e2e"))])
