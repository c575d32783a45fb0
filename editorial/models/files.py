"""The files of an entry: what was handed in beside the words, untouched, with what the sender says of each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.enums import FileKind, FileState, MediaLicence
from core.fields import clean_text_fields
from core.lib.files import MESSAGES, Rule
from core.models import StoredFile
from core.rules.personal_data import AUTHORSHIP, SUPPLY
from editorial.models.entries import Entry
from editorial.models.handling import Supplement


def words_of_rule(code: str) -> str:
    """Return the words of a rule of the upload pipeline without the details, which name what is in the file."""
    return MESSAGES[Rule(code)].replace(" ({detail})", "").replace(" .{detail}", "")


class EntryFile(models.Model):
    """One file that came with an entry or with an answer to a question about it (R6.1a-2, R6.1a-11).

    The original with its SHA-256 is the stored file's and never changes.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="files", verbose_name=_("Tin, bài"))
    supplement = models.ForeignKey(
        Supplement, on_delete=models.PROTECT, related_name="files", null=True, verbose_name=_("Gửi kèm bổ sung")
    )
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("Tệp"))
    position = models.PositiveSmallIntegerField(_("Thứ tự"))
    caption = models.CharField(_("Chú thích"), max_length=300, blank=True)
    author_name = models.CharField(_("Tác giả"), max_length=200, blank=True)
    licence = models.CharField(_("Quyền sử dụng"), max_length=20, choices=MediaLicence, blank=True)
    licence_note = models.CharField(_("Căn cứ của quyền sử dụng"), max_length=200, blank=True)

    personal_data = {"caption": SUPPLY, "licence_note": SUPPLY, "author_name": AUTHORSHIP}

    class Meta:
        verbose_name = _("tệp của tin, bài")
        verbose_name_plural = _("tệp của tin, bài")
        ordering = ["position", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["entry", "position"], name="entry_file_one_at_a_position")]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.position}"

    def save(self, *args: object, **kwargs: object) -> None:
        clean_text_fields(self)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature

    @property
    def is_picture(self) -> bool:
        """Return whether the file goes into a page as a picture."""
        return self.stored.kind == FileKind.IMAGE

    @property
    def is_hidden(self) -> bool:
        """Return whether even the name may tell too much: sealed, or held back for any doubt (R3.3-2)."""
        return self.entry.is_sealed or self.stored.state in (FileState.QUARANTINED, FileState.REFUSED)

    @property
    def state_words(self) -> str:
        """Return the rule that holds the file back, without details; nothing of a sealed one."""
        return words_of_rule(self.stored.rule) if self.stored.rule and not self.entry.is_sealed else ""

    @property
    def label(self) -> str:
        """Return the name as staff see it; a hidden one is told by its place alone."""
        return str(_("Tệp số %(n)s") % {"n": self.position}) if self.is_hidden else self.stored.declared_name
