"""How entries of the demo come in: each by the service of its channel."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO

from django.core.files.base import ContentFile

from core.lib import dates
from core.lib.files import Request
from core.models import StoredFile
from core.services import uploads
from editorial.enums import Channel, SupplyKind, SupplyStep
from editorial.models import Entry, EntryPage
from editorial.rules.statement import CITY_PORTAL_NEWS, CURRENT, DOCUMENT_SENT
from editorial.services import drafts, intake, supplying
from editorial.services.channels.parcels import Offered, Parcel
from editorial.services.files import Brought
from home.models import SectionPage
from home.services.filing import file_draft
from news.models import ResultPage
from portal.content.blocks import Media, stream
from portal.demo.inbox.cast import FOLDER, Cast, Row, agency_of
from portal.demo.inbox.runs import run_with
from portal.demo.pictures import DRAWINGS

INTAKE_HOURS = timedelta(hours=48)
LENGTH_OF_AN_ACTIVITY = timedelta(hours=2)
STATEMENTS = {
    Channel.SHARED_FOLDER: CURRENT,
    Channel.DOCUMENT_SYSTEM: DOCUMENT_SENT,
    Channel.EMAIL: "",
    Channel.CITY_PORTAL: CITY_PORTAL_NEWS,
}


def receive(row: Row, cast: Cast, at: datetime) -> Entry:
    """Take in one row of the data file at an instant."""
    channel = Channel(row["channel"])
    way = BY_HAND.get(channel)
    return way(row, cast, at) if way else _by_import(row, channel, at)


def _at_the_counter(row: Row, cast: Cast, at: datetime) -> Entry:
    entry = Entry(channel=Channel.OFFICE, statement_version=CURRENT, **_told(row, at))
    brought = [
        Brought(
            _sent(said, at),
            caption=said.get("caption", ""),
            author_name=said.get("author", ""),
            licence=said.get("licence", ""),
            licence_note=said.get("licence_note", ""),
        )
        for said in row.get("files", ())
    ]
    return intake.receive(entry, files=brought, actor=cast.editor, now=at)


def _online(row: Row, cast: Cast, at: datetime) -> Entry:
    user = cast.people[row["by"]] if "by" in row else None
    told = _told(row, at)
    draft = drafts.keep(None, step=SupplyStep.CONTENT, values={"title": row["title"]}, user=user, now=at)
    files = row.get("files", ())
    if files:
        drafts.change_files(draft, added=[_sent(said, at) for said in files], removed=[], now=at)
    rights: Row = next((said for said in files if "licence" in said), {})
    values = told | {
        "kind": SupplyKind.EVENT if told["starts_at"] else SupplyKind.OTHER,
        "category": row["declared"],
        "author": rights.get("author", ""),
        "licence": rights.get("licence", ""),
        "no_secrets": True,
        "statement": True,
    }
    supplier = supplying.Supplier(user, told["agency"], told["sender_name"], told["sender_contact"])
    return supplying.send(draft, supplier=supplier, values=values, is_held=False, now=at)


def _from_the_page(row: Row, cast: Cast, at: datetime) -> Entry:
    """Let somebody begin with the page and hand it in."""
    user = cast.people[row["by"]]
    page: Any = ResultPage(title=row["title"], agency=agency_of(row), author_name=user.full_name)
    page.body = stream([{"type": "paragraph", "text": row["body"]}], Media({}, {}))
    section = SectionPage.objects.get(main_category=row["declared"])
    filed = file_draft(page, section, dates.local_date(at).year, user=user)
    filed.get_workflow().start(filed, user)
    return EntryPage.objects.select_related("entry").get(page_id=filed.pk).entry


def _by_import(row: Row, channel: Channel, at: datetime) -> Entry:
    told = _told(row, at)
    agency = told["agency"]
    name = row.get("name") or f"{told['number']} – {row['title']}"
    parcel = Parcel(
        outside_id=name,
        name=name,
        entry=Entry(statement_version=STATEMENTS[channel], **told),
        sender_key=f"agency:{agency.code}" if agency else f"mail:{told['sender_contact']}",
        files=tuple(Offered(said["name"], partial(_opened, said)) for said in row.get("files", ())),
        words=told["body"],
        source_url=row.get("source_url", ""),
    )
    run_with(parcel, channel, at)
    return Entry.objects.latest("pk")


BY_HAND: dict[Channel, Callable[[Row, Cast, datetime], Entry]] = {
    Channel.OFFICE: _at_the_counter,
    Channel.ONLINE_FORM: _online,
    Channel.OWN_PAGE: _from_the_page,
}


def _told(row: Row, at: datetime) -> dict[str, Any]:
    """Return what a sender says of an entry, as the fields of its row."""
    ended = _end_of_the_activity(row, at)
    return {
        "agency": agency_of(row),
        "title": row["title"],
        "body": row["body"].strip(),
        "number": row.get("number", ""),
        "sender_name": row.get("sender_name", ""),
        "sender_contact": row.get("sender_contact", ""),
        "declared_category": row["declared"],
        "starts_at": ended - LENGTH_OF_AN_ACTIVITY if ended else None,
        "ends_at": ended,
        "issued_on": _day_of_issue(row, at),
    }


def _end_of_the_activity(row: Row, at: datetime) -> datetime | None:
    if "late_minutes" in row:
        return at - INTAKE_HOURS - timedelta(minutes=row["late_minutes"])
    return at - timedelta(hours=row["event_hours"]) if "event_hours" in row else None


def _day_of_issue(row: Row, at: datetime) -> date | None:
    return dates.local_date(at) - timedelta(days=row["issued_days"]) if "issued_days" in row else None


def _sent(said: Row, at: datetime) -> StoredFile:
    """Send a file of the demo through the upload pipeline like anybody's."""
    content, request = ContentFile(_bytes(said), said["name"]), Request(said["name"])
    return uploads.receive(content, request, uploader_id=None, now=at, claimed=False)


@contextmanager
def _opened(said: Row) -> Iterator[BinaryIO]:
    yield BytesIO(_bytes(said))


def _bytes(said: Row) -> bytes:
    if "drawing" in said:
        return DRAWINGS[said["drawing"]][2]()
    if "text" in said:
        return str(said["text"]).encode()
    return (FOLDER / said["path"]).read_bytes()
