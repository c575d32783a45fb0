"""Category 1 of Article 4: a legal document with its attributes, files, relations and full text."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.fields.json import KT
from django.db.models.functions import MD5, Coalesce
from django.db.models.lookups import Exact
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager

from accounts.models import Agency
from core.enums import Category
from core.lib import clock, dates
from core.models import ContentPage
from core.rules.personal_data import PUBLIC_DUTY
from documents.enums import ARTICLED_TYPES, DocumentLevel, DocumentType, LegalStatus, ReformField, RelationKind
from documents.fields import NumberKeyField, StructureField, fits, is_current, structure_of
from documents.models.relations import DocumentRelation, RelatedDocument, RelationGroup
from documents.querysets import LegalDocumentQuerySet, number_order
from documents.rules.legal_text import MAX_TEXT_LENGTH, LegalText, Severity, problems
from documents.rules.status import Act, Override, Validity, date_problems, override_problems, status_on

DATE_FIELDS = {"issued": "issued_on", "effective": "effective_on", "expires": "expires_on"}
BELIEVABLE_DAYS = [MinValueValidator(date(1945, 1, 1)), MaxValueValidator(date(2100, 12, 31))]


class LegalDocumentPage(ContentPage):
    """One legal document; an unknown number or date stays empty and reads "đang cập nhật" (R0-1)."""

    parent_page_types: ClassVar[list[str]] = ["home.SectionPage", "home.YearPage"]
    subpage_types: ClassVar[list[str]] = []
    belongs_to = Category.DOCUMENTS.value
    page_description = _("Luật, nghị định, quyết định, kế hoạch… của Trung ương và Thành phố")
    serve_deferred: ClassVar[tuple[str, ...]] = ("full_text",)

    document_type = models.CharField(_("Loại văn bản"), max_length=30, choices=DocumentType)
    number = models.CharField(_("Số, ký hiệu"), max_length=100, blank=True)
    number_key = NumberKeyField(max_length=100, db_index=True)
    level = models.CharField(_("Cấp ban hành"), max_length=20, choices=DocumentLevel)
    issuer = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Cơ quan của Thành phố"),
    )
    issuer_name = models.CharField(
        _("Cơ quan ban hành"), max_length=200, blank=True, help_text=_("Khi không phải cơ quan của Thành phố.")
    )
    signer = models.CharField(_("Người ký"), max_length=150, blank=True)
    field = models.CharField(_("Lĩnh vực"), max_length=30, choices=ReformField, blank=True)
    issued_on = models.DateField(_("Ngày ban hành"), null=True, blank=True, validators=BELIEVABLE_DAYS)
    effective_on = models.DateField(_("Ngày có hiệu lực"), null=True, blank=True, validators=BELIEVABLE_DAYS)
    expires_on = models.DateField(
        _("Ngày hết hiệu lực"),
        null=True,
        blank=True,
        validators=BELIEVABLE_DAYS,
        help_text=_("Ngày đầu tiên văn bản không còn hiệu lực."),
    )
    is_retroactive = models.BooleanField(_("Có hiệu lực trước ngày ban hành"), default=False)
    status_override = models.CharField(_("Tình trạng đặt tay"), max_length=30, choices=LegalStatus, blank=True)
    status_override_reason = models.CharField(_("Lý do đặt tay"), max_length=300, blank=True)
    full_text = models.TextField(
        _("Toàn văn"),
        max_length=MAX_TEXT_LENGTH,
        blank=True,
        help_text=_("Dán nguyên văn; Chương, Điều, khoản, điểm được nhận ra tự động."),
    )
    structure = StructureField(default=dict)

    objects: ClassVar[PageManager] = PageManager.from_queryset(LegalDocumentQuerySet)()

    personal_data = {"signer": PUBLIC_DUTY}

    content_panels = [
        *ContentPage.head_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("document_type"), FieldPanel("number"), FieldPanel("level")]),
                FieldRowPanel([FieldPanel("issuer"), FieldPanel("issuer_name"), FieldPanel("signer")]),
                FieldRowPanel([FieldPanel("issued_on"), FieldPanel("effective_on"), FieldPanel("expires_on")]),
                FieldRowPanel([FieldPanel("field"), FieldPanel("is_retroactive")]),
            ],
            heading=_("Thuộc tính"),
        ),
        InlinePanel("files", label=_("Tệp văn bản")),
        InlinePanel("relations", label=_("Văn bản liên quan")),
        FieldPanel("full_text"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("status_override"), FieldPanel("status_override_reason")], heading=_("Tình trạng hiệu lực")
        ),
        *ContentPage.source_panels,
    ]

    _text_errors: list[str] = []

    class Meta:
        verbose_name = _("văn bản")
        verbose_name_plural = _("văn bản")
        indexes = [models.Index(number_order(), name="document_number_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(full_text="", structure={})
                | Q(Exact(Coalesce(KT("structure__digest"), Value("", models.TextField())), MD5("full_text"))),
                name="structure_is_that_of_the_text",
            )
        ]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        # Before the text is brought to its stored form, which no longer shows what was wrong with it.
        self._text_errors = self._errors_of_text()
        self.status_override_reason = " ".join(self.status_override_reason.split())
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.structure = structure_of(self.full_text)
        if errors := self.attribute_errors():
            raise ValidationError(errors)

    def attribute_errors(self) -> dict[str, list[str]]:
        """Return what contradicts itself in dates, status and text, by field; a draft's text may be unfinished."""
        errors: dict[str, list[str]] = {}
        today = dates.local_date(clock.now())
        days = (self.issued_on, self.effective_on, self.expires_on)
        for problem in date_problems(*days, retroactive=self.is_retroactive, today=today):
            errors.setdefault(DATE_FIELDS[problem.field], []).append(problem.message)
        override = LegalStatus(self.status_override) if self.status_override in LegalStatus.values else None
        if reasons := override_problems(override, self.status_override_reason):
            errors["status_override_reason"] = list(reasons)
        if self._text_errors and not self.is_unfinished:
            errors["full_text"] = self._text_errors
        return errors

    def _errors_of_text(self) -> list[str]:
        if not self.full_text:
            return []
        found = problems(self.full_text, needs_articles=self.document_type in ARTICLED_TYPES)
        return [problem.message for problem in found if problem.severity is Severity.ERROR]

    @property
    def document_number(self) -> str:
        return self.number

    @property
    def unit_name(self) -> str:
        return self.issuer.name if self.issuer else self.issuer_name

    @property
    def unit_code(self) -> str:
        return self.issuer.code if self.issuer else ""

    @property
    def is_dated(self) -> bool:
        return self.issued_on is not None

    @property
    def listed_at(self) -> datetime:
        return dates.start_of_day(self.issued_on) if self.issued_on else super().listed_at

    @property
    def legal_text(self) -> LegalText:
        """Return the full text by chapter, article, clause and point; reading it costs time, so keep it."""
        structure = self.structure
        # The database keeps text and structure together; only what has not been saved yet may differ.
        is_stored = "full_text" in self.get_deferred_fields()
        if not (is_current(structure) if is_stored else fits(structure, self.full_text)):
            structure = structure_of(self.full_text)
        return LegalText.from_data(structure) if structure else LegalText()

    @cached_property
    def bonds(self) -> list[DocumentRelation]:
        """Return the relations to and from other documents, as far as those have ever been public."""
        outgoing = Q(page_id=self.pk) & (Q(target__isnull=True) | Q(target__first_published_at__isnull=False))
        incoming = Q(target_id=self.pk, page__live=True)
        if self.pk is None:
            return []
        rows = DocumentRelation.objects.select_related("page", "target").filter(outgoing | incoming)
        return list(rows.order_by("kind", "sort_order", "pk"))

    def _bonds_as_edited(self) -> list[DocumentRelation]:
        """Return the relations that the editor's form holds, and what other documents do to this one."""
        incoming = [row for row in self.bonds if row.page_id != self.pk]
        return [row for row in self.relations.all() if row.target or row.target_text] + incoming

    def validity(self) -> Validity:
        """Return what decides the document's status, acts of other live documents included."""
        override = None
        if self.status_override:
            override = Override(LegalStatus(self.status_override), self.status_override_reason)
        return Validity(
            effective=self.effective_on,
            expires=self.expires_on,
            acts=tuple(
                Act(RelationKind(row.kind), row.from_day, row.whole) for row in self.bonds if row.target_id == self.pk
            ),
            override=override,
        )

    def status_on(self, day: date) -> LegalStatus:
        """Return whether the document applies on a day."""
        return status_on(day, self.validity())

    def relation_groups(self) -> list[RelationGroup]:
        """Return the related documents by what binds them, read from this document."""
        groups: dict[str, list[RelatedDocument]] = {}
        for row in self.bonds:
            label, related = row.seen_from(self.pk)
            groups.setdefault(label, []).append(related)
        return [RelationGroup(label, tuple(found)) for label, found in groups.items()]

    def facts(self) -> list[tuple[str, str]]:
        """Return label and value of the attributes a reader asks for; an unknown one reads "đang cập nhật"."""
        unknown = gettext("đang cập nhật")
        rows = [
            (gettext("Số, ký hiệu"), self.number or unknown),
            (gettext("Loại văn bản"), self.get_document_type_display()),
            (gettext("Cơ quan ban hành"), self.unit_line or unknown),
            (gettext("Người ký"), self.signer or unknown),
            (gettext("Ngày ban hành"), dates.short_date(self.issued_on) if self.issued_on else unknown),
            (gettext("Ngày có hiệu lực"), dates.short_date(self.effective_on) if self.effective_on else unknown),
        ]
        if self.expires_on:
            rows.append((gettext("Ngày hết hiệu lực"), dates.short_date(self.expires_on)))
        if self.field:
            rows.append((gettext("Lĩnh vực"), self.get_field_display()))
        return rows

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if getattr(request, "is_preview", False):
            self.bonds = self._bonds_as_edited()
        legal_text = self.legal_text
        return context | {
            "document": self.facts(),
            "status": self.status_on(dates.local_date(clock.now())),
            "parts": legal_text.parts,
            "toc": legal_text.articles(),
            "relations": self.relation_groups(),
            "files": list(self.files.select_related("file")),
        }

    def search_body(self) -> str:
        file_texts = [attached.file.extracted_text for attached in self.files.select_related("file")]
        return "\n".join(
            (self.signer, self.get_field_display(), self.legal_text.plain_text(), super().search_body(), *file_texts)
        )
