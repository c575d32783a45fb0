"""Codes by which people set up their first second factor; only the newest of a person counts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.people import User
from accounts.rules.enrolment import Issued


class EnrolmentCode(models.Model):
    """A code that was handed over; the code itself is stored nowhere."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("Người dùng"))
    digest = models.CharField(_("Mã băm"), max_length=64)
    issued_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("Người cấp")
    )
    issued_at = models.DateTimeField(_("Cấp lúc"))
    expires_at = models.DateTimeField(_("Hết hạn lúc"))
    used_at = models.DateTimeField(_("Dùng lúc"), null=True)

    class Meta:
        verbose_name = _("mã thiết lập bước hai")
        verbose_name_plural = _("mã thiết lập bước hai")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.pk}"

    def as_rule(self) -> Issued:
        """Return the code as the rules see it."""
        return Issued(self.digest, self.expires_at, self.used_at is not None)
