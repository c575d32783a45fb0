"""Where a page came from: the entry that it was made of (R6.2-4, Article 6.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import User
from editorial.models.entries import Entry


class EntryPage(models.Model):
    """A page and its entry; a page has one, an entry may grow into several."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="pages", verbose_name=_("Tin, bài"))
    page = models.OneToOneField(Page, on_delete=models.PROTECT, related_name="+", verbose_name=_("Trang"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("Người lập trang"))
    made_at = models.DateTimeField(_("Lập lúc"))
    published_at = models.DateTimeField(_("Đăng lần đầu lúc"), null=True)

    class Meta:
        verbose_name = _("trang từ tin, bài")
        verbose_name_plural = _("trang từ tin, bài")
        ordering = ["made_at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.page_id}"
