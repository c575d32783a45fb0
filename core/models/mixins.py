"""Field groups that page types take on; each brings its own panels."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core.rules.personal_data import AUTHORSHIP


class ListingFields(models.Model):
    """What a list, a feed and a search result say about a page."""

    summary = models.TextField(
        _("Tóm tắt"),
        max_length=500,
        blank=True,
        help_text=_("Một, hai câu; hiện trong danh sách, kết quả tìm kiếm và nguồn tin RSS."),
    )

    listing_panels = [FieldPanel("summary")]

    class Meta:
        abstract = True


class SourceFields(models.Model):
    """Author and source of quoted or reused material, shown on every output (Article 3.5, R3.5-2)."""

    author_name = models.CharField(_("Tác giả"), max_length=200, blank=True)
    source_name = models.CharField(
        _("Nguồn tin"),
        max_length=300,
        blank=True,
        help_text=_("Nguồn tin chính thức; để trống nếu do chính Trang thông tin thực hiện."),
    )
    source_reference = models.CharField(
        _("Dẫn nguồn"),
        max_length=300,
        blank=True,
        help_text=_("Tiêu đề, ngày hoặc số văn bản của nguồn."),
    )
    source_url = models.URLField(_("Địa chỉ nguồn"), max_length=500, blank=True)

    personal_data = {"author_name": AUTHORSHIP}

    source_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("author_name"), FieldPanel("source_name")]),
                FieldPanel("source_reference"),
                FieldPanel("source_url"),
            ],
            heading=_("Tác giả và nguồn"),
        )
    ]

    class Meta:
        abstract = True


class EventTimeFields(models.Model):
    """When and where an activity took place; the 48-hour rule of Article 6.1.a counts from its end."""

    starts_at = models.DateTimeField(_("Bắt đầu"), null=True, blank=True)
    ends_at = models.DateTimeField(_("Kết thúc"), null=True, blank=True)
    place = models.CharField(_("Địa điểm"), max_length=300, blank=True)

    event_panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]), FieldPanel("place")],
            heading=_("Thời gian, địa điểm"),
        )
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("Thời điểm kết thúc phải sau thời điểm bắt đầu.")})
