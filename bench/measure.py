"""Measure both sides at every size, one after the other in each round."""

from collections.abc import Sequence
from typing import Any

from bench.content import COMMON_PHRASE, RARE_PHRASES
from bench.report import SIDES, Row
from bench.sides import Worker

Workers = dict[tuple[str, int], Worker]
Order = dict[str, Any]

# "any words" stand in every article, though rarely side by side: the most a query can match.
SEARCHES = {
    "search, common": COMMON_PHRASE,
    "search, common, no accents": "cai cach hanh chinh",
    "search, rare": RARE_PHRASES[0],
    "search, rare, no accents": "cay xanh",
    "search, any words": "kết quả triển khai nhiệm vụ",
}
# Without accents the plain site finds nothing: it is asked for the same pages in the only way it knows them.
ASKED_OF_PLAIN = {"search, common, no accents": COMMON_PHRASE, "search, rare, no accents": RARE_PHRASES[0]}
REQUESTS = 5
INBOX_ENTRIES = 100_000
ALIKE = "inbox, what an entry repeats"
P95_REQUESTS = 40


def orders(paths: dict[str, str], *, plain: bool) -> dict[str, Order]:
    """Return what to ask of one side, by the name of the row; of the slow plain search one sample a round."""
    quick: Order = {"order": "get", "times": REQUESTS}
    found = {name: {**quick, "path": paths[name]} for name in ("article", "home", "list", "list, last page", "feed")}
    for name, phrase in (SEARCHES | ASKED_OF_PLAIN if plain else SEARCHES).items():
        found[name] = {"order": "get", "times": 1 if plain else REQUESTS, "path": f"{paths['search']}{phrase}"}
    found["explorer"] = {"order": "get", "times": 1, "path": paths["explorer"], "staff": True}
    found["menu"] = {"order": "menu", "times": REQUESTS}
    found["form"] = {"order": "send", "times": REQUESTS, "path": paths["form"]}
    found["publish"] = {"order": "publish", "times": 2}
    found["add"] = {"order": "add", "times": 2}
    return found


def measure(workers: Workers, sizes: Sequence[int], rounds: int) -> dict[str, Row]:
    """Return the rows by name; every round asks every side at every size once, in turns."""
    asked = {key: orders(worker.ask("paths"), plain=key[0] == "plain") for key, worker in workers.items()}
    rows = {}
    for name in next(iter(asked.values())):
        row = Row(name, sizes, {key: [] for key in workers})
        for key, worker in workers.items():
            _warm(row, key, worker, asked[key][name])
        for number in range(rounds):
            # Sides take turns in who goes first, so that neither always follows the other's work.
            for key in sorted(workers, key=lambda key: (key[1], SIDES.index(key[0]) ^ number % 2)):
                row.samples[key].append(workers[key].ask(**asked[key][name])["ms"])
        rows[name] = row
    return rows


def inbox(workers: Workers, rounds: int) -> dict[str, Row]:
    """Return the rows of the inbox, which is filled now: its list, filters and search, and what an entry repeats."""
    addresses = {key: worker.ask("fill_inbox", count=INBOX_ENTRIES) for key, worker in workers.items()}
    rows = {}
    for name in next(iter(addresses.values())):
        row = Row(name, [INBOX_ENTRIES], {(side, INBOX_ENTRIES): [] for side, _size in workers})
        for (side, size), worker in workers.items():
            order = {"order": "get", "path": addresses[side, size][name], "staff": True}
            _warm(row, (side, INBOX_ENTRIES), worker, order)
        for _ in range(rounds):
            for (side, size), worker in workers.items():
                told = worker.ask("get", path=addresses[side, size][name], times=2, staff=True)
                row.samples[side, INBOX_ENTRIES].append(told["ms"])
        rows[name] = row
    rows[ALIKE] = Row(ALIKE, [INBOX_ENTRIES], {(side, INBOX_ENTRIES): [] for side, _size in workers})
    for _ in range(rounds):
        for (side, _size), worker in workers.items():
            told = worker.ask("alike", times=2)
            rows[ALIKE].samples[side, INBOX_ENTRIES].append(told["ms"])
            rows[ALIKE].queries[side, INBOX_ENTRIES] = told["queries"]
            if not told["found"] and side == "portal":
                raise RuntimeError("The portal suggests nothing for an entry that repeats another.")
    return rows


def search_p95(worker: Worker, size: int) -> dict[str, Row]:
    """Return many samples of each search on the portal's side."""
    prefix = worker.ask("paths")["search"]
    rows = {}
    for name, phrase in SEARCHES.items():
        answer = worker.ask("get", path=f"{prefix}{phrase}", times=P95_REQUESTS)
        rows[name] = Row(name, [size], {("portal", size): [answer["ms"]]})
    return rows


def _warm(row: Row, key: tuple[str, int], worker: Worker, order: Order) -> None:
    if order["order"] != "get":
        worker.ask(**{**order, "times": 1})
        return
    answer = worker.ask("count", path=order["path"], staff=order.get("staff", False))
    row.queries[key] = answer["queries"]
    if answer["status"] != 200 and key[0] == "plain":
        raise RuntimeError(f"The plain site answers {answer['status']} for {order['path']}.")
    if answer["status"] != 200:
        row.failures[key] = answer["status"]
