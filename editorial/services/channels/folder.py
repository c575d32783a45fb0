"""The shared folder: one folder for each agency, each file an entry once (Article 6.1.a, R6.1a-3)."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path, PurePath
from typing import BinaryIO

from django.conf import settings

from accounts.models import Agency
from core.enums import Category
from core.lib import dates, text
from core.services.notifications import Mailbox
from editorial.enums import Channel, ItemReason
from editorial.lib import folders
from editorial.lib.folders import Seen
from editorial.lib.intake_form import LARGEST_FORM, FormError, IntakeForm, read_form
from editorial.models import Entry
from editorial.rules.statement import CURRENT
from editorial.services.channels.parcels import ChannelDownError, Found, NotTakenError, NotYetError, Offered, Parcel

logger = logging.getLogger(__name__)

FORM_ENDING = ".toml"
FORM_OF_A_PACKAGE = "thong-tin.toml"
DONE_MARKS = frozenset({"xong", "xong.txt"})
MOST_IN_A_PACKAGE = 30
TAKEN_FOLDER = "_da-nhan"


@dataclass(frozen=True)
class Sender:
    """An agency with its folder's name as the disk has it."""

    agency: Agency
    folder: str

    @property
    def mailbox(self) -> Mailbox | None:
        """Return where to write to, or None."""
        return Mailbox(self.agency.email, self.agency.name) if self.agency.email else None


@dataclass(frozen=True)
class Pile:
    """One thing that an agency put down: a file, or a sub-folder with its mark, and the form beside it."""

    sender: Sender
    name: str
    below: tuple[str, ...]
    files: tuple[Seen, ...]
    form: str = ""


