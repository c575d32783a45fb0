"""Show an editor what a supplier wrote beside what a page says now (R6.3a-3)."""

import re
from html import unescape

from django.utils.html import strip_tags
from wagtail.models import Page

from core.models import ContentPage
from documents.models import LegalDocumentPage
from editorial.models import Entry, EntryPage
from editorial.rules.comparison import Piece, differences
from editorial.services.drafting import main_text_of, words_of_file
from editorial.services.files import files_of

ENDS_OF_LINES = re.compile(r"</(?:p|h[2-4]|li)>|<br ?/?>")


def origin_of(page: Page) -> EntryPage | None:
    """Return the note of the entry that a page was made of, or None."""
    return EntryPage.objects.select_related("entry__agency", "entry__sender", "made_by").filter(page_id=page.pk).first()


def original_text(entry: Entry) -> str:
    """Return the untouched words of an entry: title, what was typed, and the file that holds the text.

    A sealed entry has none.
    """
    if entry.is_sealed:
        return ""
    main = main_text_of(files_of(entry))
    return "\n".join(part for part in (entry.title, entry.body, words_of_file(main) if main else "") if part)


def edited_text(page: ContentPage) -> str:
    """Return the words of a page by paragraphs, as they stand in memory; each cell of a table is one."""
    parts = [page.title, page.full_text if isinstance(page, LegalDocumentPage) else ""]
    for block in page.body:
        if block.block_type == "paragraph":
            parts.append(unescape(strip_tags(ENDS_OF_LINES.sub("\n", block.value.source))))
        elif block.block_type == "table":
            parts += [str(cell or "") for row in block.value.get("data", []) for cell in row]
        else:
            parts += [str(words) for words in block.block.get_searchable_content(block.value)]
    return "\n".join(part for part in parts if part)


def compared(made: EntryPage, page: ContentPage) -> list[Piece]:
    """Return word by word what editing kept, dropped and added, the file's text that was typed twice told once."""
    return differences(original_text(made.entry), edited_text(page))


def texts_of(entry: Entry) -> list[tuple[int, str]]:
    """Return id and latest words of each page that was made of an entry, for who opens a seal."""
    drafts = [made.page.specific.get_latest_revision_as_object() for made in entry.pages.select_related("page")]
    return [(draft.pk, edited_text(draft)) for draft in drafts if isinstance(draft, ContentPage)]
