"""Generated entries of an inbox, the same for both sides and for every run."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.content import COMMON_PHRASE, WORDS

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
INTERVAL = timedelta(minutes=30)
TITLE_WORDS, BODY_WORDS = 9, 60
REPEATED = 1_000  # every so manyth entry repeats the one before, with another last word
RARE_WORD = "đò ngang"
RARE = 5_000


@dataclass(frozen=True)
class Supplied:
    """One generated entry."""

    number: int
    title: str
    body: str
    received_at: datetime


def entries(count: int) -> Iterator[Supplied]:
    """Yield ``count`` entries, newest last."""
    rng = random.Random(20_261_128)
    title = ""
    for number in range(count):
        repeats = number and number % REPEATED == 0
        title = f"{title} bổ sung" if repeats else " ".join(rng.choices(WORDS, k=TITLE_WORDS)).capitalize()
        body = " ".join(rng.choices(WORDS, k=BODY_WORDS))
        if number % 3 == 0:
            body = f"{COMMON_PHRASE} {body}"
        if number % RARE == 0:
            body = f"{RARE_WORD} {body}"
        yield Supplied(number, title, body, FIRST + INTERVAL * number)
