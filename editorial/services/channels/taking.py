"""Make one entry of one thing that came by a channel, once, however often and by however many importers it is seen."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import connection, transaction
from django.utils.translation import gettext as _

from core.enums import AuditAct
from core.lib import files as file_rules
from core.lib import text
from core.lib.files import Rule
from core.lib.files.secrecy import marking_of_text
from core.services import audit, uploads
from editorial.enums import Channel, ItemReason, ItemState
from editorial.models import ChannelItem, Entry
from editorial.models.entries import LONGEST_TITLE
from editorial.rules import likeness
from editorial.rules.states import OPEN
from editorial.services import letters
from editorial.services.channels import originals
from editorial.services.channels.parcels import NotTakenError, Offered, Parcel
from editorial.services.files import Brought
from editorial.services.intake import receive

HELD_WORDS = "noi-dung-bi-giu-lai.txt"
LONGEST_URL = 1000


@dataclass(frozen=True)
class Trace:
    """The stored trace of something, and whether it is new."""

    item: ChannelItem
    is_new: bool


@dataclass(frozen=True)
class Looked:
    """The files of a parcel after the pipeline looked at them: all hashes, the good ones, what was refused."""

    hashes: tuple[str, ...]
    good: tuple[uploads.Checked, ...]
    refused: tuple[dict[str, str], ...]

    @property
    def is_secret(self) -> bool:
        """Return whether a file bears a marking of secrecy, so that not even its name is shown."""
        return any(one.finding is not None and one.finding.rule == Rule.SECRECY for one in self.good)


def take(parcel: Parcel, *, channel: Channel, now: datetime) -> Trace:
    """Return the trace of a parcel; the first time with a new entry, confirmed to its sender.

    The same thing of the same sender with exactly the same content becomes one more trace of the entry that is
    there. Files go through the upload pipeline; a bad one is named to the sender and the rest survives. Raises
    NotTakenError when nothing is left, parcels.NotYetError when a file changes meanwhile.
    """
    parcel = _without_secret_words(parcel)
    looked = _look_at(parcel.files)
    content = content_key(parcel.words, looked.hashes)
    outside = key(channel, parcel.outside_id, content if parcel.by_content else "")
    with transaction.atomic():
        _one_at_a_time(content or outside)
        known = ChannelItem.objects.select_related("entry").filter(channel=channel, outside_key=outside).first()
        if known is not None:
            return _seen_again(known, now)
        item = ChannelItem(
            channel=channel,
            outside_key=outside,
            content_key=content,
            sender_key=key(parcel.sender_key),
            series_key=key(parcel.series) if parcel.series else "",
            name=parcel.name[:LONGEST_TITLE],
            source_url=parcel.source_url[:LONGEST_URL],
            sha256=_one_hash(looked.hashes),
            size=sum(one.size for one in looked.good),
            note=parcel.note,
            refused_files=list(looked.refused),
            first_seen_at=now,
            last_seen_at=now,
        )
        twin = _twin(item)
        if twin is not None:
            return Trace(_store(item, parcel, ItemState.REPEATED, twin), is_new=True)
        if not looked.good and not parcel.words:
            return Trace(_refuse(item, parcel, now), is_new=True)
        return Trace(_new_entry(item, parcel, looked, now), is_new=True)


def note_refused(error: NotTakenError, *, channel: Channel, now: datetime) -> Trace:
    """Write down what became no entry, once, and tell its sender unless it was to be ignored."""
    outside = key(channel, error.outside_id)
    ignored = error.reason in (ItemReason.AUTOMATIC, ItemReason.OWN)
    kept = originals.keep(error.original) if error.original and not ignored else None
    with transaction.atomic():
        item, is_new = ChannelItem.objects.get_or_create(
            channel=channel,
            outside_key=outside,
            defaults={
                "name": "" if ignored else error.name[:LONGEST_TITLE],
                "state": ItemState.IGNORED if ignored else ItemState.REFUSED,
                "reason": error.reason,
                "original": kept.name if kept else "",
                "sha256": kept.sha256 if kept else "",
                "size": kept.size if kept else 0,
                "first_seen_at": now,
                "last_seen_at": now,
            },
        )
        if is_new and not ignored and error.sender is not None:
            letters.tell_not_taken(item, error.sender, now=now)
    return Trace(item, is_new=True) if is_new else _seen_again(item, now)


def key(*parts: str) -> str:
    """Return a hash of an identity: it tells nothing, and has one length."""
    return hashlib.sha256("\n".join(parts).encode(errors="surrogatepass")).hexdigest()


def _seen_again(item: ChannelItem, now: datetime) -> Trace:
    item.last_seen_at = now
    item.save(update_fields=["last_seen_at"])
    return Trace(item, is_new=False)


def _look_at(offered: Iterable[Offered]) -> Looked:
    hashes: list[str] = []
    good: list[uploads.Checked] = []
    refused: list[dict[str, str]] = []
    for one in offered:
        with one.open() as source:
            checked = uploads.check(File(source, name=one.name), file_rules.Request(one.name))
        hashes.append(checked.sha256)
        if (refusal := checked.refusal) is not None:
            refused.append({"name": text.clean(one.name)[:200], "why": refusal.message})
        else:
            good.append(checked)
    return Looked(tuple(hashes), tuple(good), tuple(refused))


def _without_secret_words(parcel: Parcel) -> Parcel:
    """Return the parcel with words that bear a marking of secrecy put into a file, for the pipeline to hold back."""
    words = "\n".join((parcel.name, parcel.entry.title, parcel.words))
    if not marking_of_text(words):
        return parcel
    entry = parcel.entry
    entry.title, entry.body, entry.number = _("Nội dung bị giữ lại để kiểm tra"), "", ""
    held = Offered(HELD_WORDS, partial(BytesIO, words.encode()))
    return Parcel(
        **{name: getattr(parcel, name) for name in parcel.__dataclass_fields__}
        | {"name": "", "words": "", "files": (held, *parcel.files), "source_url": ""}
    )


def content_key(words: str, hashes: Iterable[str]) -> str:
    """Return a hash over what the sender wrote and every file, in whatever order, or nothing for nothing."""
    parts = [likeness.fingerprint(words), *sorted(hashes)]
    return key(*parts) if any(parts) else ""


def _one_hash(hashes: tuple[str, ...]) -> str:
    """Return the hash of the only file, or one over all of them in their order."""
    return hashes[0] if len(hashes) == 1 else key(*hashes) if hashes else ""


def _one_at_a_time(content: str) -> None:
    """Let nobody else take the same content until this transaction ends, whatever the channel."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [content])


