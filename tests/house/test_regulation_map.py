"""The map from clauses to code and tests is complete and leads somewhere (docs/regulation-map.md)."""

import re

import pytest

from tests.house.source import ROOT, TEMPLATES, app_names, place, python_files, text_files

MAP = ROOT / "docs" / "regulation-map.md"
CLAUSE = re.compile(r"\bR(?:X|\d+(?:\.\d+[a-zđ]?)?)-\d+\b")
PATH = re.compile(r"`([\w./-]+)`")
DONE_SO_FAR = CLAUSE.findall("""
R0-1 R0-2 R0-3 R1.1-1 R1.2-1
R2.1-1 R2.1-2 R2.1-3 R2.1-4 R2.2a-1 R2.2b-1 R2.2b-2 R2.2b-3 R2.2c-1 R2.2c-2
R3.1-1 R3.5-2 R3.6-1 R3.6-2
R4-1 R4.1-1 R4.1-2 R4.2-1 R4.3-1 R4.5-1
R6.4d-2 R6.5-1
RX-1 RX-2 RX-3 RX-4 RX-5 RX-10
""")
COLUMNS = 5


def rows():
    """Return the cells of each line of the map, by clause."""
    lines = (line for line in MAP.read_text(encoding="utf-8").splitlines() if line.startswith("| R"))
    cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return {row[0]: row for row in cells}


ROWS = rows()


@pytest.mark.parametrize("clause", DONE_SO_FAR)
def test_a_clause_done_so_far_stands_in_the_map(clause):
    assert clause in ROWS


@pytest.mark.parametrize("clause", ROWS)
def test_a_line_names_what_is_done_and_modules_and_tests_that_exist(clause):
    row = ROWS[clause]
    assert len(row) == COLUMNS
    _clause, what, where, test, _missing = row
    assert what
    for cell, folder in ((where, ""), (test, "tests/")):
        paths = PATH.findall(cell)
        assert paths
        assert [path for path in paths if not (ROOT / path).exists() or not path.startswith(folder)] == []


def test_no_clause_stands_twice():
    lines = [line for line in MAP.read_text(encoding="utf-8").splitlines() if line.startswith("| R")]
    assert len(lines) == len(ROWS)


def test_code_cites_no_clause_that_the_map_lacks():
    files = [*python_files(*app_names(), "tests", "settings"), *TEMPLATES.rglob("*.html")]
    cited = {
        f"{place(path)}: {clause}"
        for path in files
        for clause in CLAUSE.findall(path.read_text(encoding="utf-8"))
        if clause not in ROWS
    }
    assert cited == set()


def test_no_file_names_a_folder_of_the_machine_it_was_written_on():
    assert [place(path) for path in text_files() if f"{ROOT}/" in path.read_text(encoding="utf-8")] == []
