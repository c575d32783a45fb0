"""Measure the portal beside a plain Wagtail in one interleaved run and print every goal with pass or miss."""

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from bench.goals import P95_SIZE, Measurements, judge
from bench.measure import SEARCHES, Workers, inbox, measure, search_p95
from bench.memory import web_memory
from bench.report import SIDES, goals_table, growth_table, inbox_table, sizes_table
from bench.sides import Worker, create_database, database_name, drop_databases, with_database

ROUNDS = 7
MEMORY_ROUNDS = 2
SIZES = [2_000, 20_000]


def main() -> int:
    """Fill the databases, measure, print the tables, drop the databases; 1 when ``--strict`` and a goal is missed."""
    options = _options()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    owner_url = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    sizes = sorted(options.pages + ([P95_SIZE] if options.large else []))
    started = time.monotonic()
    try:
        with _filled(owner_url, sizes) as workers:
            _say(f"filled after {time.monotonic() - started:.0f} s")
            found = _measured(workers, sizes, options.rounds, owner_url)
    except KeyboardInterrupt:
        _say("interrupted; databases and processes are gone")
        return 130
    results = judge(found)
    print(sizes_table(list(found.rows.values()), found.rows["article"]))
    print(inbox_table(list(found.inbox.values()), found.rows["article"]))
    if len(sizes) > 1:
        print(growth_table(list(found.rows.values())))
    print(goals_table(results))
    print(f"{options.rounds} rounds, {time.monotonic() - started:.0f} s")
    return int(options.strict and any(result.met is False for result in results))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=SIZES, help="sizes, 2000 and 20000 if not given")
    parser.add_argument("--large", action="store_true", help="measure 100,000 pages too")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--strict", action="store_true", help="end with status 1 when a goal is missed")
    return parser.parse_args()


@contextmanager
def _filled(owner_url: str, sizes: list[int]) -> Iterator[Workers]:
    """Keep a worker for each side and size on its filled database; end and drop all of them afterwards."""
    drop_databases(owner_url)
    workers: Workers = {}
    try:
        templates = {(side, 0): _worker(owner_url, workers, side, 0, "template1") for side in SIDES}
        _each(lambda worker: worker.ask("migrate"), templates.values())
        for worker in templates.values():
            worker.stop()
        workers.clear()
        for size in sizes:
            for side in SIDES:
                _worker(owner_url, workers, side, size, database_name(side, 0))
        _each(lambda item: item[1].ask("fill", count=item[0][1]), sorted(workers.items(), key=lambda item: -item[0][1]))
        yield workers
    finally:
        for worker in workers.values():
            worker.stop()
        drop_databases(owner_url)


def _worker(owner_url: str, workers: Workers, side: str, size: int, template: str) -> Worker:
    name = database_name(side, size)
    create_database(owner_url, name, template)
    workers[side, size] = Worker(side, name, owner_url)
    return workers[side, size]


def _measured(workers: Workers, sizes: list[int], rounds: int, owner_url: str) -> Measurements:
    rows = measure(workers, sizes, rounds)
    small = {side: workers[side, sizes[0]].ask("paths") for side in SIDES}
    memory: dict[str, list[int]] = {side: [] for side in SIDES}
    for _ in range(MEMORY_ROUNDS):
        for side in SIDES:
            url = with_database(owner_url, database_name(side, sizes[0]))
            memory[side].append(web_memory(side, url, _visited(small[side])))
    return Measurements(
        sizes=sizes,
        rows=rows,
        moves={key: worker.ask("move_leaf") for key, worker in workers.items()},
        sitemaps={key: worker.ask("sitemap") for key, worker in workers.items()},
        memory=memory,
        weight=workers["portal", sizes[0]].ask("weight", path=small["portal"]["article"]),
        chain=workers["portal", sizes[0]].ask("audit_chain"),
        inbox=inbox({key: worker for key, worker in workers.items() if key[1] == sizes[0]}, rounds),
        p95=search_p95(workers["portal", P95_SIZE], P95_SIZE) if P95_SIZE in sizes else {},
    )


def _visited(paths: dict[str, str]) -> list[str]:
    searches = [f"{paths['search']}{phrase}" for phrase in SEARCHES.values()]
    return [*(paths[name] for name in ("article", "home", "list", "feed")), *searches]


def _each(ask: Callable[[Any], Any], workers: Iterable[Any]) -> None:
    pool = ThreadPoolExecutor(max_workers=2)
    try:
        list(pool.map(ask, workers))
    finally:
        # An interruption does not wait for answers: the caller ends the workers that owe them.
        pool.shutdown(wait=False, cancel_futures=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
