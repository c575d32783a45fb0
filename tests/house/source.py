"""The project's own files, as the house rules read them."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
OTHER_PACKAGES = ("settings", "quickstart", "bench", "tests")
TEXT_SUFFIXES = {".py", ".html", ".txt", ".css", ".js", ".toml", ".md", ".sql", ".in", ".json", ".xml", ".svg", ".conf"}


@cache
def layers() -> tuple[frozenset[str], ...]:
    """Return the apps by layer, highest first, as the first contract of import-linter lists them."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = config["tool"]["importlinter"]["contracts"][0]["layers"]
    return tuple(frozenset(line.replace(" ", "").split("|")) for line in lines)


@cache
def app_names() -> frozenset[str]:
    """Return the names of the portal's own top-level packages."""
    return frozenset().union(*layers())


def level(package: str) -> int:
    """Return how high a package stands; 0 is the ground."""
    return next(n for n, names in enumerate(reversed(layers())) if package in names)


def our_app_configs() -> list[AppConfig]:
    """Return the installed apps that belong to the portal."""
    return [config for config in apps.get_app_configs() if config.name.split(".")[0] in app_names()]


def python_files(*packages: str) -> list[Path]:
    """Return the Python files of the packages (of the apps when none is named), migrations left out."""
    found = (path for name in packages or sorted(app_names()) for path in (ROOT / name).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def all_python_files() -> list[Path]:
    """Return every Python file of the project but migrations."""
    return python_files(*sorted(app_names()), *OTHER_PACKAGES)


def template_names() -> list[str]:
    """Return the names of our templates, relative to the folder of templates."""
    return sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file())


def text_files() -> Iterator[Path]:
    """Yield every text file that belongs to the project."""
    folders = (*sorted(app_names()), *OTHER_PACKAGES, "templates", "static", "deploy", "docs", "locale")
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.name != ".env")
    for folder in folders:
        yield from (path for path in (ROOT / folder).rglob("*") if path.suffix in TEXT_SUFFIXES)


def place(path: Path) -> str:
    """Return a path as it is written in a message."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method of a Python file."""
    yield from (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
