"""Blocks of words: paragraphs, quotes, call-outs, tables and lists of links."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock

PARAGRAPH_FEATURES = ["h2", "h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]
PLAIN_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with headings and lists."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", PARAGRAPH_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Đoạn văn")
        template = "blocks/paragraph.html"
        description = _("Chữ, tiêu đề mục, danh sách, liên kết")
        preview_value = "<h2>Kết quả sáu tháng đầu năm</h2><p>Thành phố đã rút ngắn thời gian giải quyết.</p>"


class QuoteBlock(blocks.StructBlock):
    """Words of a person or text, with the speaker."""

    text = blocks.TextBlock(label=_("Lời trích"))
    speaker = blocks.CharBlock(label=_("Người nói hoặc văn bản"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Trích dẫn")
        template = "blocks/quote.html"
        description = _("Lời của một người hoặc một văn bản")
        preview_value = {"text": "Lấy người dân, doanh nghiệp làm trung tâm.", "speaker": "Kế hoạch năm 2026"}


class CalloutBlock(blocks.StructBlock):
    """A short text that must not be overlooked."""

    heading = blocks.CharBlock(label=_("Tiêu đề"), required=False)
    text = blocks.RichTextBlock(label=_("Nội dung"), features=PLAIN_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Lưu ý")
        template = "blocks/callout.html"
        description = _("Điều người đọc cần thấy ngay")
        preview_value = {"heading": "Lưu ý", "text": "<p>Hạn gửi báo cáo là ngày 30/11/2026.</p>"}


class AccordionBlock(blocks.StructBlock):
    """Questions that open one by one."""

    entries = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("heading", blocks.CharBlock(label=_("Tiêu đề"))),
                ("text", blocks.RichTextBlock(label=_("Nội dung"), features=PLAIN_FEATURES)),
            ]
        ),
        label=_("Các mục"),
        min_num=1,
    )

    class Meta:
        icon = "list-ul"
        label = _("Mục gập mở")
        template = "blocks/accordion.html"
        description = _("Danh sách câu hỏi và trả lời, mở từng mục")
        preview_value = {"entries": [{"heading": "Ai được gửi tin?", "text": "<p>Mọi cơ quan, tổ chức, cá nhân.</p>"}]}


class TableBlock(WagtailTableBlock):
    """A table whose first row or column says what the figures mean (RX-3)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("table_options", {"startRows": 3, "startCols": 3, "minSpareRows": 0})
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value and not (value.get("first_row_is_table_header") or value.get("first_col_is_header")):
            raise ValidationError(_("Bảng phải có hàng đầu hoặc cột đầu làm tiêu đề."))
        if value and not value.get("table_caption"):
            raise ValidationError(_("Bảng phải có tên bảng để người dùng trình đọc màn hình hiểu."))
        return value

    class Meta:
        icon = "table"
        label = _("Bảng")
        template = "blocks/table.html"
        description = _("Bảng số liệu có hàng hoặc cột tiêu đề")
        preview_value = {
            "data": [["Năm", "Chỉ số"], ["2023", "91,43"]],
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_caption": "Chỉ số cải cách hành chính",
        }


class LinkValue(blocks.StructValue):
    """A link's address, whether it leads to a page or outside."""

    @property
    def url(self) -> str:
        page = self.get("page")
        return page.url if page else self.get("address", "")

    @property
    def text(self) -> str:
        page = self.get("page")
        return self.get("title") or (page.title if page else self.get("address", ""))


def validate_link_address(address: str) -> None:
    """Accept an outside address, or the path of a screen of the portal that is no page of the tree."""
    if address.startswith("/"):
        RegexValidator(r"\A/([a-z0-9-]+/)*\Z", _("Địa chỉ trên Trang viết như /cung-cap-thong-tin/."))(address)
    else:
        words = _("Hãy ghi địa chỉ bắt đầu bằng https:// hoặc bằng /.")
        URLValidator(schemes=["http", "https"], message=words)(address)


class LinkBlock(blocks.StructBlock):
    """A page of the portal, another of its screens, or an outside address."""

    page = blocks.PageChooserBlock(label=_("Trang"), required=False)
    address = blocks.CharBlock(
        label=_("Hoặc địa chỉ khác"),
        help_text=_("Địa chỉ ngoài (https://…), hoặc biểu mẫu trên Trang, ví dụ /cung-cap-thong-tin/."),
        required=False,
        max_length=1000,
        validators=[validate_link_address],
    )
    title = blocks.CharBlock(label=_("Chữ của liên kết"), required=False)

    class Meta:
        icon = "link"
        label = _("Liên kết")
        value_class = LinkValue

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if bool(value.get("page")) == bool(value.get("address")):
            raise blocks.StructBlockValidationError(
                block_errors={"page": ValidationError(_("Chọn một trang hoặc nhập một địa chỉ, không cả hai."))}
            )
        return value


class LinkListBlock(blocks.StructBlock):
    """A short list of links under one heading."""

    heading = blocks.CharBlock(label=_("Tiêu đề"))
    links = blocks.ListBlock(LinkBlock(), label=_("Liên kết"), min_num=1)

    class Meta:
        icon = "link"
        label = _("Danh sách liên kết")
        template = "blocks/link_list.html"
        description = _("Các trang liên quan hoặc địa chỉ ngoài")
        preview_value = {
            "heading": "Xem thêm",
            "links": [{"page": None, "address": "https://hanoi.gov.vn", "title": "Cổng thông tin Thành phố"}],
        }
