"""Fill the inbox of the demo Board once, by the same services as in the admin."""

import tomllib
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import Agency, User
from core.enums import FileState
from core.lib import clock, dates
from core.lib.files import Request
from core.services import uploads
from editorial.enums import BoardPosition, Channel, EntryKind
from editorial.models import BoardSeat, Entry
from editorial.rules.statement import CURRENT
from editorial.services import acceptance, intake, refusals, routing, sorting, supplements
from editorial.services.files import Brought
from portal.demo.pictures import DRAWINGS

DATA = Path(__file__).resolve().parent / "data" / "inbox.toml"
DAYS_TO_ANSWER = 3

Row = dict[str, Any]


@transaction.atomic
def build_demo_inbox() -> int:
    """Return the number of entries made; none when the inbox has been used. Needs the Board of the demo sign-ins."""
    if Entry.objects.exists():
        return 0
    now = clock.now()
    held = BoardSeat.objects.valid_on(dates.local_date(now)).filter(user__is_demo=True).select_related("user")
    seats = {BoardPosition(seat.position): seat for seat in held}
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["entry"]
    for row in rows:
        entry = _receive(row, seats[BoardPosition.MEMBER].user, now)
        for step in row["steps"]:
            STEPS[step](entry, row, seats, now)
    return len(rows)


def _receive(row: Row, actor: User, now: datetime) -> Entry:
    agency = Agency.objects.get(code=row["agency"]) if "agency" in row else None
    ended = now - timedelta(hours=row["event_hours"]) if "event_hours" in row else None
    entry = Entry(
        channel=Channel.OFFICE,
        agency=agency,
        title=row["title"],
        body=row["body"].strip(),
        number=row.get("number", ""),
        sender_name=row.get("sender_name", ""),
        sender_contact=row.get("sender_contact", ""),
        declared_category=row["declared"],
        starts_at=ended - timedelta(hours=2) if ended else None,
        ends_at=ended,
        issued_on=dates.local_date(now) - timedelta(days=row["issued_days"]) if "issued_days" in row else None,
        statement_version=CURRENT,
    )
    return intake.receive(entry, files=[_brought(one, now) for one in row.get("files", ())], actor=actor, now=now)


def _brought(said: Row, now: datetime) -> Brought:
    """Send a file of the demo through the upload pipeline like anybody's."""
    name = said["name"]
    if "drawing" in said:
        data = DRAWINGS[said["drawing"]][2]()
    elif "text" in said:
        data = said["text"].encode()
    else:
        data = (DATA.parent / said["path"]).read_bytes()
    stored = uploads.receive(ContentFile(data, name), Request(name), uploader_id=None, now=now, claimed=False)
    return Brought(
        stored,
        caption=said.get("caption", ""),
        author_name=said.get("author", ""),
        licence=said.get("licence", ""),
        licence_note=said.get("licence_note", ""),
    )


def _accept(entry: Entry, actor: User, now: datetime) -> None:
    """Accept an entry, unless the scanner has not seen its files yet."""
    if not entry.files.filter(stored__state=FileState.WAITING).exists():
        acceptance.accept(entry, actor=actor, now=now)


def _sort(entry: Entry, row: Row, actor: User, now: datetime) -> None:
    values = {name: row[name] for name in ("origin", "content", "purpose")}
    days = {name: getattr(entry, name) for name in ("starts_at", "ends_at", "issued_on")}
    found = {"kind": EntryKind.NEWS, "category": row["declared"], **values, **days}
    sorting.sort(entry, found, actor=actor, now=now)


def _due(now: datetime) -> datetime:
    day = dates.local_date(now) + timedelta(days=DAYS_TO_ANSWER)
    return datetime.combine(day, time(17), dates.HANOI)


STEPS: dict[str, Callable[[Entry, Row, dict[BoardPosition, BoardSeat], datetime], object]] = {
    "take": lambda entry, row, seats, now: sorting.take(entry, actor=seats[BoardPosition.MEMBER].user, now=now),
    "sort": lambda entry, row, seats, now: _sort(entry, row, seats[BoardPosition.MEMBER].user, now),
    "accept": lambda entry, row, seats, now: _accept(entry, seats[BoardPosition.MEMBER].user, now),
    "route": lambda entry, row, seats, now: routing.send(
        entry,
        seat=seats[BoardPosition.APPROVER],
        note="Xem nội dung trước khi biên tập.",
        due_at=_due(now),
        actor=seats[BoardPosition.MEMBER].user,
        now=now,
    ),
    "return": lambda entry, row, seats, now: supplements.ask(
        entry,
        request=row["request"],
        due_on=dates.local_date(_due(now)),
        actor=seats[BoardPosition.MEMBER].user,
        now=now,
    ),
    "refuse": lambda entry, row, seats, now: refusals.propose(
        entry, grounds=row["grounds"], reasoning=row["reasoning"], actor=seats[BoardPosition.MEMBER].user, now=now
    ),
    "agree": lambda entry, row, seats, now: refusals.decide(
        entry, agree=True, note="", actor=seats[BoardPosition.APPROVER].user, now=now
    ),
}
