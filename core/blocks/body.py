"""The stream of blocks that makes up the body of an article."""

from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.media import FilesBlock, PictureBlock, VideoLinkBlock
from core.blocks.text import AccordionBlock, CalloutBlock, LinkListBlock, ParagraphBlock, QuoteBlock, TableBlock

SEARCHABLE_HTML_LIMIT = 1_000_000  # characters, before any tag is stripped


class BodyStreamBlock(blocks.StreamBlock):
    """Everything an article may hold, in the order editors reach for it."""

    paragraph = ParagraphBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    table = TableBlock()
    files = FilesBlock()
    accordion = AccordionBlock()
    links = LinkListBlock()
    video = VideoLinkBlock()

    class Meta:
        label = _("Nội dung")

    def searchable_text(self, value: Any) -> str:
        """Return the plain words of a body for search."""
        html = " ".join(str(part) for part in self.get_searchable_content(value))
        return unescape(strip_tags(html[:SEARCHABLE_HTML_LIMIT].replace("<", " <")))
