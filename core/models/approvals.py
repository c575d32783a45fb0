"""The register of approvals: nothing is public without a row here (Article 6.3.a, docs/decisions/0018)."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from core.enums import ApprovalKind
from core.rules.personal_data import WORK_TRACE

HASH_LENGTH = 64


def _later_revisions() -> models.QuerySet[Revision]:
    same_page = {name: models.OuterRef(f"revision__{name}") for name in ("base_content_type_id", "object_id")}
    return Revision.objects.filter(**same_page, pk__gt=models.OuterRef("revision_id"))


class ApprovalQuerySet(models.QuerySet["Approval"]):
    """Approvals by what became of them."""

    def unpublished(self) -> "ApprovalQuerySet":
        """Return the approvals of revisions whose publication is still to come, outdated ones left out."""
        return self.filter(revision__isnull=False, published_at__isnull=True).filter(~models.Exists(_later_revisions()))


class Approval(models.Model):
    """One approval of one revision of a page, or of one change of the tree.

    Rows come in once. The database sets ``content_hash``, and ``published_at`` when the revision goes live; it refuses
    any other change. People are plain ids, as in the audit chain: core knows no accounts.
    """

    kind = models.CharField(_("Hình thức duyệt"), max_length=20, choices=ApprovalKind)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+", verbose_name=_("Trang"))
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("Phiên bản")
    )
    approver_id = models.BigIntegerField(_("Mã người duyệt"), null=True)
    requester_id = models.BigIntegerField(_("Mã người đề nghị"), null=True)
    approved_at = models.DateTimeField(_("Duyệt lúc"))
    answers = models.JSONField(_("Kết quả kiểm tra"), default=list)
    content_hash = models.CharField(_("Mã băm nội dung"), max_length=HASH_LENGTH, blank=True)
    reason = models.TextField(_("Lý do"), blank=True)
    publish_after = models.DateTimeField(_("Chỉ đăng từ"), null=True)
    published_at = models.DateTimeField(_("Đăng lúc"), null=True, editable=False)
    published_in = models.BigIntegerField(null=True, editable=False)
    moved_path = models.CharField(max_length=255, blank=True, editable=False)
    target_path = models.CharField(max_length=255, blank=True, editable=False)

    objects = ApprovalQuerySet.as_manager()

    personal_data = {"reason": WORK_TRACE}

    class Meta:
        verbose_name = _("lượt duyệt")
        verbose_name_plural = _("sổ duyệt")
        ordering = ["-approved_at", "-pk"]
        default_permissions = ("view",)
        permissions = [
            ("withdraw_page", "Take pages down"),
            ("see_drafts", "See drafts and private media of everybody"),
        ]
        indexes = [
            models.Index(fields=["page", "-approved_at"], name="approval_page"),
            models.Index(fields=["approved_at"], name="approval_waiting", condition=Q(published_at__isnull=True)),
            models.Index(fields=["published_in"], name="approval_of_transaction"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["revision"], condition=Q(published_at__isnull=True), name="one_open_approval_of_a_revision"
            ),
            models.CheckConstraint(
                condition=Q(kind=ApprovalKind.STRUCTURE, revision__isnull=True)
                | ~Q(kind=ApprovalKind.STRUCTURE) & Q(revision__isnull=False),
                name="approval_of_a_revision_or_of_the_structure",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ApprovalKind.STRUCTURE) | ~Q(reason="") & ~Q(moved_path="") & ~Q(target_path=""),
                name="approval_of_structure_says_what_and_why",
            ),
            models.CheckConstraint(
                condition=Q(publish_after__isnull=True) | ~Q(reason=""), name="approval_for_later_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.page_id}/{self.revision_id or '–'}"

    @property
    def delay(self) -> timedelta | None:
        """Return how long publication took after the approval (R6.4a-1), or None while it is still to come."""
        return self.published_at - self.approved_at if self.published_at else None

    def is_due(self, now: datetime) -> bool:
        """Return whether nothing holds the publication back any more."""
        return self.publish_after is None or self.publish_after <= now
