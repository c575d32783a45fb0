"""The City portal's feeds: they fill the inbox, never a page (Article 11.2.a, R11.2a-2; Article 3.3, R3.3-4)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency
from core.enums import AuditAct
from core.lib import dates
from core.services import audit, outbound
from editorial.enums import Channel
from editorial.lib.feeds import FeedError, FeedItem, read_feed
from editorial.models import ChannelItem, Entry
from editorial.rules.statement import CITY_PORTAL_NEWS
from editorial.services.channels import originals, taking
from editorial.services.channels.parcels import ChannelDownError, Found, Parcel

OK = 200


class CityFeed:
    """The feeds of the settings; each item is an entry once, and a change out there is noted on it."""

    channel = Channel.CITY_PORTAL

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.agency = Agency.objects.open_on(dates.local_date(now)).filter(code=settings.CITY_FEED_AGENCY).first()

    @contextmanager
    def look(self) -> Iterator[Iterable[Found]]:
        """Yield the items of all feeds; raises ChannelDownError when one of them is not to be had."""
        yield self._look()

    def _look(self) -> Iterator[Found]:
        failed = ""
        for address in settings.CITY_FEED_URLS:
            try:
                data, items, gone = _fetch(address)
            except ChannelDownError as error:
                failed = str(error.args[0])
                continue
            scratch = originals.Scratch()
            scratch.path.write_bytes(data)
            host = urlsplit(address).hostname or ""
            for item in items:
                place = f"{host}\n{item.id}\n{taking.key(item.version)}"
                yield Found(place, partial(self._read, host, item, scratch), self._noted(host, item))
            for identity in gone:
                self.note_change(host, identity, _("Nguồn đã gỡ tin này"), "withdrawn")
        if failed:
            raise ChannelDownError(failed)

    def _read(self, host: str, item: FeedItem, scratch: originals.Scratch) -> Parcel:
        return Parcel(
            outside_id=_identity(host, item.id),
            name=item.title,
            entry=Entry(
                agency=self.agency,
                sender_name="" if self.agency else item.source or host,
                title=item.title,
                body=item.words,
                starts_at=None,
                statement_version=CITY_PORTAL_NEWS,
                origin=f"{item.source} ({host})"[:300] if item.source else host,
            ),
            sender_key=f"feed:{host}",
            words=item.version,
            by_content=False,
            source_url=item.url,
            note=_version_note(item),
            original=scratch.path,
            held=scratch,
        )

    def _noted(self, host: str, item: FeedItem) -> "partial[None]":
        return partial(self._compare, host, item)

    def _compare(self, host: str, item: FeedItem, _code: str) -> None:
        """Note on the entry that the source says something else now."""
        trace = _trace(host, item.id)
        if trace is not None and trace.content_key and trace.content_key != taking.content_key(item.version, ()):
            self.note_change(host, item.id, _("Nguồn đã sửa tin này"), taking.key(item.version)[:12])

    @transaction.atomic
    def note_change(self, host: str, identity: str, words: str, change: str) -> None:
        """Write a change of the source on the trace and into the chain, once for each change (R3.5-4)."""
        trace = _trace(host, identity, lock=True)
        if trace is None or trace.entry is None or trace.source_change == change:
            return
        trace.source_change, trace.note = change, f"{words}, {dates.short_datetime(self.now)}"
        trace.save(update_fields=["source_change", "note"])
        detail: dict[str, audit.JSON] = {"trace": trace.pk, "change": change}
        audit.record(AuditAct.ENTRY_SOURCE_CHANGED, subject=trace.entry, detail=detail, now=self.now)


def _fetch(address: str) -> tuple[bytes, list[FeedItem], frozenset[str]]:
    try:
        answer = outbound.call(address)
    except outbound.OutboundError as error:
        raise ChannelDownError(type(error).__name__) from error
    if answer.status != OK:
        raise ChannelDownError(f"HTTP {answer.status}")
    try:
        items, gone = read_feed(answer.body)
    except FeedError as error:
        raise ChannelDownError("FeedError") from error
    return answer.body, items, gone


def _identity(host: str, identity: str) -> str:
    return f"{host}\n{identity}"


def _trace(host: str, identity: str, *, lock: bool = False) -> ChannelItem | None:
    outside = taking.key(Channel.CITY_PORTAL, _identity(host, identity), "")
    found = ChannelItem.objects.filter(channel=Channel.CITY_PORTAL, outside_key=outside).select_related("entry")
    return (found.select_for_update(of=("self",)) if lock else found).first()


def _version_note(item: FeedItem) -> str:
    if item.published_at is None:
        return ""
    return _("Nguồn đăng lúc %(at)s") % {"at": dates.short_datetime(item.published_at)}
