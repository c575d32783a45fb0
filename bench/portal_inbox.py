"""The portal's inbox with many entries: what years of supplying would leave."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from accounts.models import Agency
from bench.entries import REPEATED, Supplied, entries
from bench.fill import analyse, copy_rows, run_in_batches, without_gin
from core.enums import Category
from core.fields import EncryptedTextField
from core.lib import text
from editorial.enums import Channel, EntryKind, EntryState
from editorial.models import Entry
from editorial.models.entries import SEARCHED_BODY
from editorial.rules.likeness import fingerprint
from editorial.rules.statement import CURRENT
from editorial.services.duplicates import like_entries, like_items

STATES = [state for state in EntryState if state != EntryState.MERGED]
COLUMNS = tuple(field.attname for field in Entry._meta.concrete_fields if field.attname != "id")
DERIVED = ("number_key", "title_folded", "fingerprint", "search_text")
LIST = "/quan-tri/inbox/"
ADDRESSES = {
    "inbox": LIST,
    "inbox, filtered": f"{LIST}?state={EntryState.PROCESSING}&channel={Channel.EMAIL}",
    "inbox, common words": f"{LIST}?q=cai cach hanh chinh",
    "inbox, rare word": f"{LIST}?q=do ngang",
}


def fill(count: int) -> None:
    """Store ``count`` entries at once, of every state and channel."""
    agencies, nothing = list(Agency.objects.order_by("pk")), _nothing_encrypted()

    def store(batch: list[Supplied]) -> None:
        copy_rows("editorial_entry", COLUMNS, (_values(one, agencies, nothing) for one in batch))

    with without_gin("editorial_entry"):
        run_in_batches(entries(count), store)
    _check()
    analyse()


def alike() -> int:
    """Suggest what an entry repeats, as its screen does, and return how much was found."""
    repeating = Entry.objects.order_by("pk")[REPEATED]
    return len(like_entries(repeating)) + len(like_items(repeating))


def _nothing_encrypted() -> dict[str, Any]:
    """Return what the database keeps of an encrypted field without words."""
    fields = [field for field in Entry._meta.concrete_fields if isinstance(field, EncryptedTextField)]
    return {field.attname: field.get_db_prep_save("", connection) for field in fields}


def _values(one: Supplied, agencies: list[Agency], nothing: dict[str, Any]) -> Sequence[Any]:
    agency = agencies[one.number % len(agencies)]
    entry = Entry(
        channel=list(Channel)[one.number % len(Channel)],
        received_at=one.received_at,
        agency=agency,
        title=one.title,
        body=one.body,
        declared_category=Category.RESULTS,
        statement_version=CURRENT,
        statement_accepted_at=one.received_at,
        state=STATES[one.number % len(STATES)],
        state_since=one.received_at,
        kind=EntryKind.NEWS,
        seconds_late=one.number % 2,
        title_folded=text.fold(one.title),
        fingerprint=fingerprint(one.title, one.body),
        search_text=text.fold(f"{one.title}   {agency.name} {one.body[:SEARCHED_BODY]}"),
    )
    return [nothing[name] if name in nothing else getattr(entry, name) for name in COLUMNS]


def _check() -> None:
    """Raise AssertionError when the model would work out something else than this module did."""
    entry: Any = Entry.objects.order_by("pk")[0]
    before = {name: getattr(entry, name) for name in DERIVED}
    with transaction.atomic():
        entry.save()
    different = [name for name in DERIVED if getattr(entry, name) != before[name]]
    if different:
        raise AssertionError(f"The inbox differs from the benchmark in {', '.join(different)}.")
