"""A list filtered by state finds exactly the documents of which the rule says so, whatever dates and acts they have."""

from datetime import date, timedelta
from itertools import combinations, product

import pytest
from django.db import connection

from documents.enums import LegalStatus, RelationKind
from documents.models import DocumentRelation, LegalDocumentPage
from documents.rules.status import Act, Override, Validity, status_on
from tests.factories import LegalDocumentPageFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 7, 1)
DAYS = (None, DAY - timedelta(1), DAY, DAY + timedelta(1))
OVERRIDES = (
    ("", ""),
    (LegalStatus.SUSPENDED, "Theo thông báo của Sở Tư pháp"),
    (LegalStatus.IN_FORCE, "vì   thế  "),
    (LegalStatus.IN_FORCE, "9 ký tự ạ"),
    (LegalStatus.IN_FORCE, "10 ký tự ạ"),
)
KINDS = (
    (RelationKind.REPLACES, True),
    (RelationKind.REPEALS, True),
    (RelationKind.REPEALS, False),
    (RelationKind.AMENDS, True),
    (RelationKind.BASIS, True),
)
ACTS = [Act(kind, day, whole) for (kind, whole), day in product(KINDS, DAYS)]
ACT_SETS = [(), *((act,) for act in ACTS), *combinations(ACTS, 2)]


@pytest.fixture
def unguarded(db: None) -> None:
    """Let the test write states straight into live documents; the end of its transaction brings the guard back."""
    with connection.cursor() as cursor:
        for table in (LegalDocumentPage, DocumentRelation):
            cursor.execute(f"ALTER TABLE {table._meta.db_table} DISABLE TRIGGER USER")


@pytest.fixture
def documents(unguarded: None) -> dict[int, Validity]:
    """Store a document for every combination of dates, and one for every override; return what decides each."""
    plain = [(effective, expires, OVERRIDES[0]) for effective, expires in product(DAYS, DAYS)]
    overridden = [(DAY, None, override) for override in OVERRIDES[1:]]
    found = {}
    for effective, expires, (status, reason) in plain + overridden:
        page = LegalDocumentPageFactory(issued_on=None)
        LegalDocumentPage.objects.filter(pk=page.pk).update(
            effective_on=effective, expires_on=expires, status_override=status, status_override_reason=reason
        )
        override = Override(status, reason) if status else None
        found[page.pk] = Validity(effective=effective, expires=expires, override=override)
    return found


def relate(sources: list[LegalDocumentPage], targets: dict[int, Validity], acts: tuple[Act, ...]) -> None:
    DocumentRelation.objects.exclude(page__in=sources[: len(acts)]).delete()
    for source, act in zip(sources, acts, strict=False):
        said = {"kind": act.kind, "from_day": act.effective, "whole": act.whole}
        if not DocumentRelation.objects.filter(page=source).update(**said):
            DocumentRelation.objects.bulk_create(
                DocumentRelation(page=source, target_id=target, **said) for target in targets
            )


def test_the_state_in_sql_is_the_state_of_the_rule(documents):
    sources = [LegalDocumentPageFactory(), LegalDocumentPageFactory()]
    different = []
    for acts in ACT_SETS:
        relate(sources, documents, acts)
        found = LegalDocumentPage.objects.filter(pk__in=documents).with_status(DAY)
        for pk, status in found.values_list("pk", "status"):
            validity = Validity(documents[pk].effective, documents[pk].expires, acts, (), documents[pk].override)
            if status != status_on(DAY, validity):
                different.append((validity, status))
    assert different == []


def test_the_page_itself_says_the_same(documents):
    sources = [LegalDocumentPageFactory(), LegalDocumentPageFactory()]
    relate(sources, documents, (Act(RelationKind.AMENDS, DAY), Act(RelationKind.REPEALS, DAY + timedelta(1))))
    pages = LegalDocumentPage.objects.filter(pk__in=documents).with_status(DAY)
    assert {page.pk: page.status for page in pages} == {page.pk: page.status_on(DAY) for page in pages}
    assert {page.status for page in pages} > {LegalStatus.PARTLY_EXPIRED, LegalStatus.EXPIRED, LegalStatus.NOT_YET}


def test_what_a_draft_does_to_a_document_does_not_count():
    page = LegalDocumentPageFactory(issued_on=None, effective_on=DAY)
    draft = LegalDocumentPageFactory(published=False)
    DocumentRelation.objects.create(page=draft, target=page, kind=RelationKind.REPEALS, from_day=DAY)
    assert page.status_on(DAY) is LegalStatus.IN_FORCE
    assert LegalDocumentPage.objects.with_status(DAY).get(pk=page.pk).status == LegalStatus.IN_FORCE
