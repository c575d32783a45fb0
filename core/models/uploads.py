"""Files from strangers: the untouched original, what was found, and whether anybody may have it (decision 0011)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.enums import FileDecisionKind, FileKind, FileState
from core.lib.files import Finding, Rule
from core.rules.personal_data import WORK_TRACE

HASH_LENGTH = 64
ON_THE_DESK = ~Q(state=FileState.RELEASED) | Q(released_by__isnull=False)


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    """Questions about many received files."""

    def on_the_desk(self) -> "StoredFileQuerySet":
        """Return what the security officer looks after: all that is not released, and what people released."""
        return self.filter(ON_THE_DESK)


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
    # Every doubt about the file as [rule, detail]; ``rule`` is the one that weighs most, if it is still held.
    doubts = models.JSONField(_("Các dấu hiệu"), default=list, blank=True)
    from_staff = models.BooleanField(_("Do cán bộ tải lên"), default=False)
    uploader_id = models.BigIntegerField(_("Mã người gửi"), null=True)
    received_at = models.DateTimeField(_("Nhận lúc"), db_index=True)
    claimed_at = models.DateTimeField(_("Được hồ sơ nhận lúc"), null=True)
    scanned_at = models.DateTimeField(_("Quét lúc"), null=True)
    scanner_version = models.CharField(_("Phiên bản phần mềm quét"), max_length=100, blank=True)
    release_asked_by = models.BigIntegerField(_("Mã người đề nghị mở"), null=True)
    released_by = models.BigIntegerField(_("Mã người đồng ý mở"), null=True)

    personal_data = {"declared_name": WORK_TRACE, "uploader_id": WORK_TRACE}

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("tệp đã nhận")
        verbose_name_plural = _("tệp đã nhận")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("release_storedfile", _("Được quyết định mở tệp bị giữ lại"))]
        indexes = [
            models.Index(fields=["state", "id"], name="stored_file_state"),
            models.Index(fields=["received_at"], condition=Q(claimed_at=None), name="stored_file_unclaimed"),
            models.Index(fields=["-received_at", "-id"], condition=ON_THE_DESK, name="stored_file_desk"),
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
    def is_on_the_desk(self) -> bool:
        """Tell whether the security officer looks after the file: ``on_the_desk`` for one row."""
        return not self.is_released or self.released_by is not None

    @property
    def served(self) -> str:
        """Return the storage name of what is handed out: the clean copy where there is one."""
        return self.cleaned or self.original

    @property
    def reason(self) -> str:
        """Return the words of the rule that holds the file back, or an empty text."""
        return Finding(Rule(self.rule), self.detail).message if self.rule else ""

    @property
    def findings(self) -> list[Finding]:
        """Return every rule that the file breaks, the one that holds it back first."""
        held = [Finding(Rule(self.rule), self.detail)] if self.rule else []
        others = [Finding(Rule(rule), detail) for rule, detail in self.doubts]
        return held + [one for one in others if one not in held]

    @property
    def is_marked_secret(self) -> bool:
        """Tell whether the file seems to bear a marking of secrecy (R3.3-2)."""
        return any(one.rule == Rule.SECRECY for one in self.findings)

    @property
    def is_named(self) -> bool:
        """Tell whether the desk calls the file by its name: not one that was refused for its marking, or is sealed."""
        is_decided_secret = self.state == FileState.REFUSED and self.rule == Rule.SECRECY
        return bool(self.declared_name) and not is_decided_secret

    @property
    def label(self) -> str:
        """Return what the file is called on the desk."""
        return self.declared_name if self.is_named else str(_("Tệp số {number}")).format(number=self.pk)


class FileDecision(models.Model):
    """What a security officer decided about a held file, and why (R3.3-2); never changed afterwards."""

    stored_file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("Tệp")
    )
    kind = models.CharField(_("Quyết định"), max_length=10, choices=FileDecisionKind)
    reason = models.CharField(_("Lý do"), max_length=500)
    decided_by = models.BigIntegerField(_("Mã người quyết định"))
    decided_at = models.DateTimeField(_("Quyết định lúc"))

    personal_data = {"reason": WORK_TRACE, "decided_by": WORK_TRACE}

    class Meta:
        verbose_name = _("quyết định về tệp bị giữ")
        verbose_name_plural = _("quyết định về tệp bị giữ")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="file_decision_says_why")]

    def __str__(self) -> str:
        return self.get_kind_display()
