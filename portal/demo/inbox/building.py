"""Fill the inbox of the demo Board once, in the order in which things came."""

import tomllib
from datetime import datetime, timedelta

from django.db import transaction

from core.lib import clock
from editorial.models import Entry
from editorial.services.channels.registry import AUTOMATIC
from portal.demo.inbox.arrivals import receive
from portal.demo.inbox.cast import FOLDER, Cast, Row, cast_of
from portal.demo.inbox.runs import run_without_entry
from portal.demo.inbox.steps import NEEDING_A_PAGE, STEPS

BETWEEN_STEPS = timedelta(minutes=20)


@transaction.atomic
def build_demo_inbox() -> int:
    """Return the number of entries made; none when the inbox has been used. Needs the Board of the demo sign-ins."""
    if Entry.objects.exists():
        return 0
    cast = cast_of(clock.now())
    data = tomllib.loads((FOLDER / "inbox.toml").read_text(encoding="utf-8"))
    entries, runs = data["entry"], data["run"]
    for row in sorted([*entries, *runs], key=lambda row: -row["hours"]):
        at = cast.now - timedelta(hours=row["hours"])
        if row in runs:
            run_without_entry(row, at)
        else:
            _go_through(row, cast, at)
    for channel in AUTOMATIC:
        run_without_entry({"channel": channel}, cast.now)
    return len(entries)


def _go_through(row: Row, cast: Cast, at: datetime) -> None:
    """Take an entry in and carry out its steps; what needs a page is left out while a file waits for the scanner."""
    entry = receive(row, cast, at)
    for said in row["steps"]:
        step: Row = said if isinstance(said, dict) else {"do": said}
        at = min(at + BETWEEN_STEPS, cast.now)
        if step["do"] not in NEEDING_A_PAGE or entry.pages.exists():
            STEPS[step["do"]](entry, {**row, **step}, cast, at)
