"""What is said of a public page after its publication: notes on new versions, and doubts (Articles 3.3, 3.9, 6.4.d)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from core.enums import ChangeNoteKind, RecheckOutcome

FINAL = [RecheckOutcome.CONFIRMED, RecheckOutcome.CORRECTED, RecheckOutcome.WITHDRAWN]


class ChangeNote(models.Model):
    """What an editor tells the public about a new version of a page.

    It is bound to the revision that was saved with it and goes public with the next approval; of several, the last one
    counts. Rows are added only, and only while their revision is the latest and nobody has approved it.
    """

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", verbose_name=_("Trang"))
    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="+", verbose_name=_("Phiên bản"))
    kind = models.CharField(_("Loại"), max_length=20, choices=ChangeNoteKind)
    wrong = models.TextField(_("Nội dung sai"), blank=True)
    text = models.TextField(_("Nội dung đúng, hoặc điều đã thay đổi"), blank=True)
    written_by_id = models.BigIntegerField(_("Mã người ghi"))
    written_at = models.DateTimeField(_("Ghi lúc"))

    class Meta:
        verbose_name = _("ghi chú thay đổi")
        verbose_name_plural = _("ghi chú thay đổi")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=ChangeNoteKind.CORRECTION) | ~Q(wrong="") & ~Q(text=""),
                name="correction_says_what_was_wrong_and_what_is_right",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ChangeNoteKind.CHANGE) | ~Q(text=""), name="note_says_what_changed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.get_kind_display()}"


class Recheck(models.Model):
    """A public mark that what a page says is being checked again; open until somebody lifts it with an outcome."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", verbose_name=_("Trang"))
    reason = models.TextField(_("Lý do, cho người đọc"))
    due_on = models.DateField(_("Hạn xác thực"))
    set_by_id = models.BigIntegerField(_("Mã người đánh dấu"))
    set_at = models.DateTimeField(_("Đánh dấu lúc"))
    outcome = models.CharField(_("Kết quả"), max_length=20, choices=RecheckOutcome, blank=True)
    outcome_text = models.TextField(_("Kết quả, cho người đọc"), blank=True)
    lifted_by_id = models.BigIntegerField(_("Mã người kết thúc"), null=True)
    lifted_at = models.DateTimeField(_("Kết thúc lúc"), null=True)

    class Meta:
        verbose_name = _("lần xác thực lại")
        verbose_name_plural = _("lần xác thực lại")
        ordering = ["-set_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(outcome=RecheckOutcome.OPEN), name="one_open_recheck_of_a_page"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="recheck_says_why"),
            models.CheckConstraint(
                condition=Q(outcome=RecheckOutcome.OPEN, lifted_by_id=None, lifted_at=None)
                | Q(outcome__in=FINAL, lifted_by_id__isnull=False, lifted_at__isnull=False),
                name="recheck_is_lifted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=RecheckOutcome.CONFIRMED) | ~Q(lifted_by_id=F("set_by_id")),
                name="recheck_is_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.get_outcome_display()}"

    @property
    def is_open(self) -> bool:
        """Return whether the mark still stands on the page."""
        return self.outcome == RecheckOutcome.OPEN