class SharedFolder:
    """The folder of the settings, read only; ``now`` says what has been still for long enough."""

    channel = Channel.SHARED_FOLDER

    def __init__(self, now: datetime) -> None:
        self.root = Path(settings.INTAKE_FOLDER)
        self.now = now
        self.still_since = now - timedelta(seconds=settings.INTAKE_FOLDER_QUIET_SECONDS)

    @contextmanager
    def look(self) -> Iterator[Iterable[Found]]:
        """Yield what lies in the folders of agencies; raises ChannelDownError when the folder is not there."""
        yield self._look()

    def _look(self) -> Iterator[Found]:
        for sender in self._senders():
            try:
                with folders.opened(self.root, sender.folder) as folder:
                    found, names = folders.contents(folder)
            except OSError:
                continue  # gone or exchanged since the look above
            files = [one for one in found if not one.is_folder and not one.name.lower().endswith(FORM_ENDING)]
            forms = {one.name.lower(): one for one in found if one.name.lower().endswith(FORM_ENDING)}
            for seen in files:
                yield self._file(sender, seen, forms, names)
            for seen in found:
                if seen.is_folder:
                    yield self._package(sender, seen)

    def _senders(self) -> list[Sender]:
        agencies = {agency.code: agency for agency in Agency.objects.open_on(dates.local_date(self.now))}
        try:
            with folders.opened(self.root) as root:
                found, _names = folders.contents(root)
        except OSError as error:
            raise ChannelDownError(type(error).__name__) from error
        known = [(agencies.get(text.nfc(one.name).lower()), one.name) for one in found if one.is_folder]
        if strange := sum(agency is None for agency, _name in known):
            logger.warning("%s folders of the shared folder belong to no agency that is open today", strange)
        return [Sender(agency, name) for agency, name in known if agency is not None]

    def _file(self, sender: Sender, seen: Seen, forms: dict[str, Seen], names: frozenset[str]) -> Found:
        form = forms.get(f"{seen.name.lower()}{FORM_ENDING}") or forms.get(
            f"{PurePath(seen.name).stem.lower()}{FORM_ENDING}"
        )
        parts = [seen] if form is None else [seen, form]
        busy = any(lock in names for lock in folders.locks_of(seen.name))
        pile = Pile(sender, seen.name, (sender.folder,), (seen,), form.name if form else "")
        return self._found(pile, parts, is_whole=not busy)

    def _package(self, sender: Sender, seen: Seen) -> Found:
        below = (sender.folder, seen.name)
        try:
            with folders.opened(self.root, *below) as folder:
                found, _names = folders.contents(folder)
        except OSError:
            found = []
        plain = [one for one in found if not one.is_folder]
        marks = [one for one in plain if one.name.lower() in DONE_MARKS]
        forms = [one for one in plain if one.name.lower() == FORM_OF_A_PACKAGE]
        files = tuple(one for one in plain if one not in marks and one not in forms)
        pile = Pile(sender, seen.name, below, files, forms[0].name if forms else "")
        return self._found(pile, plain, is_whole=bool(marks and files))

    def _found(self, pile: Pile, parts: list[Seen], *, is_whole: bool) -> Found:
        stamps = sorted(f"{text.nfc(one.name)}|{one.size}|{one.stamp}" for one in parts)
        place = "\n".join((pile.sender.agency.code, text.nfc(pile.name), *stamps))
        still = is_whole and all(one.changed_at <= self.still_since for one in parts)
        return Found(place, partial(self._read, pile, place) if still else _not_yet, partial(self._done, pile))

    def _read(self, pile: Pile, place: str) -> Parcel:
        sender = pile.sender
        refuse = partial(NotTakenError, outside_id=place, name=pile.name, sender=sender.mailbox)
        largest = max(settings.UPLOAD_BYTES.values())
        if any(one.size > largest for one in pile.files) or len(pile.files) > MOST_IN_A_PACKAGE:
            raise refuse(ItemReason.TOO_LARGE)
        try:
            form = self._form(pile)
        except FormError as error:
            raise refuse(ItemReason.BAD_FORM) from error
        parcel_files = tuple(
            Offered(text.nfc(one.name), partial(self._open, refuse(ItemReason.UNREADABLE), *pile.below, one.name))
            for one in pile.files
        )
        code = sender.agency.code
        name = text.clean(pile.name)
        return Parcel(
            outside_id=code,
            name=name,
            entry=_entry(sender, form, name),
            sender_key=f"agency:{code}",
            files=parcel_files,
            words=form.words,
            series=f"{code}/{name.lower()}",
            sender=sender.mailbox,
        )

    def _form(self, pile: Pile) -> IntakeForm:
        if not pile.form:
            return IntakeForm()
        try:
            with folders.reading(self.root, *pile.below, pile.form) as source:
                return read_form(source.read(LARGEST_FORM + 1), frozenset(Category))
        except OSError as error:
            raise FormError(type(error).__name__) from error
        except folders.ChangedError as error:
            raise NotYetError from error

    @contextmanager
    def _open(self, unreadable: NotTakenError, *below: str) -> Iterator[BinaryIO]:
        try:
            with folders.reading(self.root, *below) as source:
                yield source
        except folders.ChangedError as error:
            raise NotYetError from error
        except FileNotFoundError as error:
            raise NotYetError from error
        except OSError as error:
            raise unreadable from error

    def _done(self, pile: Pile, code: str) -> None:
        if not settings.INTAKE_FOLDER_MOVES:
            return
        whole = (*pile.below[:1], pile.name)
        try:
            folders.move(self.root, whole, TAKEN_FOLDER, f"{code}-{pile.name}")
        except OSError as error:
            logger.error("What %s stands for could not be moved aside: %s", code, type(error).__name__)


def _not_yet() -> Parcel:
    raise NotYetError


def _entry(sender: Sender, form: IntakeForm, name: str) -> Entry:
    return Entry(
        agency=sender.agency,
        sender_name=form.person,
        title=form.title or PurePath(name).stem,
        body=form.body,
        number=form.number,
        declared_category=form.category,
        issued_on=form.issued_on,
        starts_at=form.starts_at,
        ends_at=form.ends_at,
        statement_version=CURRENT if form.accepts_statement else "",
    )
