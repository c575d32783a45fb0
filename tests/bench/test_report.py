"""The benchmark's arithmetic: medians of ratios, percentiles, pass and miss."""

import pytest

from bench.goals import at_least, at_most
from bench.memory import parse_pss
from bench.report import Result, Row, goals_table, growth_table, sizes_table


def row(**samples: list[list[float]]) -> Row:
    """Return a row of two sizes; the names are the side and the size, as in ``portal_10``."""
    keys = {name: (name.split("_")[0], int(name.split("_")[1])) for name in samples}
    return Row("article", [10, 100], {keys[name]: rounds for name, rounds in samples.items()}, {("portal", 10): 4})


@pytest.fixture
def article() -> Row:
    return row(
        portal_10=[[2.0, 9.0], [1.0, 8.0], [4.0, 4.0]],
        plain_10=[[6.0, 7.0], [6.0, 6.0], [8.0, 50.0]],
        portal_100=[[2.0], [2.0], [4.0]],
        plain_100=[[60.0], [12.0], [8.0]],
    )


def test_the_ratio_is_the_median_of_each_rounds_ratio(article: Row) -> None:
    assert article.ratio(10) == 3.0  # of 6/2, 6/1, 8/4


def test_the_growth_is_the_median_of_each_rounds_growth(article: Row) -> None:
    assert article.growth("portal") == 1.0  # of 2/2, 2/1, 4/4
    assert article.growth("plain") == 2.0  # of 60/6, 12/6, 8/8


def test_the_quickest_sample_of_a_round_counts(article: Row) -> None:
    assert article.middle("portal", 10) == 2.0


@pytest.mark.parametrize(("number", "expected"), [(1, 1.0), (20, 19.0), (100, 95.0)])
def test_the_95th_percentile_leaves_one_of_twenty_above(number: int, expected: float) -> None:
    samples = [[float(value) for value in range(number, 0, -1)]]
    assert Row("search", [10], {("portal", 10): samples}).high("portal", 10) == expected


@pytest.mark.parametrize(("measured", "met"), [(2.59, False), (2.6, True), (3.0, True)])
def test_a_ratio_passes_from_its_goal_on(measured: float, met: bool) -> None:
    assert at_least("article", 2.6, measured).met is met


@pytest.mark.parametrize(("measured", "met"), [(1.4, True), (1.5, True), (1.51, False)])
def test_a_growth_passes_up_to_its_goal(measured: float, met: bool) -> None:
    assert at_most("growth", 1.5, measured).met is met


def test_the_table_counts_only_goals_that_can_be_judged() -> None:
    results = [Result("a", "1", "1", met=True), Result("b", "1", "2", met=False), Result("c", "", "later", met=None)]
    table = goals_table(results)
    assert table.endswith("1 of 2 goals met")
    assert [line.split()[-1] for line in table.splitlines()[2:5]] == ["pass", "MISS", "-"]


def test_the_table_of_sizes_gives_milliseconds_queries_and_multiples(article: Row) -> None:
    line = next(line for line in sizes_table([article], article).splitlines() if line.startswith("article"))
    assert line.split() == ["article", "2.0", "4", "0.33", "6.0", "-", "3.0"]


def test_the_table_of_growth_has_both_sides(article: Row) -> None:
    assert growth_table([article]).splitlines()[-1].split() == ["article", "1.00", "2.00"]


def test_a_failure_of_the_portal_is_named(article: Row) -> None:
    failed = Row("search", [10], article.samples, failures={("portal", 10): 500})
    assert failed.failed == "status 500"
    assert article.failed == ""


def test_memory_is_read_from_the_kernels_summary() -> None:
    assert parse_pss("55e0-7ffd ---p 00000000 [rollup]\nRss: 900 kB\nPss:      120 kB\nPss_Dirty: 7 kB\n") == 120 * 1024


def test_a_summary_without_the_size_is_refused() -> None:
    with pytest.raises(ValueError, match="proportional"):
        parse_pss("Rss: 900 kB\n")
