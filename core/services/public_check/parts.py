"""The parts of the check, in the order in which they were added."""

from collections.abc import Callable, Iterator

Check = Callable[[], Iterator[str]]
CHECKS: list[Check] = []


def part_of_the_check(check: Check) -> Check:
    """Add a part: a function that yields one line for each finding."""
    CHECKS.append(check)
    return check
