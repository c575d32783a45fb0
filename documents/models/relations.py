"""What hangs on a legal document: its files and its relations to other documents."""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable

from core.models import PortalDocument
from core.models.pages import public_path
from documents.enums import RelationKind

if TYPE_CHECKING:
    from documents.models.pages import LegalDocumentPage


logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class RelatedDocument:
    """A document at the other end of a relation; the address is empty when it is not public."""

    title: str
    number: str
    url: str


@dataclass(frozen=True)
class RelationGroup:
    """Related documents under what binds them."""

    label: str
    documents: tuple[RelatedDocument, ...]


class DocumentFile(Orderable):
    """A file of a legal document: the signed copy, an annex, a form."""

    page = ParentalKey("documents.LegalDocumentPage", on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(PortalDocument, on_delete=models.PROTECT, related_name="+", verbose_name=_("Tệp"))
    label = models.CharField(_("Tên gọi"), max_length=150, blank=True)

    panels = [FieldPanel("file"), FieldPanel("label")]

    class Meta(Orderable.Meta):
        verbose_name = _("tệp văn bản")
        verbose_name_plural = _("tệp văn bản")

    def __str__(self) -> str:
        return self.label or self.file.title

    @property
    def is_missing(self) -> bool:
        """Return whether the file is gone from the disk; the log tells those who look after it (R4.1-2)."""
        stored = self.file.file
        if stored.storage.exists(stored.name):
            return False
        logger.error("Missing on disk: %s of the legal document %s", stored.name, self.page_id)
        return True


class DocumentRelation(Orderable):
    """How a legal document bears on another, in the library or outside it (R4.1-1)."""

    page = ParentalKey("documents.LegalDocumentPage", on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("Quan hệ"), max_length=30, choices=RelationKind)
    target = models.ForeignKey(
        "documents.LegalDocumentPage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="incoming_relations",
        verbose_name=_("Văn bản trong kho"),
    )
    target_text = models.CharField(_("Hoặc văn bản ngoài kho"), max_length=500, blank=True)
    from_day = models.DateField(_("Áp dụng từ ngày"), null=True, blank=True)
    whole = models.BooleanField(
        _("Toàn bộ văn bản"), default=True, help_text=_("Bỏ chọn khi chỉ thay thế, bãi bỏ một phần.")
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("from_day"), FieldPanel("whole")]),
        PageChooserPanel("target", "documents.LegalDocumentPage"),
        FieldPanel("target_text"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("văn bản liên quan")
        verbose_name_plural = _("văn bản liên quan")
        constraints = [
            models.CheckConstraint(
                condition=Q(target__isnull=False) | ~Q(target_text=""), name="relation_names_a_document"
            ),
            models.UniqueConstraint(
                fields=["page", "kind", "target"],
                condition=Q(target__isnull=False),
                name="relation_stands_once",
                violation_error_message=_("Quan hệ này đã được ghi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.target or self.target_text}"

    def clean(self) -> None:
        super().clean()
        if bool(self.target_id) == bool(self.target_text):
            raise ValidationError({"target": _("Chọn một văn bản trong kho hoặc ghi một văn bản ngoài kho.")})
        if self.target_id and self.target_id == self.page_id:
            raise ValidationError({"target": _("Một văn bản không thể liên quan tới chính nó.")})

    def seen_from(self, page_id: int) -> tuple[str, RelatedDocument]:
        """Return what binds the two documents and the other one, read from one of them."""
        kind = RelationKind(self.kind)
        if self.target_id is not None and self.target_id == page_id:
            return str(kind.inverse_label), _related(self.page)
        if self.target is None:
            return str(kind.label), RelatedDocument(self.target_text, "", "")
        return str(kind.label), _related(self.target)


def _related(page: "LegalDocumentPage") -> RelatedDocument:
    return RelatedDocument(page.title, page.number, public_path(page) if page.live else "")
