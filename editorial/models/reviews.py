"""When a public page is looked at again, who answers for it, and what came out (Article 6.4.d, R6.4d-1)."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Page

from accounts.models import Agency, Membership, User
from core.rules.personal_data import WORK_TRACE
from editorial.enums import ReviewOutcome


class PageReviewQuerySet(models.QuerySet["PageReview"]):
    """Adjectives for reviews."""

    def standing(self) -> Self:
        """Return the reviews of pages that are public now."""
        return self.filter(page__live=True)

    def due(self, day: date) -> Self:
        """Return the standing reviews whose day has come."""
        return self.standing().filter(due_on__lte=day)

    def owned_by(self, user: User, day: date) -> Self:
        """Return the reviews that a person answers for, by name or with the agency that the person belongs to."""
        agencies = Membership.objects.valid_on(day).filter(user_id=user.pk, agency__isnull=False).values("agency_id")
        return self.filter(Q(owner_id=user.pk) | Q(owner__isnull=True, agency_id__in=agencies))

    def without_owner(self) -> Self:
        """Return the reviews that nobody answers for by name or agency."""
        return self.filter(owner__isnull=True, agency__isnull=True)


class PageReview(models.Model):
    """The plan for one page."""

    page = models.OneToOneField(Page, on_delete=models.PROTECT, related_name="+", verbose_name=_("Trang"))
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Người phụ trách")
    )
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Cơ quan, đơn vị phụ trách"),
        help_text=_("Khi không có người phụ trách, cán bộ của cơ quan này được nhắc."),
    )
    due_on = models.DateField(_("Hạn rà soát"))
    every_days = models.PositiveSmallIntegerField(_("Rà soát lại sau (ngày)"))
    reminded_for = models.DateField(_("Đã nhắc cho hạn"), null=True, editable=False)

    objects = PageReviewQuerySet.as_manager()

    panels = [
        PageChooserPanel("page"),
        FieldRowPanel([FieldPanel("owner"), FieldPanel("agency")]),
        FieldRowPanel([FieldPanel("due_on"), FieldPanel("every_days")]),
    ]

    class Meta:
        verbose_name = _("lịch rà soát trang")
        verbose_name_plural = _("lịch rà soát trang")
        ordering = ["due_on", "pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["due_on"], name="page_review_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(every_days__gte=1),
                name="page_review_comes_again",
                violation_error_message=_("Phải từ 1 ngày trở lên."),
            )
        ]

    def __str__(self) -> str:
        return str(self.page)

    @property
    def owner_name(self) -> str:
        """Return who answers for the page, a person or an agency, or an empty text."""
        return str(self.owner or self.agency or "")


class ReviewResult(models.Model):
    """What came out of one look; rows are added only."""

    review = models.ForeignKey(PageReview, on_delete=models.PROTECT, related_name="results", verbose_name=_("Lịch"))
    due_on = models.DateField(_("Hạn khi đó"))
    outcome = models.CharField(_("Kết quả"), max_length=20, choices=ReviewOutcome)
    note = models.TextField(_("Ghi chú"), blank=True)
    next_due_on = models.DateField(_("Hạn tiếp theo"))
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("Người rà soát"))
    reviewed_at = models.DateTimeField(_("Rà soát lúc"))

    personal_data = {"note": WORK_TRACE}

    class Meta:
        verbose_name = _("kết quả rà soát")
        verbose_name_plural = _("kết quả rà soát")
        ordering = ["-reviewed_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.review_id}: {self.get_outcome_display()}"
