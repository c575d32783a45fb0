"""The e-mail box: each letter an entry once, its attachments through the pipeline (Article 6.1.a, R6.1a-2)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Agency
from core.lib import dates
from core.services.notifications import Mailbox
from editorial.enums import Channel, ItemReason
from editorial.lib.letters import Letter, LetterError, is_genuine, read_letter
from editorial.models import Entry
from editorial.services.channels import imap, originals
from editorial.services.channels.parcels import Found, NotTakenError, NotYetError, Offered, Parcel

NOTES = {
    "tcvn3": gettext_lazy("Thư gõ bằng phông chữ TCVN3 (ABC), đã chuyển sang Unicode; hãy so với bản gốc."),
    "vni": gettext_lazy("Thư có thể gõ bằng phông chữ VNI; nội dung có thể đọc sai dấu."),
}


class EmailBox:
    """The mail box of the settings; nothing in it is changed, so that people may go on using it."""

    channel = Channel.EMAIL

    def __init__(self, now: datetime) -> None:
        self.now = now

    @contextmanager
    def look(self) -> Iterator[Iterable[Found]]:
        """Yield the letters by number, the oldest first; raises ChannelDownError."""
        with imap.opened() as box:
            validity = box.validity()
            yield [Found(f"{validity}:{uid}", partial(self._read, box, validity, uid)) for uid in box.uids()]

    def _read(self, box: imap.MailBox, validity: str, uid: str) -> Parcel:
        most = settings.MAILBOX_LETTER_BYTES
        if box.size(uid) > most:
            raise NotTakenError(ItemReason.TOO_LARGE, outside_id=f"{validity}:{uid}")
        raw = originals.Scratch()
        if not box.fetch(uid, raw.path, most):
            raise NotYetError
        try:
            with raw.path.open("rb") as source:
                letter = read_letter(source)
        except LetterError as error:
            outside = _hash_of(raw.path)
            raise NotTakenError(ItemReason.UNREADABLE, outside_id=outside, original=raw.path, held=raw) from error
        self._refuse_machines(letter, raw)
        return self._parcel(letter, raw)

    def _refuse_machines(self, letter: Letter, raw: originals.Scratch) -> None:
        outside = letter.message_id or _hash_of(raw.path)
        if letter.address and letter.address == settings.DEFAULT_FROM_EMAIL.lower():
            raise NotTakenError(ItemReason.OWN, outside_id=outside)
        if letter.is_automatic or not letter.address:
            raise NotTakenError(ItemReason.AUTOMATIC, outside_id=outside)

    def _parcel(self, letter: Letter, raw: originals.Scratch) -> Parcel:
        agency = self._agency_of(letter)
        sender = Mailbox(letter.address, agency.name if agency else "")
        entry = Entry(
            agency=agency,
            sender_name=letter.name or ("" if agency else letter.address),
            sender_contact=letter.address,
            title=letter.subject or _("Thư không có tiêu đề"),
            body=letter.words,
        )
        return Parcel(
            outside_id=f"{letter.message_id or _hash_of(raw.path)}\n{letter.address}",
            name=letter.subject,
            entry=entry,
            sender_key=f"agency:{agency.code}" if agency else f"mail:{letter.address}",
            files=tuple(Offered(one.name, partial(BytesIO, one.content)) for one in letter.attachments),
            words=letter.words or ("" if letter.attachments else letter.subject),
            note=str(NOTES.get(letter.note, "")),
            original=raw.path,
            held=raw,
            sender=sender,
        )

    def _agency_of(self, letter: Letter) -> Agency | None:
        """Return the agency that has registered the address; with a server that vouches, only for a genuine letter."""
        vouching = settings.MAILBOX_AUTHSERV_ID
        if vouching and not is_genuine(letter.verdicts, vouching):
            return None
        found = Agency.objects.open_on(dates.local_date(self.now)).filter(email__iexact=letter.address)
        agencies = list(found.order_by("pk")[:2])
        return agencies[0] if len(agencies) == 1 else None


def _hash_of(path: Path) -> str:
    return originals.sha256_of(path)
