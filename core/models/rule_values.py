"""The numbers of the law as data: each with unit, legal basis and validity (R0-2)."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.enums import CalendarDayKind, RuleUnit


class RuleValueQuerySet(models.QuerySet):
    """Adjectives for rule values."""

    def valid_on(self, day: date) -> Self:
        """Return the values in force on a day; the last day of validity is not included."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day), valid_from__lte=day)


class RuleValue(models.Model):
    """One number or choice of the law over one period; old computations keep the value of their day."""

    key = models.SlugField(_("Mã"), max_length=80)
    name = models.CharField(_("Tên quy định"), max_length=200)
    value = models.CharField(_("Giá trị"), max_length=100)
    unit = models.CharField(_("Đơn vị"), max_length=20, choices=RuleUnit)
    legal_basis = models.CharField(_("Căn cứ pháp lý"), max_length=300)
    valid_from = models.DateField(_("Có hiệu lực từ ngày"))
    valid_until = models.DateField(
        _("Hết hiệu lực từ ngày"), null=True, blank=True, help_text=_("Ngày đầu tiên không còn áp dụng.")
    )
    note = models.TextField(_("Ghi chú"), blank=True)

    objects = RuleValueQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("key"), FieldPanel("name")]),
        FieldRowPanel([FieldPanel("value"), FieldPanel("unit")]),
        FieldPanel("legal_basis"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("giá trị theo quy định")
        verbose_name_plural = _("giá trị theo quy định")
        ordering = ["key", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="rule_value_ends_after_it_begins",
                violation_error_message=_("Ngày hết hiệu lực phải sau ngày có hiệu lực."),
            ),
            ExclusionConstraint(
                name="rule_value_periods_do_not_overlap",
                expressions=[
                    (F("key"), RangeOperators.EQUAL),
                    (
                        Func(F("valid_from"), F("valid_until"), Value("[)"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("Thời gian hiệu lực trùng với một giá trị khác cùng mã."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value} {self.get_unit_display()}"

    def clean(self) -> None:
        super().clean()
        if self.valid_until and self.valid_from and self.valid_until <= self.valid_from:
            raise ValidationError({"valid_until": _("Ngày hết hiệu lực phải sau ngày có hiệu lực.")})
        self._refuse_gap()
        if self.unit and self.unit != RuleUnit.CHOICE and not self.value.isdecimal():
            raise ValidationError({"value": _("Giá trị phải là số nguyên không âm.")})

    def _refuse_gap(self) -> None:
        """A rule that has begun must go on without a day that has no value (R0-2)."""
        if not self.valid_from:
            return
        others = RuleValue.objects.filter(key=self.key).exclude(pk=self.pk)
        before = others.filter(valid_from__lt=self.valid_from).order_by("-valid_from").first()
        if before and before.valid_until and before.valid_until < self.valid_from:
            raise ValidationError({"valid_from": _("Có khoảng trống: giá trị trước hết hiệu lực sớm hơn ngày này.")})
        after = others.filter(valid_from__gt=self.valid_from).order_by("valid_from").first()
        if after and self.valid_until and self.valid_until < after.valid_from:
            raise ValidationError({"valid_until": _("Có khoảng trống: giá trị sau bắt đầu muộn hơn ngày này.")})


class CalendarDay(models.Model):
    """A day that the public holiday list has wrong or does not know yet (RX-1)."""

    day = models.DateField(_("Ngày"), unique=True)
    kind = models.CharField(_("Loại"), max_length=10, choices=CalendarDayKind)
    name = models.CharField(_("Tên"), max_length=200)
    legal_basis = models.CharField(_("Căn cứ"), max_length=300)

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("kind")]),
        FieldPanel("name"),
        FieldPanel("legal_basis"),
    ]

    class Meta:
        verbose_name = _("ngày nghỉ, ngày làm bù")
        verbose_name_plural = _("lịch nghỉ và làm bù")
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.name}"
