"""The City document system: number, excerpt, issuer, day and files of each document, once (Article 6.1.a, R6.1a-4)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import BinaryIO

from django.conf import settings

from accounts.models import Agency
from core.enums import Category
from core.lib import dates, doc_number, text
from editorial.enums import Channel, ItemReason
from editorial.lib.packages import PackageError, PackedDocument, read_metadata
from editorial.models import Entry
from editorial.rules.statement import DOCUMENT_SENT
from editorial.services.channels import originals
from editorial.services.channels.document_places import PackagePlace, place_of
from editorial.services.channels.parcels import Found, NotTakenError, NotYetError, Offered, Parcel


class DocumentSystem:
    """Packages at the place of the settings."""

    channel = Channel.DOCUMENT_SYSTEM

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.place: PackagePlace = place_of(now)

    @contextmanager
    def look(self) -> Iterator[Iterable[Found]]:
        """Yield the packages that are whole; raises ChannelDownError."""
        yield (Found(f"{name}\n{mark}", partial(self._read, name, mark)) for name, mark in self.place.names())

    def _read(self, package: str, mark: str) -> Parcel:
        scratch = originals.Scratch()
        try:
            data = self.place.metadata(package)
        except FileNotFoundError as error:
            raise NotYetError from error
        scratch.path.write_bytes(data)
        unreadable = partial(
            NotTakenError, ItemReason.UNREADABLE, outside_id=f"{package}\n{mark}", name=package, held=scratch
        )
        try:
            told = read_metadata(data, settings.DOCUMENT_SYSTEM_FIELDS)
        except PackageError as error:
            raise unreadable(original=scratch.path) from error
        agency = self._agency(told.issuer)
        files = tuple(
            Offered(name, partial(self._open, package, name, unreadable(original=scratch.path))) for name in told.files
        )
        number = doc_number.key(told.number)
        identity = f"{number}\n{text.fold(told.issuer)}\n{told.issued_on.isoformat()}"
        return Parcel(
            outside_id=identity,
            name=f"{told.number} – {told.excerpt}",
            entry=self._entry(told, agency),
            sender_key=f"agency:{agency.code}" if agency else f"issuer:{text.fold(told.issuer)}",
            files=files,
            words="\n".join((told.number, told.issued_on.isoformat(), told.excerpt)),
            series=identity,
            original=scratch.path,
            held=scratch,
        )

    @contextmanager
    def _open(self, package: str, name: str, unreadable: NotTakenError) -> Iterator[BinaryIO]:
        try:
            with self.place.open(package, name) as source:
                yield source
        except OSError as error:
            raise unreadable from error

    def _entry(self, told: PackedDocument, agency: Agency | None) -> Entry:
        return Entry(
            agency=agency,
            sender_name="" if agency else told.issuer,
            title=told.excerpt,
            number=told.number,
            body=told.excerpt,
            issued_on=told.issued_on,
            declared_category=Category.DOCUMENTS,
            statement_version=DOCUMENT_SENT,
        )

    def _agency(self, issuer: str) -> Agency | None:
        """Return the agency of a name, a short name or a code, or None when there is none or more than one."""
        wanted = text.fold(issuer)
        found = [
            agency
            for agency in Agency.objects.open_on(dates.local_date(self.now))
            if wanted in {text.fold(agency.name), text.fold(agency.short_name), text.fold(agency.code)}
        ]
        return found[0] if len(found) == 1 else None
