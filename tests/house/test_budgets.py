"""Budgets of size: what passes them is split by subject, not squeezed."""

import re

import pytest

from tests.house.source import (
    ROOT,
    STATIC,
    TEMPLATES,
    all_python_files,
    app_names,
    functions,
    place,
    python_files,
    template_names,
)

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 50
MOST_LINES_OF_A_TEMPLATE = 150
MOST_LINES_OF_ALL_CSS = 2_500
MOST_LINES_OF_ALL_JS = 500
MOST_SUPPRESSIONS_IN_1000_LINES = 2
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "stuff", "lib2"}
SUPPRESSION = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?P<rest>[^\n]*)")
CODES = re.compile(r"^[:\[\s]*[A-Za-z]+[-\w]*(?:[,\s]+[A-Z]+\d+)*\]?")


def lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def suppressions(path):
    """Yield line number and reason of every silenced warning; what stands in strings and patterns is none."""
    for number, line in enumerate(lines(path), start=1):
        found = SUPPRESSION.search(line)
        if found and "re.compile" not in line:
            yield number, CODES.sub("", found["rest"], count=1).strip(" #()-–:")


def test_no_python_file_is_too_long():
    assert {
        place(path): len(lines(path)) for path in all_python_files() if len(lines(path)) > MOST_LINES_OF_A_FILE
    } == {}


def test_no_function_is_too_long():
    long = {
        f"{place(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in all_python_files()
        for node in functions(path)
        if node.end_lineno - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    }
    assert long == {}


def test_no_template_is_too_long():
    sizes = {name: len(lines(TEMPLATES / name)) for name in template_names()}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES_OF_A_TEMPLATE} == {}


@pytest.mark.parametrize(("suffix", "most"), [("css", MOST_LINES_OF_ALL_CSS), ("js", MOST_LINES_OF_ALL_JS)])
def test_style_sheets_and_scripts_stay_small_without_a_build(suffix, most):
    assert sum(len(lines(path)) for path in STATIC.rglob(f"*.{suffix}")) <= most


def test_no_module_or_folder_has_a_name_that_says_nothing():
    paths = [*all_python_files(), *(TEMPLATES / name for name in template_names()), *STATIC.rglob("*")]
    assert [place(path) for path in paths if NAMES_THAT_SAY_NOTHING & {*path.relative_to(ROOT).parts, path.stem}] == []


def test_every_suppression_gives_its_reason():
    bare = [
        f"{place(path)}:{number}" for path in all_python_files() for number, reason in suppressions(path) if not reason
    ]
    assert bare == []


def test_suppressions_are_rare():
    files = python_files(*app_names(), "settings", "quickstart", "bench")
    found = sum(len(list(suppressions(path))) for path in files)
    size = sum(len(lines(path)) for path in files)
    assert found <= size / 1000 * MOST_SUPPRESSIONS_IN_1000_LINES
