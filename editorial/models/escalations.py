"""What went up to the leaders of the Board because nobody acted, once for each cause (Articles 3.9 and 6.2)."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.enums import EntryState, EscalationCause
from editorial.models.entries import Entry
from editorial.models.handling import Refusal, Route


class EscalationQuerySet(models.QuerySet):
    """Adjectives for escalations."""

    def standing(self) -> Self:
        """Return those whose cause has not gone away."""
        return self.filter(
            Q(cause=EscalationCause.UNTOUCHED, entry__state=EntryState.RECEIVED)
            | Q(cause=EscalationCause.WRONG_ADDRESSES, entry__state=EntryState.PROCESSING)
            | Q(cause=EscalationCause.SILENT_DESK, route__closed_at__isnull=True)
            | Q(cause=EscalationCause.VERIFICATION, entry__state=EntryState.REFUSED)
        )


class Escalation(models.Model):
    """One entry, one cause: the row is the record that the leaders were told, and keeps them from being told twice."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="escalations", verbose_name=_("Tin, bài"))
    cause = models.CharField(_("Lý do"), max_length=20, choices=EscalationCause)
    route = models.ForeignKey(
        Route, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("Việc được chuyển")
    )
    refusal = models.ForeignKey(
        Refusal, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("Đề nghị từ chối")
    )
    raised_at = models.DateTimeField(_("Báo lên lúc"))

    objects = EscalationQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần báo lên Lãnh đạo")
        verbose_name_plural = _("lần báo lên Lãnh đạo")
        ordering = ["raised_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "cause", "route", "refusal"], nulls_distinct=False, name="escalation_once_for_a_cause"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.cause}"
