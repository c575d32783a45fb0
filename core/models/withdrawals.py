"""Pages that were taken out: who asked and decided, and the addresses that keep a notice (Articles 3.9 and 6.5)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.enums import WithdrawalGround, WithdrawalOutcome
from core.rules.personal_data import WORK_TRACE
from core.rules.withdrawal import hides


class Withdrawal(models.Model):
    """A request to take a public page out, and what became of it.

    The database lets an open row be answered once, and one that was carried out alone be looked at once. People are
    plain ids: core knows no accounts.
    """

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", verbose_name=_("Trang"))
    ground = models.CharField(_("Căn cứ"), max_length=20, choices=WithdrawalGround)
    public_text = models.TextField(_("Lời báo cho người đọc"), blank=True)
    reason = models.TextField(_("Lý do, cho người quyết định"))
    replacement = models.ForeignKey(
        Page, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Trang thay thế")
    )
    is_urgent = models.BooleanField(_("Khẩn cấp"), default=False)
    asked_by_id = models.BigIntegerField(_("Mã người đề nghị"))
    asked_at = models.DateTimeField(_("Đề nghị lúc"))
    outcome = models.CharField(_("Kết quả"), max_length=20, choices=WithdrawalOutcome, blank=True)
    decided_by_id = models.BigIntegerField(_("Mã người quyết định"), null=True)
    decided_at = models.DateTimeField(_("Quyết định lúc"), null=True)
    decision_note = models.TextField(_("Ý kiến"), blank=True)
    decided_in = models.BigIntegerField(null=True, editable=False)
    checked_by_id = models.BigIntegerField(_("Mã người xem lại"), null=True)
    checked_at = models.DateTimeField(_("Xem lại lúc"), null=True)

    personal_data = {"reason": WORK_TRACE, "decision_note": WORK_TRACE}

    class Meta:
        verbose_name = _("lượt thu hồi trang")
        verbose_name_plural = _("lượt thu hồi trang")
        ordering = ["-asked_at", "-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["decided_in"], name="withdrawal_of_transaction")]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(outcome=WithdrawalOutcome.OPEN), name="one_open_withdrawal_of_a_page"
            ),
            models.CheckConstraint(
                condition=Q(outcome=WithdrawalOutcome.OPEN, decided_by_id=None, decided_at=None)
                | ~Q(outcome=WithdrawalOutcome.OPEN) & Q(decided_by_id__isnull=False, decided_at__isnull=False),
                name="withdrawal_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=[WithdrawalOutcome.DONE, WithdrawalOutcome.REFUSED])
                | ~Q(decided_by_id=F("asked_by_id"))
                | Q(is_urgent=True),
                name="withdrawal_by_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(checked_by_id=None, checked_at=None)
                | Q(is_urgent=True, outcome=WithdrawalOutcome.DONE, checked_at__isnull=False)
                & ~Q(checked_by_id=F("decided_by_id")),
                name="withdrawal_is_checked_by_another",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.get_ground_display()}"

    @property
    def is_open(self) -> bool:
        """Return whether nobody has decided yet."""
        return self.outcome == WithdrawalOutcome.OPEN

    @property
    def is_hidden(self) -> bool:
        """Return whether the public reads neither title nor ground."""
        return hides(self.ground)

    @property
    def was_decided_alone(self) -> bool:
        """Return whether one person took the page out and a second one has to look at it."""
        return self.is_urgent and self.outcome == WithdrawalOutcome.DONE and self.asked_by_id == self.decided_by_id


class FormerAddress(models.Model):
    """An address at which a page was public and is not any more; written by ``core.services.withdrawn`` only."""

    path = models.CharField(_("Địa chỉ"), max_length=1000, unique=True)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", verbose_name=_("Trang"))
    left_at = models.DateTimeField(_("Không còn công khai từ"))

    class Meta:
        verbose_name = _("địa chỉ cũ")
        verbose_name_plural = _("địa chỉ cũ")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.path
