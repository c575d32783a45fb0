"""The audit chain: one append-only table whose rows are chained by hash (docs/decisions/0012)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.enums import AuditAct
from core.rules.personal_data import SECURITY

HASH_LENGTH = 64


class AuditEvent(models.Model):
    """One recorded act; number and hashes are set by the database when the transaction commits.

    Person and subject are plain ids: the row must outlive both, and core knows no accounts.
    """

    number = models.PositiveBigIntegerField(_("Số thứ tự"), null=True, unique=True, editable=False)
    at = models.DateTimeField(_("Thời điểm"), db_index=True)
    # No choices: each new act would be a migration, and old rows keep acts that the code has forgotten.
    act = models.CharField(_("Việc"), max_length=60)
    actor_id = models.BigIntegerField(_("Mã người thực hiện"), null=True)
    actor_name = models.CharField(_("Người thực hiện"), max_length=150, blank=True)
    subject_type = models.CharField(_("Loại đối tượng"), max_length=100, blank=True)
    subject_id = models.CharField(_("Mã đối tượng"), max_length=100, blank=True)
    detail = models.JSONField(_("Chi tiết"), default=dict)
    process = models.CharField(_("Tiến trình"), max_length=100, blank=True)
    request_id = models.CharField(_("Mã yêu cầu"), max_length=64, blank=True)
    previous_hash = models.CharField(_("Mã băm của dòng trước"), max_length=HASH_LENGTH, editable=False)
    row_hash = models.CharField(_("Mã băm"), max_length=HASH_LENGTH, editable=False)

    personal_data = {"actor_name": SECURITY}

    class Meta:
        verbose_name = _("sự kiện nhật ký")
        verbose_name_plural = _("nhật ký kiểm tra")
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["act", "-number"], name="audit_act"),
            models.Index(fields=["actor_id", "-number"], name="audit_actor"),
            models.Index(fields=["subject_type", "subject_id", "-number"], name="audit_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.number or '–'} {self.act_label}"

    @property
    def act_label(self) -> str:
        """Return the act in words."""
        return str(AuditAct(self.act).label) if self.act in AuditAct.values else self.act
