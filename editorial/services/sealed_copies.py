"""What an entry had become before it was sealed: draft pages, and copies of its files in the media library (R3.9-2).

Their rows stay, out of everybody's sight (``core.services.seals``). What lists and logs show of a row goes into the
sealed content all the same: no list that somebody adds later can tell a title.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, WorkflowState
from wagtail.search import index

from accounts.models import User
from core.models import FileDecision, PortalDocument, PortalImage
from editorial.models import Entry, EntryFile, EntryPage

WORDS = _("Nội dung được niêm phong")
PAGE_FIELDS = ("title", "draft_title", "slug", "url_path", "seo_title", "search_description")
MEDIA_FIELDS = ("title", "author_name", "source_name", "licence_note", "download_name")
LIBRARY: dict[str, tuple[type[PortalImage | PortalDocument], tuple[str, ...]]] = {
    "pictures": (PortalImage, (*MEDIA_FIELDS, "description")),
    "documents": (PortalDocument, (*MEDIA_FIELDS, "extracted_text")),
}
COMPULSORY = frozenset({"title", "description"})

Taken = dict[str, Any]

NOTHING: Taken = {"pages": {}, "pictures": {}, "documents": {}, "decisions": {}}
"""What was taken of an entry that had become nothing yet."""


def sealed_page_ids() -> QuerySet:
    """Return the ids of the pages that were made of sealed entries."""
    return EntryPage.objects.filter(entry__sealed_at__isnull=False).order_by().values("page_id")


def sealed_file_ids() -> QuerySet:
    """Return the ids of the received files that came with sealed entries."""
    return EntryFile.objects.filter(entry__sealed_at__isnull=False).order_by().values("stored_id")


def take(entry: Entry, *, actor: User) -> Taken:
    """Take down the pages of an entry, stop their workflows, and return the words of what was made of the entry."""
    taken: Taken = {"pages": {}}
    for page in _pages(entry):
        _withdraw(page, actor)
        index.remove_object(page)
        known = {name: getattr(page, name) for name in PAGE_FIELDS}
        taken["pages"][str(page.pk)] = known
        slug = f"niem-phong-{page.pk}"
        above = known["url_path"].removesuffix(f"{known['slug']}/")
        neutral = {"title": str(WORDS), "draft_title": str(WORDS), "slug": slug, "url_path": f"{above}{slug}/"}
        Page.objects.filter(pk=page.pk).update(**neutral, seo_title="", search_description="")
    for name, (_model, fields) in LIBRARY.items():
        taken[name] = {}
        for media in _copies(entry, name):
            index.remove_object(media)
            taken[name][str(media.pk)] = {field: getattr(media, field) for field in fields}
            empty = {field: str(WORDS) if field in COMPULSORY else "" for field in fields}
            type(media).objects.filter(pk=media.pk).update(**empty)
    decisions = FileDecision.objects.filter(stored_file__in=entry.files.values("stored_id"))
    taken["decisions"] = {str(one.pk): {"reason": one.reason} for one in decisions}
    decisions.update(reason=str(WORDS))
    return taken


def give_back(taken: Taken) -> None:
    """Put the words back where they stood; a page that was taken down stays a draft."""
    taken = NOTHING | taken
    for pk, row in taken["pages"].items():
        Page.objects.filter(pk=pk).update(**row)
        index.insert_or_update_object(Page.objects.get(pk=pk).specific)
    for name, (model, _fields) in LIBRARY.items():
        for pk, row in taken[name].items():
            model.objects.filter(pk=pk).update(**row)
            index.insert_or_update_object(model.objects.get(pk=pk))
    for pk, row in taken["decisions"].items():
        FileDecision.objects.filter(pk=pk).update(**row)


def _pages(entry: Entry) -> Iterator[Page]:
    for page in Page.objects.select_for_update(of=("self",)).filter(pk__in=entry.pages.values("page_id")):
        yield page.specific


def _withdraw(page: Page, actor: User) -> None:
    """A possible state secret goes down before anybody has decided; what waits for approval goes no further."""
    if page.live:
        UnpublishPageAction(page, user=actor).execute(skip_permission_checks=True)
    if page.locked:
        Page.objects.filter(pk=page.pk).update(locked=False, locked_by=None, locked_at=None)
    for state in WorkflowState.objects.active().for_instance(page):
        state.cancel(user=actor)


def _copies(entry: Entry, name: str) -> QuerySet:
    """Return the library's copies; words of what was ever public are guarded, and stay behind the seal."""
    model, _fields = LIBRARY[name]
    copies: QuerySet = model.objects.filter(stored_file__in=entry.files.values("stored_id"), first_public_at=None)
    return copies
