"""Blocks that editors build a page's body from."""

from core.blocks.body import BodyStreamBlock
from core.blocks.media import FilesBlock, PictureBlock, VideoLinkBlock
from core.blocks.text import AccordionBlock, CalloutBlock, LinkListBlock, ParagraphBlock, QuoteBlock, TableBlock

__all__ = [
    "AccordionBlock",
    "BodyStreamBlock",
    "CalloutBlock",
    "FilesBlock",
    "LinkListBlock",
    "ParagraphBlock",
    "PictureBlock",
    "QuoteBlock",
    "TableBlock",
    "VideoLinkBlock",
]
