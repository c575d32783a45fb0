"""Queries on legal documents."""

from datetime import date
from typing import Self

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from wagtail.models import PageQuerySet

from documents.enums import LegalStatus, RelationKind

ENDING = (RelationKind.REPLACES, RelationKind.REPEALS)
TOUCHING = (*ENDING, RelationKind.AMENDS)


class LegalDocumentQuerySet(PageQuerySet):
    """Adjectives for legal documents."""

    def with_status(self, day: date) -> Self:
        """Annotate ``status``: in SQL what ``documents.rules.status.status_on`` says of one document.

        A test holds the two against each other over every combination of dates and acts.
        """
        touching, ending = Q(kind__in=TOUCHING), Q(kind__in=ENDING, whole=True)
        happened, undated = Q(from_day__lte=day), Q(from_day__isnull=True)
        cases = (
            When(~Q(status_override=""), then=F("status_override")),
            When(Q(expires_on__lte=day) | self._acts(ending & happened), then=Value(LegalStatus.EXPIRED)),
            When(effective_on__isnull=True, then=Value(LegalStatus.UNKNOWN)),
            When(effective_on__gt=day, then=Value(LegalStatus.NOT_YET)),
            When(self._acts(ending & undated), then=Value(LegalStatus.UNKNOWN)),
            When(self._acts(touching & happened), then=Value(LegalStatus.PARTLY_EXPIRED)),
            When(self._acts(touching & undated), then=Value(LegalStatus.UNKNOWN)),
        )
        status = Case(*cases, default=Value(LegalStatus.IN_FORCE), output_field=CharField())
        return self.annotate(status=status)

    def _acts(self, condition: Q) -> Exists:
        relation = self.model._meta.get_field("incoming_relations").related_model
        acts: QuerySet = relation.objects.filter(condition, target_id=OuterRef("pk"), page__live=True)
        return Exists(acts)
