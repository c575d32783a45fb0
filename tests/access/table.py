"""The committed tables: a line per address, a column per role; ``python -m tests.access.generate`` makes them."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import time_machine

from core.lib import clock
from tests.access.outcomes import outcome, remembering, without_drawing
from tests.access.walk import Address, addresses
from tests.access.world import CASES, World

FOLDER = Path(__file__).resolve().parent
FILES = {"GET": FOLDER / "get.csv", "POST": FOLDER / "post.csv"}
REGENERATE = (
    "Look at each change with a critical eye, then write the tables anew: python -m tests.access.generate"
    " (or only the lines that begin alike: python -m tests.access.generate /quan-tri/…)"
)

Answers = dict[str, str]
Table = dict[str, Answers]


def stored(method: str) -> Table:
    """Return the committed table of a method: what each role is answered at each address."""
    with FILES[method].open(encoding="utf-8", newline="") as file:
        return {row.pop("address"): row for row in csv.DictReader(file)}


def ask(world: World, role: str, listed: Sequence[Address]) -> Mapping[str, Answers]:
    """Return what one role is answered by every address, for each method.

    Time stands still meanwhile, since a session that lasts is noted every minute, whatever is asked for.
    """
    with time_machine.travel(clock.now(), tick=False), without_drawing(), remembering(world.person_of(role)):
        browser = world.browser_of(role)
        return {
            method: {one.pattern: outcome(browser, method, one.path, world.form) for one in listed} for method in FILES
        }


def every_address(world: World) -> list[Address]:
    """Return the addresses of the portal with examples from the world."""
    return addresses(world.examples, CASES)


def write(
    method: str, roles: Sequence[str], answers: Mapping[str, Mapping[str, Answers]], kept: Mapping[str, Answers]
) -> None:
    """Write the table of a method from the answers of each role, and from the lines that are kept."""
    lines = dict(kept)
    for pattern in answers[roles[0]][method]:
        lines[pattern] = {role: answers[role][method][pattern] for role in roles}
    with FILES[method].open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["address", *roles])
        writer.writerows([pattern, *(lines[pattern][role] for role in roles)] for pattern in sorted(lines))


def differences(role: str, asked: Mapping[str, Answers]) -> list[str]:
    """Return in words where the answers to a role are not those of the tables."""
    found = []
    for method, answers in asked.items():
        table = stored(method)
        for pattern, answer in answers.items():
            if pattern not in table:
                found.append(f"{method} {pattern} is not in the table (answers {answer!r} to {role})")
            elif table[pattern][role] != answer:
                found.append(
                    f"{method} {pattern} answers {answer!r} to {role}, the table says {table[pattern][role]!r}"
                )
        found.extend(f"{method} {pattern} is gone" for pattern in table.keys() - answers.keys())
    return found
