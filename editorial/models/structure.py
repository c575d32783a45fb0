"""Changes of the public tree that one person asks for and another approves (Article 2.2.c, R2.2c-1, R2.2c-2)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import User
from core.models import Approval
from core.rules.personal_data import WORK_TRACE


class StructureChange(models.Model):
    """The wish to stand a public page elsewhere; open until somebody in charge approves it."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", verbose_name=_("Trang"))
    target = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", verbose_name=_("Chuyển vào"))
    reason = models.TextField(_("Lý do"))
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("Người đề nghị"))
    requested_at = models.DateTimeField(_("Đề nghị lúc"))
    address_before = models.CharField(_("Địa chỉ trước"), max_length=1000)
    address_after = models.CharField(_("Địa chỉ sau"), max_length=1000, blank=True)
    approval = models.OneToOneField(
        Approval, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("Lượt duyệt")
    )

    personal_data = {"reason": WORK_TRACE}

    class Meta:
        verbose_name = _("đề nghị thay đổi cấu trúc")
        verbose_name_plural = _("đề nghị thay đổi cấu trúc")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(approval__isnull=True), name="one_open_change_of_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.address_before} → {self.target_id}"
