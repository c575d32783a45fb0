"""Agencies as a tree with validity: a merged or abolished unit stays as a closed record (R0-3)."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from accounts.enums import COMMUNE_KINDS, FORMER_DISTRICT_KINDS, AgencyKind
from accounts.rules.validity import is_valid_on


class AgencyQuerySet(models.QuerySet):
    """Adjectives for agencies."""

    def open_on(self, day: date) -> Self:
        """Return agencies that exist on a day; the first day of closure is not included."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_until__isnull=True) | Q(valid_until__gt=day)
        )

    def communes(self) -> Self:
        """Return the communes and wards of the two-tier administration."""
        return self.filter(kind__in=COMMUNE_KINDS)

    def former_districts(self) -> Self:
        """Return the districts and towns abolished on 1 July 2025."""
        return self.filter(kind__in=FORMER_DISTRICT_KINDS)


class Agency(models.Model):
    """One body of the City over the time it exists."""

    code = models.SlugField(_("Mã"), max_length=50, unique=True)
    name = models.CharField(_("Tên"), max_length=200, db_collation="vi-x-icu")
    short_name = models.CharField(_("Tên ngắn"), max_length=100, blank=True)
    kind = models.CharField(_("Loại"), max_length=20, choices=AgencyKind)
    official_code = models.CharField(_("Mã đơn vị hành chính"), max_length=20, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Trực thuộc")
    )
    valid_from = models.DateField(_("Từ ngày"), null=True, blank=True)
    valid_until = models.DateField(
        _("Đến trước ngày"), null=True, blank=True, help_text=_("Ngày đầu tiên đơn vị không còn hoạt động.")
    )
    successors = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="predecessors", verbose_name=_("Đơn vị kế tiếp")
    )
    legal_basis = models.CharField(_("Căn cứ"), max_length=300, blank=True)
    phone = models.CharField(_("Điện thoại"), max_length=50, blank=True)
    email = models.EmailField(_("Thư điện tử"), blank=True)
    address = models.CharField(_("Địa chỉ"), max_length=300, blank=True)

    objects = AgencyQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("short_name")]),
        FieldRowPanel([FieldPanel("code"), FieldPanel("kind"), FieldPanel("official_code")]),
        FieldPanel("parent"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        FieldPanel("successors"),
        FieldPanel("legal_basis"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        FieldPanel("address"),
    ]

    class Meta:
        verbose_name = _("cơ quan, đơn vị")
        verbose_name_plural = _("cơ quan, đơn vị")
        ordering = ["name", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="agency_closes_after_it_opens",
                violation_error_message=_("Ngày kết thúc phải sau ngày bắt đầu."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.pk and self.parent_id and self.pk in self._ancestor_ids():
            raise ValidationError({"parent": _("Một cơ quan không thể trực thuộc chính nó.")})

    def is_open_on(self, day: date) -> bool:
        """Return whether the agency exists on a day."""
        return is_valid_on(day, self.valid_from, self.valid_until)

    def _ancestor_ids(self) -> set[int]:
        found: set[int] = set()
        parent = self.parent
        while parent is not None and parent.pk not in found:
            found.add(parent.pk)
            parent = parent.parent
        return found
