"""Queries on legal documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import Case, CharField, Exists, F, Func, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Collate, Concat, Length, LPad, Trim
from wagtail.models import PageQuerySet

from core.models import PublishedItem
from core.models.published_queryset import PublishedItemQuerySet
from core.rules.paging import PAGE_SIZE
from documents.enums import LegalStatus, RelationKind
from documents.rules.paging import NumberCursor, parse_number_cursor
from documents.rules.status import MIN_REASON_LENGTH

ENDING = (RelationKind.REPLACES, RelationKind.REPEALS)
TOUCHING = (*ENDING, RelationKind.AMENDS)
DIGITS_OF_A_SERIAL = 8
BEHIND_EVERY_NUMBER = "~"
NUMBER_KEY = "page__legaldocumentpage__number_key"


def number_order(number_key: str = "number_key") -> Combinable:
    """Return the expression that sorts numbers as people count, 9 before 10; no number comes last (R4.1-2)."""
    serial = Func(F(number_key), Value("^[0-9]+"), function="substring", output_field=CharField())
    padded = Concat(LPad(serial, DIGITS_OF_A_SERIAL, Value("0")), F(number_key), output_field=CharField())
    unnumbered = When(Q((number_key, "")), then=Value(BEHIND_EVERY_NUMBER))
    return Collate(Case(unnumbered, default=padded), "C")


class LegalDocumentQuerySet(PageQuerySet):
    """Adjectives for legal documents."""

    def with_status(self, day: date) -> Self:
        """Annotate ``status``: in SQL what ``documents.rules.status.status_on`` says of one document.

        A test holds the two against each other over every combination of dates and acts.
        """
        touching, ending = Q(kind__in=TOUCHING), Q(kind__in=ENDING, whole=True)
        happened, undated = Q(from_day__lte=day), Q(from_day__isnull=True)
        reason = Func(F("status_override_reason"), Value(r"\s+"), Value(" "), Value("g"), function="regexp_replace")
        cases = (
            When(~Q(status_override="") & Q(reason_length__gte=MIN_REASON_LENGTH), then=F("status_override")),
            When(Q(expires_on__lte=day) | self._acts(ending & happened), then=Value(LegalStatus.EXPIRED)),
            When(effective_on__isnull=True, then=Value(LegalStatus.UNKNOWN)),
            When(effective_on__gt=day, then=Value(LegalStatus.NOT_YET)),
            When(self._acts(ending & undated), then=Value(LegalStatus.UNKNOWN)),
            When(self._acts(touching & happened), then=Value(LegalStatus.PARTLY_EXPIRED)),
            When(self._acts(touching & undated), then=Value(LegalStatus.UNKNOWN)),
        )
        status = Case(*cases, default=Value(LegalStatus.IN_FORCE), output_field=CharField())
        return self.alias(reason_length=Length(Trim(reason))).annotate(status=status)

    def _acts(self, condition: Q) -> Exists:
        relation = self.model._meta.get_field("incoming_relations").related_model
        acts: QuerySet = relation.objects.filter(condition, target_id=OuterRef("pk"), page__live=True)
        return Exists(acts)


@dataclass(frozen=True)
class NumberPage:
    """One page of documents sorted by number, with the cursors of the pages before and after it."""

    items: Sequence[PublishedItem]
    older: NumberCursor | None
    newer: NumberCursor | None


def page_by_number(
    documents: PublishedItemQuerySet, older: str | None, newer: str | None, size: int = PAGE_SIZE
) -> NumberPage:
    """Return the page of a list sorted by number that lies after or before a cursor.

    One query of ``size + 1`` rows, whatever the depth; a broken cursor gives the first page.
    """
    ordered = documents.filter(page__legaldocumentpage__isnull=False).annotate(number_order=number_order(NUMBER_KEY))
    if (before := parse_number_cursor(newer)) is not None:
        rows = list(ordered.filter(_beside("lt", before)).order_by("-number_order", "-page_id")[: size + 1])
        shown = rows[:size][::-1]
        return NumberPage(shown, older=_cursor(shown[-1:]), newer=_cursor(shown[:1]) if len(rows) > size else None)
    after = parse_number_cursor(older)
    rows = list(ordered.filter(_beside("gt", after) if after else Q()).order_by("number_order", "page_id")[: size + 1])
    shown = rows[:size]
    return NumberPage(
        shown,
        older=_cursor(shown[-1:]) if len(rows) > size else None,
        newer=_cursor(shown[:1]) if after is not None else None,
    )


def _beside(side: str, cursor: NumberCursor) -> Q:
    same = Q(("number_order", cursor.number_order), (f"page_id__{side}", cursor.page_id))
    return Q((f"number_order__{side}", cursor.number_order)) | same


def _cursor(rows: Sequence[Any]) -> NumberCursor | None:
    return NumberCursor(rows[0].number_order, rows[0].page_id) if rows else None
