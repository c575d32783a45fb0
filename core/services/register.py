"""Keep the register of public items in step with Wagtail's pages (docs/decisions/0003)."""

import operator
from dataclasses import dataclass
from functools import reduce

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import transaction
from django.db.models import F, Func, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, Substr
from wagtail.models import Page, PageViewRestriction

from core.lib import doc_number, text
from core.models import BasePage, PublishedItem
from core.models.pages import section_types
from core.rules.word_pairs import pairs_of_texts
from core.services.notices import notices_of

SEARCH_TEXT_LIMIT = 500_000  # characters; a tsvector holds one megabyte at the most
REBUILD_CHUNK = 200


@dataclass(frozen=True)
class Placement:
    """Where a page stands: its main category and the page ids of its sections, outermost first."""

    category: str
    sections: tuple[int | None, int | None, int | None]


def placement(page: BasePage) -> Placement:
    """Return the sections and the main category of a page, itself included when it is a section."""
    sections: list[int | None] = [None, None, None]
    category = ""
    above = page.get_ancestors(inclusive=True).filter(content_type__in=section_types())
    for section in above.specific(defer=False):
        if section.section_level:
            sections[section.section_level - 1] = section.pk
            category = getattr(section, "main_category", "") or category
    return Placement(category, (sections[0], sections[1], sections[2]))


@transaction.atomic(savepoint=False)
def register(page: BasePage) -> PublishedItem | None:
    """Write the row of a live page, or remove the row of a page that is not public.

    A page is public when it is live and under no view restriction: the portal has no page that
    asks a reader to sign in (R1.2-1).
    """
    if not page.live or is_restricted(page):
        withdraw(page.pk)
        return None
    place = placement(page)
    body = page.search_body()[:SEARCH_TEXT_LIMIT]
    values = {
        "kind": page._meta.label_lower,
        "path": page.public_path,
        "category": place.category,
        "level1_id": place.sections[0],
        "level2_id": place.sections[1],
        "level3_id": place.sections[2],
        "is_listed": page.is_listed,
        "is_dated": page.is_dated,
        "title": page.title,
        "summary": page.summary,
        "number": page.document_number,
        "unit_code": page.unit_code,
        "unit_name": page.unit_name,
        "author": page.author_line,
        "source": page.source_line,
        "listed_at": page.listed_at,
        "first_published_at": page.first_published_at or page.listed_at,
        "updated_at": page.last_published_at or page.listed_at,
        "notices": notices_of(Value(page.pk)),
        "search_text": body,
        "search_vector": _search_vector(page, body),
        "search_pairs": _search_pairs(page, body),
    }
    item = PublishedItem(page_id=page.pk, **values)
    PublishedItem.objects.bulk_create([item], update_conflicts=True, unique_fields=["page"], update_fields=list(values))
    return item


def is_restricted(page: Page) -> bool:
    """Return whether the page or one above it is for some readers only; the portal has no aliases (one query)."""
    places = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    return bool(PageViewRestriction.objects.filter(page__path__in=places).exists())


def withdraw(page_id: int) -> None:
    """Take a page out of the register; its address, lists, feeds and search lose it at once."""
    PublishedItem.objects.filter(page_id=page_id).delete()


def relocate(old_path: str, new_path: str) -> int:
    """Rewrite the addresses of every item below ``old_path`` in one statement and return their number."""
    return PublishedItem.objects.below(old_path).update(
        path=Concat(Value(new_path), Substr(F("path"), len(old_path) + 1))
    )


def replace(page: Page) -> None:
    """Set category and sections anew for a moved page and everything below it."""
    for descendant in page.get_descendants(inclusive=True).live().specific():
        register(descendant)


@dataclass(frozen=True)
class Rebuilt:
    """How the register stood against the pages before it was written anew."""

    public: int
    missing: int
    surplus: int


def rebuild(*, dry_run: bool = False) -> Rebuilt:
    """Write the row of every live page anew and drop rows of pages that are not live; return what was wrong.

    Each page is written in a transaction of its own, so readers always find a whole register.
    """
    live = set(Page.objects.live().public().filter(depth__gt=1).values_list("pk", flat=True))
    listed = set(PublishedItem.objects.values_list("page_id", flat=True))
    if not dry_run:
        for pk in listed - live:
            withdraw(pk)
        for page in Page.objects.filter(pk__in=live).specific().iterator(chunk_size=REBUILD_CHUNK):
            if isinstance(page, BasePage):
                register(page)
    return Rebuilt(public=len(live), missing=len(live - listed), surplus=len(listed - live))


def _search_vector(page: BasePage, body: str) -> Combinable:
    number_forms = " ".join(doc_number.search_forms(page.document_number)) if page.document_number else ""
    weighted = {
        "A": text.fold(page.title),
        "B": number_forms,
        "C": text.fold(f"{page.summary} {page.unit_name} {page.author_line} {page.source_line}"),
        "D": text.fold(body),
    }
    parts = (SearchVector(Value(folded), config="simple", weight=weight) for weight, folded in weighted.items())
    return reduce(operator.add, parts)


def _search_pairs(page: BasePage, body: str) -> Func:
    pairs = pairs_of_texts(page.title, page.document_number, page.summary, body)
    words = Value(pairs, output_field=ArrayField(TextField()))
    return Func(words, function="array_to_tsvector", output_field=SearchVectorField())
