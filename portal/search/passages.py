"""Lead from a result to the article of a legal document that has the words asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models.functions import Length

from core.lib import text
from documents.enums import RowKind
from documents.models import LegalDocumentPage
from documents.rules.legal_text import LegalText, Row

LEGAL_DOCUMENT = LegalDocumentPage._meta.label_lower
MAX_DOCUMENTS = 5  # of one page of results: reading a long law takes some milliseconds
MAX_TEXT = 100_000  # characters of a law; a longer one is found, yet leads to its beginning


@dataclass(frozen=True, slots=True)
class Passage:
    """The row of a legal text that answers a query, under the article it belongs to."""

    label: str
    anchor: str
    text: str


def passages(page_ids: Sequence[int], words: Sequence[str]) -> dict[int, Passage]:
    """Return the best passage of each legal document by page id, where one has all words (one query at most)."""
    wanted = page_ids[:MAX_DOCUMENTS]
    if not wanted:
        return {}
    documents = LegalDocumentPage.objects.annotate(length=Length("full_text")).filter(
        pk__in=wanted, length__lt=MAX_TEXT
    )
    structures = documents.exclude(structure={}).values_list("pk", "structure")
    found = ((page_id, best_passage(LegalText.from_data(structure), words)) for page_id, structure in structures)
    return {page_id: passage for page_id, passage in found if passage}


def best_passage(legal_text: LegalText, words: Sequence[str]) -> Passage | None:
    """Return the first row that has the words side by side, else the first that has all of them."""
    phrase, wanted = f" {' '.join(words)} ", set(words)
    article: Row | None = None
    with_all: Passage | None = None
    for row in legal_text.rows:
        if row.kind == RowKind.ARTICLE:
            article = row
        elif article and row.depth <= article.depth:
            article = None
        folded = text.words(row.printed)
        if not wanted.issubset(folded):
            continue
        passage = _passage(row, article)
        if phrase in f" {' '.join(folded)} ":
            return passage
        with_all = with_all or passage
    return with_all


def _passage(row: Row, article: Row | None) -> Passage:
    label = article.label.rstrip(". ") if article else row.label.rstrip(". ")
    return Passage(label, row.anchor or (article.anchor if article else ""), row.printed)
