"""Files from strangers: the untouched original, what was found, and whether anybody may have it (decision 0011)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.enums import FileKind, FileState
from core.lib.files import Finding, Rule
from core.rules.personal_data import WORK_TRACE

HASH_LENGTH = 64


class StoredFile(models.Model):
    """One received file; the bytes lie below UPLOADS_ROOT under random names, never under a name from outside.

    People are plain ids: core knows no accounts.
    """

    original = models.CharField(_("Bản gốc"), max_length=100, unique=True, editable=False)
    cleaned = models.CharField(_("Bản sạch"), max_length=100, blank=True, editable=False)
    sha256 = models.CharField(_("SHA-256 của bản gốc"), max_length=HASH_LENGTH, db_index=True)
    served_sha256 = models.CharField(_("SHA-256 của bản phục vụ"), max_length=HASH_LENGTH)
    size = models.PositiveBigIntegerField(_("Kích thước (byte)"))
    declared_name = models.CharField(_("Tên tệp"), max_length=200)
    extension = models.CharField(_("Phần mở rộng"), max_length=10)
    kind = models.CharField(_("Loại"), max_length=10, choices=FileKind)
    content_type = models.CharField(_("Kiểu nội dung"), max_length=100)
    state = models.CharField(_("Trạng thái"), max_length=12, choices=FileState, default=FileState.WAITING)
    rule = models.CharField(_("Quy tắc"), max_length=30, blank=True)
    detail = models.CharField(_("Chi tiết"), max_length=200, blank=True)
    from_staff = models.BooleanField(_("Do cán bộ tải lên"), default=False)
    uploader_id = models.BigIntegerField(_("Mã người gửi"), null=True)
    received_at = models.DateTimeField(_("Nhận lúc"), db_index=True)
    claimed_at = models.DateTimeField(_("Được hồ sơ nhận lúc"), null=True)
    scanned_at = models.DateTimeField(_("Quét lúc"), null=True)
    scanner_version = models.CharField(_("Phiên bản phần mềm quét"), max_length=100, blank=True)
    release_asked_by = models.BigIntegerField(_("Mã người đề nghị mở"), null=True)
    released_by = models.BigIntegerField(_("Mã người đồng ý mở"), null=True)

    personal_data = {"declared_name": WORK_TRACE, "uploader_id": WORK_TRACE}

    class Meta:
        verbose_name = _("tệp đã nhận")
        verbose_name_plural = _("tệp đã nhận")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("release_storedfile", _("Được quyết định mở tệp bị giữ lại"))]
        indexes = [
            models.Index(fields=["state", "id"], name="stored_file_state"),
            models.Index(fields=["received_at"], condition=Q(claimed_at=None), name="stored_file_unclaimed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=FileState.RELEASED) | Q(scanned_at__isnull=False), name="stored_file_scanned_first"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[FileState.QUARANTINED, FileState.REFUSED]) | ~Q(rule=""),
                name="stored_file_names_the_rule",
            ),
            models.CheckConstraint(
                condition=Q(released_by=None)
                | (Q(release_asked_by__isnull=False) & ~Q(released_by=F("release_asked_by"))),
                name="stored_file_released_by_two",
            ),
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="stored_file_hash"),
        ]

    def __str__(self) -> str:
        return self.declared_name

    @property
    def is_released(self) -> bool:
        """Tell whether anybody but the security officer may have the file."""
        return self.state == FileState.RELEASED

    @property
    def served(self) -> str:
        """Return the storage name of what is handed out: the clean copy where there is one."""
        return self.cleaned or self.original

    @property
    def reason(self) -> str:
        """Return the words of the rule that holds the file back, or an empty text."""
        return Finding(Rule(self.rule), self.detail).message if self.rule else ""
