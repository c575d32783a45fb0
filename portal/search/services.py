"""Answer a search: candidates, facets, and the texts of the few results that are shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models.functions import Left
from django.utils.translation import gettext as _

from core.lib import numbers
from core.lib.text import Fragment, highlight
from core.models import PublishedItem
from portal.search.candidates import find_candidates
from portal.search.facets import Facet, facets_of
from portal.search.passages import LEGAL_DOCUMENT, Passage, passages
from portal.search.rules import PAGE_SIZE, SearchRequest, shorter_queries, spellings

EXCERPT_WIDTH = 240  # characters
TEXT_LIMIT = 100_000  # characters of one text that are looked through for an excerpt
TEXT_BUDGET = 300_000  # characters of all texts shown on one page
ROUND_COUNTS = (1000, 500)


@dataclass(frozen=True, slots=True)
class Hit:
    """One result as it is shown; ``passage`` is the article of a legal document that has the words."""

    item: PublishedItem
    fragments: tuple[Fragment, ...]
    passage: Passage | None = None

    @property
    def url(self) -> str:
        """Return the public address, of the article if there is one."""
        return f"{self.item.path}#{self.passage.anchor}" if self.passage else self.item.path


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a search."""

    asked: SearchRequest
    hits: Sequence[Hit] = ()
    total: int = 0
    is_capped: bool = False
    pages: int = 0
    facets: tuple[Facet, ...] = ()
    shorter: tuple[str, ...] = ()
    page: int = field(default=1)

    @property
    def total_text(self) -> str:
        """Return the number of results in words: exact, or "hơn 1.000" where counting stopped."""
        total = numbers.number(self.total)
        return _("hơn {total}").format(total=total) if self.is_capped else total


def search(asked: SearchRequest) -> Results:
    """Return one page of the best results, with facets and, where nothing is found, shorter queries to try."""
    candidates = find_candidates(asked.query, asked.filters)
    ranked = candidates.ranked
    pages = -(-len(ranked) // PAGE_SIZE)
    page = min(asked.page, max(pages, 1))
    shown = [candidate.page_id for candidate in ranked[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]]
    total = candidates.total
    if candidates.is_capped:
        total = next((count for count in ROUND_COUNTS if count <= total), total)
    return Results(
        asked=asked,
        hits=_hits(shown, asked),
        total=total,
        is_capped=candidates.is_capped,
        pages=pages,
        page=page,
        facets=facets_of(ranked, asked.filters) if asked.query else (),
        shorter=() if ranked else shorter_queries(asked.query),
    )


def _hits(page_ids: Sequence[int], asked: SearchRequest) -> list[Hit]:
    if not page_ids:
        return []
    rows = PublishedItem.objects.narrow().annotate(text=Left("search_text", TEXT_LIMIT)).filter(page_id__in=page_ids)
    texts = {row.page_id: row.text for row in rows}
    items = sorted(rows, key=lambda row: page_ids.index(row.page_id))
    words = [spelling for word in asked.query.words for spelling in spellings(word)]
    found = passages([item.page_id for item in items if item.kind == LEGAL_DOCUMENT], asked.query.words)
    budget = TEXT_BUDGET
    hits = []
    for item in items:
        passage = found.get(item.page_id)
        text = passage.text if passage else f"{item.summary}\n{texts[item.page_id][:budget]}".strip()
        budget = max(budget - len(text), 0)
        hits.append(Hit(item, highlight(text, words, width=EXCERPT_WIDTH), passage))
    return hits
