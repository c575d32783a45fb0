"""The register of sources and the written permissions to reuse what they publish (Article 3.5)."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Page

from accounts.models import User
from accounts.models.people import PeriodQuerySet
from core.enums import Category
from core.fields import clean_text_fields
from core.lib import text
from core.models import PortalDocument
from core.rules.personal_data import AUTHORSHIP, PUBLIC_DUTY, WORK_TRACE
from editorial.enums import AtExpiry, SourceKind, SourceNews
from editorial.fields import CategoriesField
from editorial.rules.sources import Permission, SourceFacts

ENDS_AFTER_IT_BEGINS = _("Ngày kết thúc phải sau ngày bắt đầu.")
LONGEST_NAME = 300


def in_order(name: str) -> models.CheckConstraint:
    """Return the constraint that a period ends after it begins."""
    return models.CheckConstraint(
        condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
        name=name,
        violation_error_message=ENDS_AFTER_IT_BEGINS,
    )


class Source(ClusterableModel):
    """Somebody whose publications may be quoted; pages name a source in words, which are looked up here (R3.5-1)."""

    name = models.CharField(_("Tên nguồn tin"), max_length=LONGEST_NAME)
    name_key = models.CharField(max_length=2 * LONGEST_NAME, unique=True, editable=False)
    kind = models.CharField(_("Loại nguồn"), max_length=20, choices=SourceKind)
    is_official = models.BooleanField(_("Nguồn chính thức"), default=True)
    agreement = models.CharField(_("Thỏa thuận hợp tác"), max_length=300, blank=True)
    needs_permission = models.BooleanField(
        _("Phải được chấp thuận bằng văn bản"),
        default=False,
        help_text=_("Khi nguồn quy định như vậy (Điều 3 khoản 5)."),
    )
    republication_hours = models.PositiveSmallIntegerField(
        _("Đăng lại sớm nhất sau (giờ)"), null=True, blank=True, help_text=_("Tính từ khi nguồn đăng.")
    )
    valid_from = models.DateField(_("Từ ngày"))
    valid_until = models.DateField(_("Đến trước ngày"), null=True, blank=True)
    reason = models.CharField(_("Lý do đưa vào hoặc sửa"), max_length=300)

    objects = PeriodQuerySet.as_manager()

    # A source may be an author.
    personal_data = {"name": AUTHORSHIP, "name_key": AUTHORSHIP}

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("is_official"), FieldPanel("needs_permission")]),
        FieldRowPanel([FieldPanel("agreement"), FieldPanel("republication_hours")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        FieldPanel("reason"),
        InlinePanel("permissions", heading=_("Văn bản chấp thuận"), label=_("Văn bản chấp thuận")),
    ]

    class Meta:
        verbose_name = _("nguồn tin")
        verbose_name_plural = _("nguồn tin")
        ordering = ["name", "pk"]
        constraints = [in_order("source_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        clean_text_fields(self)
        self.name_key = source_key(self.name)
        super().save(*args, **kwargs)

    def facts(self) -> SourceFacts:
        """Return the source as the rules see it."""
        return SourceFacts(
            is_official=self.is_official,
            needs_permission=self.needs_permission,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            permissions=tuple(one.as_rule() for one in self.permissions.all()),
        )


def source_key(name: str) -> str:
    """Return what two spellings of a source's name share."""
    return text.fold(name)[: 2 * LONGEST_NAME]


class SourcePermission(models.Model):
    """A written permission of a source: number, signer, day, what it covers and how long (R3.5-3)."""

    source = ParentalKey(Source, on_delete=models.PROTECT, related_name="permissions")
    number = models.CharField(_("Số văn bản"), max_length=100)
    signer = models.CharField(_("Người ký"), max_length=150)
    signed_on = models.DateField(_("Ngày ký"))
    scope = models.CharField(_("Phạm vi"), max_length=300)
    categories = CategoriesField(
        models.CharField(max_length=20, choices=Category),
        verbose_name=_("Chuyên mục"),
        default=list,
        blank=True,
        help_text=_("Không chọn mục nào là tất cả."),
    )
    valid_from = models.DateField(_("Từ ngày"))
    valid_until = models.DateField(_("Đến trước ngày"), null=True, blank=True)
    at_expiry = models.CharField(
        _("Khi hết hạn"), max_length=20, choices=AtExpiry, default=AtExpiry.KEEP, help_text=_("Theo văn bản.")
    )
    file = models.ForeignKey(
        PortalDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Tệp")
    )

    objects = PeriodQuerySet.as_manager()

    personal_data = {"signer": PUBLIC_DUTY}

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("signer"), FieldPanel("signed_on")]),
        FieldPanel("scope"),
        FieldPanel("categories"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until"), FieldPanel("at_expiry")]),
        FieldPanel("file"),
    ]

    class Meta:
        verbose_name = _("văn bản chấp thuận")
        verbose_name_plural = _("văn bản chấp thuận")
        ordering = ["-valid_from", "pk"]
        default_permissions = ()
        constraints = [in_order("source_permission_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.number

    def as_rule(self) -> Permission:
        """Return the permission as the rules see it."""
        return Permission(self.valid_from, self.valid_until, frozenset(self.categories))


class SourceMark(models.Model):
    """Word that a source has withdrawn or corrected what a page quotes; open until it is dealt with (R3.5-4)."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", verbose_name=_("Trang"))
    news = models.CharField(_("Nguồn đã"), max_length=20, choices=SourceNews)
    reference = models.CharField(_("Theo"), max_length=300, help_text=_("Địa chỉ hoặc số văn bản của nguồn."))
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    noted_at = models.DateTimeField(_("Ghi lúc"), editable=False)
    handling = models.CharField(
        _("Đã xử lý thế nào"),
        max_length=300,
        blank=True,
        help_text=_("Để trống khi chưa xử lý; khi đó trang không được duyệt."),
    )

    personal_data = {"handling": WORK_TRACE}

    panels = [FieldPanel("page"), FieldRowPanel([FieldPanel("news"), FieldPanel("reference")]), FieldPanel("handling")]

    class Meta:
        verbose_name = _("tin nguồn thu hồi, đính chính")
        verbose_name_plural = _("tin nguồn thu hồi, đính chính")
        ordering = ["-noted_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.news}"
