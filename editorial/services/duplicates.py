"""Suggest what an entry may repeat: same file, number or words, a title nearly alike (R3.9-3); never decide."""

from dataclasses import dataclass
from itertools import combinations

from django.contrib.postgres.search import SearchQuery, TrigramSimilarity
from django.db import connection, transaction
from django.db.models import QuerySet

from core.lib import text
from core.models import PublishedItem
from core.models.published import TitleWords
from documents.models import LegalDocumentPage
from editorial.enums import Likeness
from editorial.models import Entry, EntryFile
from editorial.rules.likeness import NEAR, similarity

MOST = 5
MOST_COMPARED = 200
# Before two titles are compared, the public one must have all but so many of the longest words of the entry's.
TELLING_WORDS = 6
MISSING_WORDS = 2
LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class LikeEntry:
    """Another entry that may be the same, and why."""

    entry: Entry
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class LikeItem:
    """A public item that may be the same, and why."""

    item: PublishedItem
    likeness: Likeness


def like_entries(entry: Entry) -> list[LikeEntry]:
    """Return other entries that may be the same, the surest first; sealed ones are neither found nor compared."""
    others = Entry.objects.exclude(pk=entry.pk).select_related("agency").order_by("-received_at", "-pk")
    found: dict[int, LikeEntry] = {}
    hashes = list(entry.files.values_list("stored__sha256", flat=True))
    if hashes:
        same = EntryFile.objects.filter(stored__sha256__in=hashes, entry__sealed_at=None).values("entry_id")
        _add(found, others.filter(pk__in=same), Likeness.FILE)
    if entry.number_key:
        _add(found, others.filter(number_key=entry.number_key), Likeness.NUMBER)
    if entry.fingerprint:
        _add(found, others.filter(fingerprint=entry.fingerprint), Likeness.TEXT)
    if entry.title_folded and len(found) < MOST:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(NEAR)])
            near = others.filter(title_folded__trigram_similar=entry.title_folded)
            ranked = near.annotate(nearness=TrigramSimilarity("title_folded", entry.title_folded))
            _add(found, ranked.order_by("-nearness", "-received_at", "-pk"), Likeness.TITLE)
    return list(found.values())[:MOST]


def like_items(entry: Entry) -> list[LikeItem]:
    """Return public items that may say the same already, the surest first (ground 7)."""
    found: dict[int, LikeItem] = {}
    if entry.number_key:
        pages = LegalDocumentPage.objects.live().filter(number_key=entry.number_key).values("pk")
        for item in PublishedItem.objects.narrow().filter(page_id__in=pages).order_by("-listed_at", "-page_id")[:MOST]:
            found[item.pk] = LikeItem(item, Likeness.NUMBER)
    if entry.title_folded:
        compared = ((similarity(entry.title_folded, text.fold(item.title)), item) for item in _candidates(entry))
        for nearness, item in sorted(compared, key=lambda pair: -pair[0]):
            if nearness >= NEAR:
                found.setdefault(item.pk, LikeItem(item, Likeness.TITLE))
    return list(found.values())[:MOST]


def _candidates(entry: Entry) -> QuerySet[PublishedItem]:
    """Return public items whose title has most of the longest words of the entry's, by the index that search uses."""
    telling = sorted(set(entry.title_folded.split()), key=lambda word: (-len(word), word))[:TELLING_WORDS]
    groups = combinations(telling, max(min(len(telling), LEAST_WORDS), len(telling) - MISSING_WORDS))
    query = " | ".join(f"({' & '.join(group)})" for group in groups)
    listed = PublishedItem.objects.listed().annotate(title_words=TitleWords("search_vector"))
    items: QuerySet[PublishedItem] = listed.filter(title_words=SearchQuery(query, config="simple", search_type="raw"))
    return items[:MOST_COMPARED]


def _add(found: dict[int, LikeEntry], entries: QuerySet[Entry], likeness: Likeness) -> None:
    for other in entries[:MOST]:
        found.setdefault(other.pk, LikeEntry(other, likeness))
