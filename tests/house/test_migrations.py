"""Migrations stay small: block definitions never enter them (style rule 12)."""

import ast
import re

import pytest

from tests.house.source import ROOT, app_names, place, python_files

MIGRATIONS = sorted(path for name in app_names() for path in (ROOT / name).rglob("migrations/0*.py"))
BLOCKS = re.compile(r"\bblock_lookup\b|\bwagtail\.blocks\b|\.blocks\.")
MOST_LINES_FOR_ONE_OF_SOURCE = 0.3


@pytest.mark.parametrize("path", MIGRATIONS, ids=place)
def test_a_migration_holds_no_blocks(path):
    assert BLOCKS.search(path.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize("path", MIGRATIONS, ids=place)
def test_a_migration_says_what_it_does(path):
    assert re.fullmatch(r"\d{4}_[a-z0-9_]+", path.stem)
    assert "_auto_" not in path.stem


@pytest.mark.parametrize("path", MIGRATIONS, ids=place)
def test_a_migration_imports_no_models_or_services(path):
    """Models and services change; a migration must mean the same in ten years."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    modules = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    ours = [module for module in modules if module.split(".")[0] in app_names()]
    assert [module for module in ours if {"models", "services"} & set(module.split("."))] == []


def test_there_are_fewer_lines_of_migrations_than_the_budget():
    def count(paths):
        return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)

    assert count(MIGRATIONS) <= count(python_files()) * MOST_LINES_FOR_ONE_OF_SOURCE
