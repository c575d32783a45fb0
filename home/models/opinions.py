"""What readers say of a page: yes or no, and a few words; nothing that says who they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.rules.personal_data import OPINION


class PageOpinion(models.Model):
    """One answer to "Trang này có hữu ích không?"."""

    MAX_WORDS_LENGTH = 1000

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", verbose_name=_("Trang"))
    is_useful = models.BooleanField(_("Hữu ích"))
    words = models.TextField(_("Ý kiến"), max_length=MAX_WORDS_LENGTH, blank=True)
    needs_review = models.BooleanField(
        _("Chưa kiểm tra"),
        default=False,
        help_text=_("Gửi từ thiết bị không qua được bước kiểm tra chống gửi tự động."),
    )
    received_at = models.DateTimeField(_("Nhận lúc"))

    # Readers are asked not to name anybody; some will.
    personal_data = {"words": OPINION}

    class Meta:
        verbose_name = _("ý kiến về trang")
        verbose_name_plural = _("ý kiến về các trang")
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["-received_at", "-id"], name="page_opinion_newest")]

    def __str__(self) -> str:
        return f"{self.page}: {_('hữu ích') if self.is_useful else _('chưa hữu ích')}"
