"""The ledger of letters: one row for each recipient, subject, kind and occurrence (docs/decisions/0016)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.enums import NotificationState
from core.fields import EncryptedTextField
from core.rules.personal_data import LETTER


class Notification(models.Model):
    """A letter that is to go out once; its key in the database is what makes it once.

    A person with an account is named by id and looked up when the letter goes; any other address leaves the row
    as soon as the letter is through. ``recipient_key`` stays and tells two recipients apart, not who they are.
    """

    kind = models.CharField(_("Loại thư"), max_length=60)
    recipient_key = models.CharField(_("Khóa người nhận"), max_length=80)
    user_id = models.BigIntegerField(_("Mã người dùng"), null=True)
    address = EncryptedTextField(_("Địa chỉ"), blank=True, context="core.notification.address")
    agency = models.CharField(_("Cơ quan nhận"), max_length=200, blank=True)
    subject_type = models.CharField(_("Loại đối tượng"), max_length=100, blank=True)
    subject_id = models.CharField(_("Mã đối tượng"), max_length=100, blank=True)
    occurrence = models.CharField(_("Lần"), max_length=100)
    context = models.JSONField(_("Số liệu của thư"), default=dict)
    state = models.CharField(
        _("Trạng thái"), max_length=10, choices=NotificationState, default=NotificationState.QUEUED
    )
    created_at = models.DateTimeField(_("Lập lúc"))
    expires_at = models.DateTimeField(_("Hết hạn lúc"))
    next_attempt_at = models.DateTimeField(_("Lần gửi tiếp theo"))
    attempts = models.PositiveSmallIntegerField(_("Số lần gửi"), default=0)
    last_error = models.CharField(_("Lỗi gần nhất"), max_length=100, blank=True)
    sent_at = models.DateTimeField(_("Gửi lúc"), null=True)

    personal_data = dict.fromkeys(("recipient_key", "address", "context"), LETTER)

    class Meta:
        verbose_name = _("thư báo")
        verbose_name_plural = _("sổ thư báo")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "recipient_key", "subject_type", "subject_id", "occurrence"],
                name="notification_goes_out_once",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="notification_expires_after_it_is_made"
            ),
        ]
        indexes = [models.Index(fields=["next_attempt_at"], condition=Q(state="queued"), name="notification_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.occurrence}"
