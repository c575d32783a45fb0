"""Blocks of the front page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import CalloutBlock, LinkListBlock, ParagraphBlock, PictureBlock, TableBlock
from core.enums import Category


class NewestBlock(blocks.StructBlock):
    """The newest items of one of the five categories."""

    heading = blocks.CharBlock(label=_("Tiêu đề"), required=False)
    category = blocks.ChoiceBlock(label=_("Chuyên mục chính"), choices=Category.choices)
    number = blocks.IntegerBlock(label=_("Số mục"), default=4, min_value=1, max_value=12)

    class Meta:
        icon = "list-ul"
        label = _("Mới nhất của một chuyên mục")
        template = "blocks/newest.html"
        description = _("Tin, văn bản mới nhất kèm ngày và cơ quan")
        preview_value = {"heading": "Văn bản mới", "category": Category.DOCUMENTS.value, "number": 3}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        frame = context.get("frame")
        context["items"] = context.get("newest", {}).get(value["category"], [])[: value["number"]]
        context["heading"] = value["heading"] or Category(value["category"]).label
        context["url"] = frame.category_url(value["category"]) if frame else ""
        return context


class HomeStreamBlock(blocks.StreamBlock):
    """What editors may put on the front page, below the search field."""

    newest = NewestBlock()
    paragraph = ParagraphBlock()
    callout = CalloutBlock()
    picture = PictureBlock()
    table = TableBlock()
    links = LinkListBlock()

    class Meta:
        label = _("Các khối")
