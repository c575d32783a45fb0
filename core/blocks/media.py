"""Blocks of pictures, files and links to videos."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    """A picture with caption; alternative text and source belong to the picture itself."""

    image = ImageChooserBlock(label=_("Hình ảnh"))
    caption = blocks.CharBlock(label=_("Chú thích"), required=False)

    class Meta:
        icon = "image"
        label = _("Hình ảnh")
        template = "blocks/picture.html"
        description = _("Hình ảnh kèm chú thích và nguồn")
        preview_value: dict[str, Any] = {"image": None, "caption": "Bộ phận một cửa phường Hoàn Kiếm"}


class FilesValue(blocks.StructValue):
    """The files as a list of downloads shows them."""

    @property
    def downloads(self) -> list[dict[str, Any]]:
        """Return title, kind in capitals, bytes and address of each file that still exists."""
        return [
            {"title": file.title, "type": file.file_extension.upper(), "size": file.get_file_size(), "url": file.url}
            for file in self["files"]
            if file
        ]


class FilesBlock(blocks.StructBlock):
    """Files to download, shown with type and size."""

    heading = blocks.CharBlock(label=_("Tiêu đề"), default="Tệp đính kèm")
    files = blocks.ListBlock(DocumentChooserBlock(), label=_("Tệp"), min_num=1)

    class Meta:
        icon = "doc-full"
        label = _("Tệp đính kèm")
        template = "blocks/files.html"
        description = _("Danh sách tệp để tải về")
        value_class = FilesValue
        preview_value: dict[str, Any] = {"heading": "Tệp đính kèm", "files": []}


class VideoLinkBlock(blocks.StructBlock):
    """A link to a video elsewhere: the portal itself calls no third party."""

    title = blocks.CharBlock(label=_("Tên video"))
    address = blocks.URLBlock(label=_("Địa chỉ"))
    transcript = blocks.TextBlock(label=_("Lời của video"), required=False)

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video_link.html"
        description = _("Liên kết tới video kèm lời thoại")
        preview_value = {"title": "Phóng sự", "address": "https://hanoi.gov.vn", "transcript": "Lời thoại"}
