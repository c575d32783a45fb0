"""The calendar starts from a data file in which every entry has its basis (RX-1, domain-facts 8)."""

from datetime import date
from pathlib import Path

import pytest

from core.lib.calendar_seed import read_seed

YEAR = '[[year]]\nyear = 2026\nprovisional = false\nbasis = "Điều 112"\n'
OVERRIDE = '[[override]]\nday = 2026-01-02\nkind = "off"\nname = "Nghỉ"\nlegal_basis = "Hoán đổi"\n'


@pytest.fixture
def seed_file(tmp_path: Path) -> Path:
    return tmp_path / "calendar.toml"


def test_the_swap_that_the_package_lacks_is_entered_with_its_basis() -> None:
    overrides = {override.day: override for override in read_seed().overrides}
    assert overrides[date(2026, 1, 2)].kind == "off"
    assert overrides[date(2026, 1, 10)].kind == "working"
    assert all("25/12/2025" in override.legal_basis for override in overrides.values())


def test_three_years_are_computable_and_the_last_is_provisional() -> None:
    seed = read_seed()
    assert seed.computable_years == {2025, 2026, 2027}
    assert seed.provisional_years == {2027}
    assert all(entry.basis for entry in seed.years)


def test_another_file_with_the_same_fields_is_read(seed_file: Path) -> None:
    seed_file.write_text(YEAR + OVERRIDE, encoding="utf-8")
    assert read_seed(seed_file).computable_years == {2026}
    assert read_seed(seed_file).overrides[0].day == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("year = [", ValueError),
        (YEAR, KeyError),
        (YEAR + OVERRIDE.replace('"off"', '"half"'), ValueError),
        (YEAR + OVERRIDE.replace('"Hoán đổi"', '" "'), ValueError),
        (YEAR + OVERRIDE + OVERRIDE, ValueError),
        (YEAR + OVERRIDE.replace("name", "title"), TypeError),
    ],
)
def test_a_broken_file_is_refused(seed_file: Path, content: str, error: type[Exception]) -> None:
    seed_file.write_text(content, encoding="utf-8")
    with pytest.raises(error):
        read_seed(seed_file)
