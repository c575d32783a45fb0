"""Find documents that are in the library already (R4.1-1): same number, issuer and date."""

from django.db.models import QuerySet

from core.lib import doc_number
from documents.models import LegalDocumentPage


def find_duplicates(page: LegalDocumentPage) -> QuerySet[LegalDocumentPage]:
    """Return other documents with the page's number, issuer and day of issue; none when it has no number.

    Numbers are compared by their folded key, so spaces, accents and leading zeros do not hide one.
    """
    key = doc_number.key(page.number) if page.number else ""
    if not key:
        return LegalDocumentPage.objects.none()
    same = LegalDocumentPage.objects.filter(number_key=key, issued_on=page.issued_on)
    if page.issuer_id:
        same = same.filter(issuer_id=page.issuer_id)
    elif page.issuer_name:
        same = same.filter(issuer_name__iexact=page.issuer_name)
    return same.exclude(pk=page.pk)
