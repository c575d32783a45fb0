"""The Django side of the set-up: each step runs again only when its inputs changed."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quickstart import commands, sharing
from quickstart.checkout import Checkout
from quickstart.console import SetUpError, step
from quickstart.database import Database
from quickstart.python_env import RUN_LOCK
from quickstart.state import State, fingerprint

OWNER_COMMANDS = {"migrate", "makemigrations", "sqlmigrate", "squashmigrations", "test", "setup_portal"}
NOT_SOURCE = {"var", "docs", "tests", "bench", "deploy", "quickstart", "node_modules"}


@dataclass(frozen=True)
class Step:
    """One `manage.py` command, the files it depends on, and how to tell that its result is still there."""

    title: str
    command: tuple[str, ...]
    inputs: Iterable[Path]
    made: Callable[[], bool]
    in_database: bool = False


@dataclass(frozen=True)
class Project:
    """The Django project of a checkout, its Python and its database."""

    checkout: Checkout
    python: Path
    database: Database
    additions: Mapping[str, str] = field(default_factory=dict)

    def environment(self, settings: str = "settings.dev", *, owner: bool = False) -> dict[str, str]:
        """Return the environment every process of the portal gets."""
        additions = {
            "DJANGO_SETTINGS_MODULE": settings,
            "VAR_DIR": str(self.checkout.var),
            "PORTAL_PORT": str(self.checkout.port),
            "PYTHONUNBUFFERED": "1",
        }
        if self.database.url:
            additions |= {"DATABASE_URL": self.database.url, "DATABASE_OWNER_URL": self.database.owner_url}
        if owner:
            additions["PORTAL_AS_OWNER"] = "yes"
        if not os.environ.get("SECRET_KEY") and not os.environ.get("SECRET_KEY_FILE"):
            additions["SECRET_KEY_FILE"] = str(self.checkout.secret_key_file())
        for name, path in self.checkout.key_files().items():
            if not os.environ.get(name):
                additions[name] = str(path)
        return dict(os.environ) | additions | dict(self.additions)

    def manage(self, *arguments: str) -> None:
        """Run `manage.py` quietly in the set-up, as the owner of the tables where it takes one."""
        environment = self.environment(owner=arguments[0] in OWNER_COMMANDS)
        commands.run([self.python, "manage.py", *arguments], cwd=self.checkout.root, environment=environment)

    def set_up(self) -> None:
        """Bring translations, tables, roles, demo content and static files up to date."""
        with sharing.turn(self.checkout.var):
            for one in self.steps():
                self._bring_up_to_date(one)

    def compile_translations(self) -> None:
        """Bring the compiled translations up to date; tests need no more than this."""
        with sharing.turn(self.checkout.var):
            self._bring_up_to_date(self._translations())

    def steps(self) -> Iterator[Step]:
        """Yield the steps in their order."""
        lock = self.checkout.root / RUN_LOCK
        source = source_files(self.checkout.root)
        static = [path for path in source if self._is_below(path, "static")]
        migrations = [path for path in source if path.parent.name == "migrations"]
        content = [path for path in source if not self._is_below(path, "static", "templates", "locale")]
        sign_ins, manifest = self.checkout.var / "sign-ins.txt", self.checkout.var / "static" / "staticfiles.json"
        yield self._translations()
        yield Step(
            "Making the tables", ("migrate", "--verbosity=0"), [lock, *migrations], lambda: True, in_database=True
        )
        yield Step(
            "Setting up roles, agencies and demo content",
            ("setup_portal", "--demo"),
            [lock, *content],
            sign_ins.exists,
            in_database=True,
        )
        yield Step(
            "Collecting the static files",
            ("collectstatic", "--noinput", "--clear", "--verbosity=0"),
            [lock, *static],
            manifest.exists,
        )

    def _is_below(self, path: Path, *names: str) -> bool:
        return not set(path.relative_to(self.checkout.root).parts).isdisjoint(names)

    def _translations(self) -> Step:
        texts = [path for path in source_files(self.checkout.root) if path.suffix == ".po"]
        return Step(
            "Compiling the translations",
            ("compilemessages", "--verbosity=0", *(f"--ignore={name}" for name in (".venv*", "var"))),
            texts,
            lambda: all(path.with_suffix(".mo").exists() for path in texts),
        )

    def _bring_up_to_date(self, one: Step) -> None:
        words = [*one.command, str(self.checkout.root)]
        if one.in_database and self.database.identity:
            words.append(self.database.identity)
        known = not one.in_database or self.database.identity is not None
        state, wanted = State(self.checkout.var / "state.json"), fingerprint(one.inputs, *words)
        if known and one.made() and state.done(one.command[0], wanted):
            return
        step(one.title)
        self.manage(*one.command)
        if not one.made():
            raise SetUpError(f"manage.py {one.command[0]} ended well but left nothing behind.")
        state.record(one.command[0], wanted)


def source_files(root: Path) -> list[Path]:
    """Return the files of the project proper: no environments, no state, no tests, nothing compiled."""
    found: list[Path] = []
    for folder, names, files in os.walk(root):
        top = Path(folder) == root
        names[:] = [name for name in names if not name.startswith((".", "__")) and not (top and name in NOT_SOURCE)]
        if not top:
            found += [Path(folder, name) for name in files if not name.endswith((".pyc", ".mo"))]
    return found
