"""The document library."""

from documents.models.pages import LegalDocumentPage
from documents.models.relations import DocumentFile, DocumentRelation

__all__ = ["DocumentFile", "DocumentRelation", "LegalDocumentPage"]
