"""What the guard of public forms remembers: for hours, and nothing that leads back to a person (decision 0015)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SpentChallenge(models.Model):
    """A challenge that was used; its id is random, its row outlives the challenge by nothing."""

    id = models.UUIDField(_("Mã"), primary_key=True)
    expires_at = models.DateTimeField(_("Hết hạn"), db_index=True)

    class Meta:
        verbose_name = _("mã kiểm tra đã dùng")
        verbose_name_plural = _("mã kiểm tra đã dùng")

    def __str__(self) -> str:
        return str(self.id)


class SubmissionCount(models.Model):
    """How many submissions one window of one limit has seen.

    The key is a keyed hash of limit, address and window: it can be counted up, not read. The table is unlogged: it
    leaves no copy in the write-ahead log, costs no flush, and a crash empties it.
    """

    key = models.UUIDField(_("Mã"), primary_key=True)
    ends_at = models.DateTimeField(_("Hết cửa sổ"))
    count = models.PositiveIntegerField(_("Số lượt"))

    class Meta:
        verbose_name = _("số lượt gửi")
        verbose_name_plural = _("số lượt gửi")

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
