"""Numbers have a point between thousands and a comma before decimals (RX-2)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lib.numbers import file_size, number


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1234567.89, None, "1.234.567,89"),
        (1234567, None, "1.234.567"),
        (0, None, "0"),
        (999, None, "999"),
        (-1234.5, None, "-1.234,5"),
        (Decimal("92.570"), None, "92,570"),
        (Decimal("1E+3"), None, "1.000"),
        (1e-07, None, "0,0000001"),
        (92.57, 2, "92,57"),
        (92.5, 2, "92,50"),
        (1234.5, 0, "1.235"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (0.125, 2, "0,13"),
        (1.005, 2, "1,01"),
        (-0.001, 2, "0,00"),
        (5000000, 0, "5.000.000"),
        (10**40, 2, "10." + "000." * 12 + "000,00"),
    ],
)
def test_numbers_are_written_the_vietnamese_way(value, decimals: int | None, written: str) -> None:
    assert number(value, decimals) == written


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("-Infinity"), Decimal("1E+999999"), 10**70])
def test_what_cannot_be_written_is_refused(value) -> None:
    with pytest.raises(ValueError):
        number(value)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=4))
def test_no_digit_is_lost(value: Decimal) -> None:
    assert Decimal(number(value).replace(".", "").replace(",", ".")) == value


@pytest.mark.parametrize(
    ("size", "written"),
    [
        (0, "0 B"),
        (512, "512 B"),
        (1023, "1.023 B"),
        (1024, "1 KB"),
        (1536, "1,5 KB"),
        (1_258_291, "1,2 MB"),
        (1024**2 - 1, "1 MB"),
        (20 * 1024**2, "20 MB"),
        (3 * 1024**3, "3 GB"),
        (5000 * 1024**4, "5.000 TB"),
    ],
)
def test_file_sizes_have_at_most_one_decimal(size: int, written: str) -> None:
    assert file_size(size) == written


def test_a_negative_file_size_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        file_size(-1)


@given(st.integers(0, 10**18))
def test_a_shown_file_size_is_right_to_one_decimal(size: int) -> None:
    written, unit = file_size(size).split(" ")
    step = Decimal(1024) ** ["B", "KB", "MB", "GB", "TB"].index(unit)
    shown = Decimal(written.replace(".", "").replace(",", "."))
    assert abs(shown * step - size) <= step / 20
    assert shown < 1024 or unit == "TB"
