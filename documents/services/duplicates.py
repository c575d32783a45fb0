"""Find documents that are in the library already (R4.1-1): same number, issuer and date."""

from core.lib import doc_number, text
from documents.models import LegalDocumentPage


def find_duplicates(page: LegalDocumentPage) -> list[LegalDocumentPage]:
    """Return other documents, drafts included, with the page's number, issuer and day of issue.

    Numbers are compared by their folded key, so spaces, accents and leading zeros do not hide one. Of
    documents without a number, those of the same kind, title and day are the same.
    """
    key = doc_number.key(page.number)
    others = LegalDocumentPage.objects.filter(number_key=key, issued_on=page.issued_on).exclude(pk=page.pk)
    if not key:
        others = others.filter(document_type=page.document_type, title__iexact=page.title)
    return [other for other in others.select_related("issuer").order_by("pk") if _same_issuer(page, other)]


def _same_issuer(page: LegalDocumentPage, other: LegalDocumentPage) -> bool:
    """Compare the agencies, or where one is only written, the words; an unknown issuer may be any."""
    if page.issuer_id and other.issuer_id:
        return bool(page.issuer_id == other.issuer_id)
    one, two = text.fold(page.unit_name), text.fold(other.unit_name)
    return one.startswith(two) or two.startswith(one)
