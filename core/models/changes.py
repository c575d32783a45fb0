"""What the public sees changes only by a request that another person approved (docs/decisions/0019).

Requests, their rows and their steps are written once and never changed; the database itself keeps the book of what
was let through. People are plain ids: core knows no accounts.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.enums import ChangeAct, ChangeKind, ChangeStepKind
from core.rules.changes import ENDINGS
from core.rules.personal_data import PUBLIC_DUTY, WORK_TRACE

DIGEST_LENGTH = 64


class ChangeRequest(models.Model):
    """One wish to change what the public sees, or one opening of the door for the set-up."""

    kind = models.CharField(_("Loại"), max_length=10, choices=ChangeKind)
    subject = models.CharField(_("Nội dung"), max_length=200)
    proposed_by = models.BigIntegerField(_("Mã người đề nghị"), null=True)
    made_at = models.DateTimeField(_("Lập lúc"))
    transaction = models.BigIntegerField(_("Giao dịch"), default=0, editable=False)

    personal_data = {"subject": PUBLIC_DUTY, "proposed_by": WORK_TRACE}

    class Meta:
        verbose_name = _("đề nghị thay đổi")
        verbose_name_plural = _("đề nghị thay đổi")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [
            ("see_changerequest", _("Được xem mọi đề nghị thay đổi")),
            ("decide_changerequest", _("Được quyết định về đề nghị thay đổi hình, tệp, lãnh đạo")),
            ("decide_structurechange", _("Được quyết định về đề nghị thay đổi cấu trúc, thiết đặt, quy định")),
        ]
        indexes = [
            models.Index(fields=["transaction"], condition=Q(kind=ChangeKind.SETUP), name="change_request_setup"),
            models.Index(fields=["proposed_by", "-id"], name="change_request_proposer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.SETUP, proposed_by=None)
                | Q(kind=ChangeKind.PERSON, proposed_by__isnull=False),
                name="change_request_has_a_proposer",
            )
        ]

    def __str__(self) -> str:
        return self.subject


class ChangeRow(models.Model):
    """One row of one table as it stood and as it shall stand, column by column."""

    request = models.ForeignKey(ChangeRequest, on_delete=models.PROTECT, related_name="rows")
    table = models.CharField(_("Bảng"), max_length=63)
    row_pk = models.CharField(_("Mã đối tượng"), max_length=40)
    act = models.CharField(_("Việc"), max_length=10, choices=ChangeAct)
    before = models.JSONField(_("Trước"), null=True)
    after = models.JSONField(_("Sau"), null=True)

    # Leaders, contacts and pictures of people stand in what the portal shows.
    personal_data = dict.fromkeys(("before", "after"), PUBLIC_DUTY)

    class Meta:
        verbose_name = _("dòng của đề nghị thay đổi")
        verbose_name_plural = _("dòng của đề nghị thay đổi")
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["table", "row_pk"], name="change_row_subject")]

    def __str__(self) -> str:
        return f"{self.table} {self.row_pk}: {self.get_act_display()}"


class ChangeStep(models.Model):
    """What became of a request: sent, approved, refused, withdrawn, void; for the set-up: the door shut again."""

    request = models.ForeignKey(ChangeRequest, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(_("Bước"), max_length=10, choices=ChangeStepKind)
    by_id = models.BigIntegerField(_("Mã người thực hiện"), null=True)
    at = models.DateTimeField(_("Thời điểm"))
    note = models.TextField(_("Lý do"), blank=True)
    transaction = models.BigIntegerField(_("Giao dịch"), default=0, editable=False)

    personal_data = {"note": WORK_TRACE, "by_id": WORK_TRACE}

    class Meta:
        verbose_name = _("bước của đề nghị thay đổi")
        verbose_name_plural = _("bước của đề nghị thay đổi")
        ordering = ["pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["transaction"], condition=Q(kind=ChangeStepKind.APPROVED), name="change_step_approved")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(kind=ChangeStepKind.SUBMITTED), name="change_sent_once"
            ),
            models.UniqueConstraint(fields=["request"], condition=Q(kind__in=sorted(ENDINGS)), name="change_ends_once"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.get_kind_display()}"


class ShownChange(models.Model):
    """The book that the database keeps: each change of what the public sees, with what let it through."""

    table = models.CharField(_("Bảng"), max_length=63)
    row_pk = models.CharField(_("Mã đối tượng"), max_length=40)
    act = models.CharField(_("Việc"), max_length=10)
    request = models.ForeignKey(ChangeRequest, on_delete=models.PROTECT, null=True, related_name="+")
    row = models.OneToOneField(ChangeRow, on_delete=models.PROTECT, null=True, related_name="shown")
    digest = models.CharField(_("Mã băm của phần công khai"), max_length=DIGEST_LENGTH)
    at = models.DateTimeField(_("Thời điểm"))

    class Meta:
        verbose_name = _("thay đổi đã công khai")
        verbose_name_plural = _("thay đổi đã công khai")
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["table", "row_pk", "-id"], name="shown_change_subject")]

    def __str__(self) -> str:
        return f"{self.table} {self.row_pk}: {self.act}"


class MovedAddress(models.Model):
    """A page whose address changed, noted by the database itself (R2.2c-2)."""

    page_id = models.BigIntegerField(_("Mã trang"))
    old_url_path = models.TextField(_("Địa chỉ cũ"))
    new_url_path = models.TextField(_("Địa chỉ mới"))
    at = models.DateTimeField(_("Thời điểm"))

    class Meta:
        verbose_name = _("địa chỉ đã đổi")
        verbose_name_plural = _("địa chỉ đã đổi")
        ordering = ["pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["page_id"], name="moved_address_page"),
            models.Index(fields=["old_url_path"], name="moved_address_old"),
        ]

    def __str__(self) -> str:
        return f"{self.old_url_path} → {self.new_url_path}"
