"""Property tests of pure functions stay quick and repeatable; hostile input is measured, not hoped for."""

from collections.abc import Callable
from time import process_time
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True, database=None)
settings.load_profile("quick")

SHORT, LONG = 10_000, 40_000
# Four times the input may cost four times the time; sixteen times would be a square. Between them lies noise.
MOST_GROWTH = 9
NEGLIGIBLE_SECONDS = 0.05


def seconds(function: Callable[[str], Any], s: str) -> float:
    start = process_time()
    function(s)
    return process_time() - start


@pytest.fixture
def assert_linear() -> Callable[[Callable[[str], Any], Callable[[int], str]], None]:
    """Fail when a function needs more than linear time for a family of texts."""

    def check(function: Callable[[str], Any], make: Callable[[int], str]) -> None:
        short = min(seconds(function, make(SHORT)) for _ in range(3))
        long = min(seconds(function, make(LONG)) for _ in range(3))
        assert long < max(NEGLIGIBLE_SECONDS, MOST_GROWTH * short)

    return check
