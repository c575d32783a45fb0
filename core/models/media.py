"""Pictures and files: private until a live page uses them (decision 9 of the architecture)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image, ImageQuerySet, SourceImageIOError

from core.enums import MediaLicence
from core.fields import clean_text_fields
from core.models.published_statements import read_by_key
from core.models.uploads import StoredFile
from core.rules.personal_data import AUTHORSHIP, PUBLIC_DUTY

RIGHTS_FIELDS = ("author_name", "source_name", "licence", "licence_note")


class MediaRights(models.Model):
    """Who made a picture or file and by what right it is shown (R3.3-3)."""

    author_name = models.CharField(_("Tác giả"), max_length=200, blank=True)
    source_name = models.CharField(_("Nguồn"), max_length=300, blank=True)
    licence = models.CharField(
        _("Quyền sử dụng"),
        max_length=20,
        choices=MediaLicence,
        blank=True,
        help_text=_("Hình, âm thanh, video không có quyền sử dụng thì trang dùng nó không được duyệt."),
    )
    licence_note = models.CharField(
        _("Căn cứ của quyền sử dụng"),
        max_length=200,
        blank=True,
        help_text=_("Số văn bản cho phép hoặc tên giấy phép, khi không phải do đơn vị tự thực hiện."),
    )
    is_public = models.BooleanField(_("Đang được trang công khai sử dụng"), default=False, editable=False)
    first_public_at = models.DateTimeField(_("Công khai lần đầu"), null=True, blank=True, editable=False)
    stored_file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    # The name under which the upload pipeline left the file; any other name is a file that it has not seen.
    admitted_name = models.CharField(max_length=200, blank=True, editable=False)
    download_name = models.CharField(_("Tên khi tải về"), max_length=200, blank=True, editable=False)

    personal_data = {"author_name": AUTHORSHIP, "download_name": PUBLIC_DUTY}

    class Meta:
        abstract = True

    @property
    def is_released(self) -> bool:
        """Tell whether the upload pipeline let the file through; a file it has not seen never is."""
        return self.stored_file is not None and self.stored_file.is_released


class PictureManager(models.Manager.from_queryset(ImageQuerySet)):  # type: ignore[misc]  # made at run time
    """Brings the pictures of an article, for which Wagtail asks by key, without composing the statement anew."""

    def in_bulk(self, keys: Iterable[int]) -> "dict[int, PortalImage]":
        """Return the pictures with these keys by key."""
        return {picture.pk: picture for picture in read_by_key(self.model, keys)}


class PortalImage(MediaRights, AbstractImage):
    """A picture with a compulsory alternative text (RX-3)."""

    description = models.CharField(
        _("Văn bản thay thế"),
        max_length=255,
        help_text=_("Mô tả nội dung hình cho người không nhìn thấy hình. Bắt buộc."),
    )

    # A picture shows people, and its alternative text may name them.
    personal_data = {"file": PUBLIC_DUTY, "description": PUBLIC_DUTY}

    admin_form_fields = (*Image.admin_form_fields, *RIGHTS_FIELDS)

    objects = PictureManager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("hình ảnh")
        verbose_name_plural = _("hình ảnh")
        permissions = [("choose_image", _("Được chọn hình ảnh"))]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        clean_text_fields(self)
        super().full_clean(*args, **kwargs)

    @property
    def default_alt_text(self) -> str:
        return self.description

    # Wagtail draws one size by the first of these, several at once by the second.
    @contextmanager
    def get_willow_image(self) -> Iterator[Any]:
        """Open the picture for drawing; one that is not released cannot be drawn in any size."""
        self._check_released()
        with super().get_willow_image() as picture:
            yield picture

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        """Draw the sizes that do not exist yet; of a picture that is not released none."""
        if filters:
            self._check_released()
        drawn: dict[Filter, AbstractRendition] = super().create_renditions(*filters)
        return drawn

    def _check_released(self) -> None:
        if not self.is_released:
            raise SourceImageIOError(_("Hình chưa được cho qua."))


class PortalRendition(AbstractRendition):
    """One size of a picture."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_portal_rendition")
        ]


class PortalDocument(MediaRights, AbstractDocument):
    """A file to download, with the text that search finds it by."""

    extracted_text = models.TextField(_("Văn bản trong tệp"), blank=True, editable=False)

    # A document names people: who signed it, whom it concerns.
    personal_data = {"file": PUBLIC_DUTY, "extracted_text": PUBLIC_DUTY}

    admin_form_fields = (*Document.admin_form_fields, *RIGHTS_FIELDS)

    class Meta(AbstractDocument.Meta):
        verbose_name = _("tệp tài liệu")
        verbose_name_plural = _("tệp tài liệu")
        permissions = [("choose_document", _("Được chọn tệp tài liệu"))]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        clean_text_fields(self)
        super().full_clean(*args, **kwargs)

    @property
    def filename(self) -> str:
        """Return the name that a reader's machine stores the file under; the storage has a random one."""
        return self.download_name or super().filename
