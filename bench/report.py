"""Arithmetic on what was measured, and the tables a person reads.

Of the samples of one round the quickest counts: whatever else the machine does only ever adds time.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

SIDES = ("portal", "plain")
GOAL_WORDS = {True: "pass", False: "MISS", None: "-"}


@dataclass(frozen=True)
class Row:
    """One thing measured on both sides at each size; samples are lists of milliseconds, a list a round."""

    name: str
    sizes: Sequence[int]
    samples: dict[tuple[str, int], list[list[float]]]
    queries: dict[tuple[str, int], int] = field(default_factory=dict)
    failures: dict[tuple[str, int], int] = field(default_factory=dict)

    @property
    def failed(self) -> str:
        """Return what went wrong on the portal's side, or an empty text."""
        statuses = sorted({status for (side, _size), status in self.failures.items() if side == "portal"})
        return f"status {', '.join(map(str, statuses))}" if statuses else ""

    def middle(self, side: str, size: int) -> float:
        """Return the median of the rounds in milliseconds."""
        return median(min(samples) for samples in self.samples[side, size])

    def high(self, side: str, size: int) -> float:
        """Return the 95th percentile of all samples in milliseconds."""
        every = sorted(sample for samples in self.samples[side, size] for sample in samples)
        return every[math.ceil(0.95 * len(every)) - 1]

    def ratio(self, size: int) -> float:
        """Return how many times quicker the portal is: the median of the ratios of each round."""
        pairs = zip(self.samples["plain", size], self.samples["portal", size], strict=True)
        return median(min(plain) / min(portal) for plain, portal in pairs)

    def growth(self, side: str) -> float:
        """Return how much slower the largest size is than the smallest: the median of the ratios of each round."""
        pairs = zip(self.samples[side, self.sizes[-1]], self.samples[side, self.sizes[0]], strict=True)
        return median(min(large) / min(small) for large, small in pairs)


@dataclass(frozen=True)
class Result:
    """One goal of the table and what was measured; ``met`` is None when the goal cannot be judged yet."""

    name: str
    goal: str
    measured: str
    met: bool | None

    def __str__(self) -> str:
        return f"{self.name:<44}{self.goal:>10}  {self.measured:<28}   {GOAL_WORDS[self.met]}"


def sizes_table(rows: Sequence[Row], yardstick: Row) -> str:
    """Return milliseconds and queries of both sides at each size.

    "x plain article" is the portal's time as a multiple of the plain article's at the same size.
    """
    lines: list[str] = []
    for size in yardstick.sizes:
        head = f"{size:,} pages"
        lines += ["", f"{head:<26}portal ms queries x plain article   plain ms queries  times quicker"]
        article = yardstick.middle("plain", size)
        for row in rows:
            own, plain = row.middle("portal", size), row.middle("plain", size)
            lines.append(
                f"{row.name:<26}{own:>9.1f}{_count(row, 'portal', size):>8}{own / article:>16.2f}"
                f"{plain:>11.1f}{_count(row, 'plain', size):>8}{row.ratio(size):>15.1f}  {row.failed}".rstrip()
            )
    return "\n".join(lines)


def inbox_table(rows: Sequence[Row], yardstick: Row) -> str:
    """Return milliseconds and queries of the inbox on both sides."""
    article = yardstick.middle("plain", yardstick.sizes[0])
    head = f"{rows[0].sizes[0]:,} entries"
    lines = ["", f"{head:<30}portal ms queries x plain article   plain ms queries  times quicker"]
    for row in rows:
        (size,) = row.sizes
        own, plain = row.middle("portal", size), row.middle("plain", size)
        lines.append(
            f"{row.name:<30}{own:>9.1f}{_count(row, 'portal', size):>8}{own / article:>16.2f}"
            f"{plain:>11.1f}{_count(row, 'plain', size):>8}{row.ratio(size):>15.1f}  {row.failed}".rstrip()
        )
    return "\n".join(lines)


def growth_table(rows: Sequence[Row]) -> str:
    """Return how each row grows from the smallest size to the largest, on both sides."""
    sizes = rows[0].sizes
    title = f"growth {sizes[0]:,} to {sizes[-1]:,}"
    lines = ["", f"{title:<30}portal     plain"]
    lines += [f"{row.name:<30}{row.growth('portal'):>6.2f}{row.growth('plain'):>10.2f}" for row in rows]
    return "\n".join(lines)


def goals_table(results: Sequence[Result]) -> str:
    """Return every goal with what was measured, and how many are met."""
    judged = [result for result in results if result.met is not None]
    met = sum(bool(result.met) for result in judged)
    head = f"{'column “first”':<44}{'goal':>10}  {'measured':<28}"
    return "\n".join(["", head, *map(str, results), "", f"{met} of {len(judged)} goals met"])


def _count(row: Row, side: str, size: int) -> str:
    return str(row.queries[side, size]) if (side, size) in row.queries else "-"
