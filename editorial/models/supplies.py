"""The supplier's side of an entry: the draft before it, the code to follow it by, and what is asked and answered."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import EncryptedTextField, clean_text_fields
from core.rules.personal_data import DRAFT, SUPPLY
from editorial.models.entries import Entry

HASH_LENGTH = 64


class SupplyDraft(models.Model):
    """What somebody has typed so far; gone some hours later, whether it was sent or not (R3.4-1).

    The browser knows it by a signed cookie, another device by a code that is shown once. After it was sent only the
    entry and its code are left, so that the same form sent twice is one entry.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("Người có tài khoản")
    )
    content = EncryptedTextField(_("Nội dung đã nhập"), context="editorial.supplydraft.content", blank=True)
    code_hash = models.CharField(_("Mã băm của mã bản nháp"), max_length=HASH_LENGTH, blank=True)
    expires_at = models.DateTimeField(_("Giữ đến"), db_index=True)
    resubmission_of = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("Gửi lại của")
    )
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("Đã gửi"))
    shown_code = EncryptedTextField(_("Mã tra cứu"), context="editorial.supplydraft.shown_code", blank=True)

    personal_data = {"content": DRAFT, "shown_code": DRAFT}

    class Meta:
        verbose_name = _("bản nháp của người gửi")
        verbose_name_plural = _("bản nháp của người gửi")
        ordering = ["expires_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["code_hash"], condition=~Q(code_hash=""), name="supply_draft_code"),
            models.CheckConstraint(
                condition=Q(entry__isnull=True) | Q(code_hash=""), name="supply_draft_sent_has_no_code"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def is_over(self, now: datetime) -> bool:
        """Return whether the draft is kept no longer."""
        return self.expires_at <= now


class SupplyReceipt(models.Model):
    """What came with an entry of the online form: the code to follow it by, and whose the pictures are."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="receipt", verbose_name=_("Tin, bài"))
    code_hash = models.CharField(_("Mã băm của mã tra cứu"), max_length=HASH_LENGTH, unique=True)
    is_held = models.BooleanField(
        _("Chưa kiểm tra"),
        default=False,
        help_text=_("Gửi từ thiết bị không qua được bước kiểm tra chống gửi tự động."),
    )

    class Meta:
        verbose_name = _("biên nhận trực tuyến")
        verbose_name_plural = _("biên nhận trực tuyến")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.entry_id)


class EntryMessage(models.Model):
    """One question or answer between the office and the supplier (R6.1a-11); kept like the entry itself."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="messages", verbose_name=_("Tin, bài"))
    from_office = models.BooleanField(_("Của Ban Biên tập"))
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("Người viết có tài khoản")
    )
    body = models.TextField(_("Nội dung"), blank=True)
    sent_at = models.DateTimeField(_("Gửi lúc"))
    closed_at = models.DateTimeField(_("Đã được trả lời hoặc đã xem lúc"), null=True)

    personal_data = {"body": SUPPLY}

    class Meta:
        verbose_name = _("trao đổi với người gửi")
        verbose_name_plural = _("trao đổi với người gửi")
        ordering = ["sent_at", "pk"]
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["from_office", "sent_at"], name="entry_message_open", condition=Q(closed_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.pk}"

    def save(self, *args: object, **kwargs: object) -> None:
        clean_text_fields(self)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature
