"""``python -m bench``: measure the portal beside a plain Wagtail and print ratios."""

import argparse
import os
from statistics import median
from typing import Any

from bench.report import Row, print_rows
from bench.sides import SETTINGS, Worker, create_database, drop_database

ROUNDS = 7
REQUESTS = 5
SLOW_REQUESTS = 1
FILL = {"portal": "bench.fill_portal", "plain": "bench.fill_plain"}
SEARCH = {"portal": "/tim-kiem/?q={}", "plain": "/search/?query={}"}
FEED = {"portal": "/rss/", "plain": "/rss/"}
SITEMAP = {"portal": "/sitemap.xml", "plain": "/sitemap.xml"}
EXPLORER = {"portal": "/quan-tri/pages/", "plain": "/admin/pages/"}
COMMON = "cải cách hành chính"
RARE = "cây xanh"


def main() -> None:
    """Fill the databases, measure in interleaved rounds, print the table, drop the databases."""
    options = _options()
    owner_url = os.environ["DATABASE_OWNER_URL"]
    workers: dict[tuple[str, int], Worker] = {}
    names: list[str] = []
    try:
        for side in SETTINGS:
            template = f"bench_{side}_empty"
            names.append(template)
            _prepare_template(owner_url, side, template)
            for size in options.pages:
                name = f"bench_{side}_{size}"
                names.append(name)
                create_database(owner_url, name, template)
                workers[side, size] = Worker(side, name, owner_url)
                workers[side, size].ask("fill", module=FILL[side], count=size)
                print(f"filled {side} with {size:,} pages", flush=True)
        print_rows(_measure(workers, options.pages, options.rounds))
    finally:
        for worker in workers.values():
            worker.stop()
        for name in names:
            drop_database(owner_url, name)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[2_000, 20_000])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    return parser.parse_args()


def _prepare_template(owner_url: str, side: str, template: str) -> None:
    create_database(owner_url, template)
    worker = Worker(side, template, owner_url)
    worker.ask("migrate")
    worker.stop()


def _orders(side: str, worker: Worker) -> dict[str, dict[str, Any]]:
    paths = worker.ask("paths")
    deep = {"portal": f"{paths['section']}?truoc=1500000000000000-1", "plain": f"{paths['section']}?page=50"}
    pages = {
        "article": paths["article"],
        "home": "/",
        "list": paths["section"],
        "list, deep": deep[side],
        "search, common": SEARCH[side].format(COMMON),
        "search, rare": SEARCH[side].format(RARE),
        "feed": FEED[side],
        "sitemap": SITEMAP[side],
    }
    orders: dict[str, dict[str, Any]] = {
        name: {"order": "get", "path": path, "times": SLOW_REQUESTS if name == "sitemap" else REQUESTS}
        for name, path in pages.items()
    }
    orders["explorer"] = {"order": "get", "path": EXPLORER[side], "times": SLOW_REQUESTS, "staff": True}
    orders["publish"] = {"order": "publish", "times": 2}
    orders["add"] = {"order": "add", "times": 2}
    return orders


def _measure(workers: dict[tuple[str, int], Worker], sizes: list[int], rounds: int) -> list[Row]:
    orders = {key: _orders(key[0], worker) for key, worker in workers.items()}
    rows = []
    for name in next(iter(orders.values())):
        samples: dict[tuple[str, int], list[float]] = {key: [] for key in workers}
        queries: dict[tuple[str, int], int] = {}
        for _ in range(rounds):
            for key, worker in workers.items():
                answer = worker.ask(**orders[key][name])
                if answer.get("status", 200) != 200:
                    raise RuntimeError(f"{name} of {key} answered {answer['status']}.")
                samples[key].append(median(answer["ms"]))
                queries[key] = answer.get("queries", 0)
        rows.append(Row(name, sizes, samples, queries))
    moves = {key: worker.ask("move_leaf") for key, worker in workers.items()}
    rows.append(
        Row(
            "move a leaf",
            sizes,
            {key: answer["ms"] for key, answer in moves.items()},
            {key: answer["queries"] for key, answer in moves.items()},
        )
    )
    return rows


if __name__ == "__main__":
    main()