def _twin(item: ChannelItem) -> Entry | None:
    """Return the entry that has exactly this content from this sender already, unless it is closed."""
    if not item.content_key:
        return None
    same = ChannelItem.objects.filter(content_key=item.content_key, sender_key=item.sender_key, entry__isnull=False)
    found = same.select_related("entry__merged_into").order_by("-pk").first()
    if found is None or found.entry is None:
        return None
    entry = found.entry.merged_into or found.entry
    return entry if entry.state in OPEN or entry.is_sealed else None


def _new_entry(item: ChannelItem, parcel: Parcel, looked: Looked, now: datetime) -> ChannelItem:
    entry = parcel.entry
    entry.channel, entry.title = item.channel, " ".join(text.clean(entry.title).split())[:LONGEST_TITLE]
    if looked.is_secret:
        entry.title, item.name = _("Nội dung bị giữ lại để kiểm tra"), ""
    entry.resubmission_of = _earlier_version(item)
    stored = [uploads.keep(one, uploader_id=None, now=now) for one in looked.good]
    try:
        with transaction.atomic():
            receive(entry, files=[Brought(one) for one in stored], actor=None, now=now)
    except ValidationError as error:
        raise NotTakenError(
            ItemReason.BAD_DAYS,
            outside_id=item.outside_key,
            name=item.name,
            sender=parcel.sender,
            original=parcel.original,
            held=parcel.held,
        ) from error
    _store(item, parcel, ItemState.TAKEN, entry)
    if item.refused_files and parcel.sender is not None:
        letters.tell_not_taken(item, parcel.sender, now=now)
    return item


def _refuse(item: ChannelItem, parcel: Parcel, now: datetime) -> ChannelItem:
    item.reason = ItemReason.FILES_REFUSED if item.refused_files else ItemReason.NO_CONTENT
    _store(item, parcel, ItemState.REFUSED, None)
    if parcel.sender is not None:
        letters.tell_not_taken(item, parcel.sender, now=now)
    return item


def _store(item: ChannelItem, parcel: Parcel, state: ItemState, entry: Entry | None) -> ChannelItem:
    item.state, item.entry = state, entry
    if entry is not None and entry.is_sealed:
        item.name = item.source_url = ""
        item.refused_files = []
    kept = originals.keep(parcel.original) if parcel.original else None
    if kept is not None:
        item.original, item.sha256, item.size = kept.name, kept.sha256, kept.size
    try:
        item.save()
    except Exception:
        if kept is not None:
            originals.drop(kept)
        raise
    if entry is not None:
        detail: dict[str, audit.JSON] = {"channel": item.channel, "trace": item.pk, "sha256": item.sha256}
        audit.record(AuditAct.ENTRY_TRACED, subject=entry, detail=detail, now=item.first_seen_at)
    return item


def _earlier_version(item: ChannelItem) -> Entry | None:
    if not item.series_key:
        return None
    earlier = ChannelItem.objects.filter(channel=item.channel, series_key=item.series_key, entry__isnull=False)
    last = earlier.select_related("entry").order_by("-pk").first()
    return last.entry if last else None
