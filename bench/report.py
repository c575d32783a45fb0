"""Print what was measured: milliseconds, queries, the ratio to plain Wagtail and the growth."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One thing measured on both sides at each size; samples are milliseconds, one a round."""

    name: str
    sizes: list[int]
    samples: dict[tuple[str, int], list[float]]
    queries: dict[tuple[str, int], int]

    def middle(self, side: str, size: int) -> float:
        """Return the median in milliseconds."""
        return median(self.samples[side, size])

    def ratio(self, size: int) -> float:
        """Return how many times quicker the portal is, the median of the ratios of each round."""
        pairs = zip(self.samples["plain", size], self.samples["portal", size], strict=True)
        return median(plain / portal for plain, portal in pairs)

    def growth(self, side: str) -> float:
        """Return how much slower the largest size is than the smallest."""
        return self.middle(side, self.sizes[-1]) / self.middle(side, self.sizes[0])


def print_rows(rows: list[Row]) -> None:
    """Print a table a person can read."""
    for size in rows[0].sizes:
        print(f"\n{size:,} pages" + " " * 12 + "portal ms  queries   plain ms  queries   times quicker")
        for row in rows:
            print(
                f"{row.name:<22}{row.middle('portal', size):>10.1f}{row.queries.get(('portal', size), 0):>9}"
                f"{row.middle('plain', size):>11.1f}{row.queries.get(('plain', size), 0):>9}{row.ratio(size):>15.1f}"
            )
    if len(rows[0].sizes) > 1:
        print(f"\ngrowth {rows[0].sizes[0]:,} to {rows[0].sizes[-1]:,} pages    portal    plain")
        for row in rows:
            print(f"{row.name:<34}{row.growth('portal'):>8.2f}{row.growth('plain'):>9.2f}")
