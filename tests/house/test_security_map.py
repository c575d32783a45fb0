"""`docs/security.md` names files that exist, and each of its rules names code and a test (security.md section 4)."""

import re

import pytest

from tests.house.source import ROOT

PAGE = ROOT / "docs" / "security.md"
NAMED = re.compile(r"`([a-z_.]+(?:/[A-Za-z0-9_.\-]*)+|[a-z]+\.toml)`")


def rows():
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 3 and cells[0] != "Rule":
            yield cells


ROWS = list(rows())


def test_the_table_is_read():
    assert len(ROWS) > 60


@pytest.mark.parametrize("name", sorted({name for row in ROWS for name in NAMED.findall(" ".join(row))}))
def test_what_the_page_names_exists(name):
    assert (ROOT / name).exists()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_each_rule_names_code_and_a_test(row):
    _rule, code, test = row
    assert NAMED.search(code) or code == "–"
    assert all(name.startswith("tests/") for name in NAMED.findall(test))
    assert NAMED.search(test)
