"""Say what keeps a page from being approved: category, author, source, rights in pictures (Articles 3.3 and 3.5)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.models import Agency
from core.enums import FileKind
from core.lib import dates
from core.models import BasePage, ContentPage, PortalDocument, PortalImage
from documents.models import LegalDocumentPage
from editorial.models import Entry, EntryPage, Source, SourceMark
from editorial.models.sources import source_key
from editorial.rules.readiness import Flaw
from editorial.rules.sources import SourceFacts, licence_flaw, source_flaw
from editorial.rules.states import ON_THE_WAY

RIGHTS_NEEDED = frozenset({FileKind.IMAGE, FileKind.DRAWING, FileKind.AUDIO, FileKind.VIDEO})
AN_AGENCY = SourceFacts(is_official=True, needs_permission=False, valid_from=date.min, valid_until=None)


class NotReadyError(ValidationError):
    """A page cannot be approved for what it lacks; each message names the field."""

    def __init__(self, page_id: int, found: Sequence[Flaw]) -> None:
        super().__init__([f"{flaw.label}: {flaw.message}" for flaw in found])
        self.page_id = page_id


def require_ready(page: Page, *, now: datetime) -> None:
    """Raise NotReadyError for what keeps a page of a revision from being approved today (R3.3-3, R3.5-1, R3.5-3)."""
    if found := flaws(page, day=dates.local_date(now)):
        raise NotReadyError(page.pk, found)


def flaws(page: Page, *, day: date) -> list[Flaw]:
    """Return what keeps a page, as it stands in memory, from being approved on a day; nothing when it is ready.

    Hand in the page of the revision in question: ``revision.as_object()``. Pages without a body, such as sections,
    have nothing to be checked here. The number of queries does not grow with the page.
    """
    found = page.specific
    if not isinstance(found, ContentPage):
        return []
    return [*_place(found), *_authorship(found), *_source(found, day), *_media(found), *_standing(found)]


def _label(page: BasePage, name: str) -> str:
    return str(page._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a column of the page


def _flaw(page: BasePage, name: str, message: str) -> Flaw:
    return Flaw(name, _label(page, name), message)


def _place(page: ContentPage) -> Iterator[Flaw]:
    parent = page.get_parent()
    if page.belongs_to and (parent is None or not page.fits_below(parent)):
        yield Flaw("category", _("Chuyên mục"), _("Trang chưa nằm trong mục của chuyên mục chính (Điều 4)."))


def _authorship(page: ContentPage) -> Iterator[Flaw]:
    if isinstance(page, LegalDocumentPage):
        if not page.unit_name:
            yield _flaw(page, "issuer_name", _("Ghi cơ quan ban hành: đó là nguồn của văn bản (Điều 3 khoản 5)."))
        return
    if page.belongs_to and not page.author_name and not page.source_name:
        yield _flaw(page, "author_name", _("Ghi tác giả, hoặc nguồn tin khi sử dụng lại (Điều 3 khoản 5)."))


def _source(page: ContentPage, day: date) -> Iterator[Flaw]:
    if not page.source_name:
        return
    if Agency.objects.filter(name__iexact=page.source_name).exists():
        return
    found = Source.objects.filter(name_key=source_key(page.source_name)).prefetch_related("permissions").first()
    if problem := source_flaw(found.facts() if found else None, day=day, category=page.belongs_to):
        yield _flaw(page, "source_name", problem)
    if not page.author_name:
        yield _flaw(page, "author_name", _("Trích dẫn, sử dụng lại phải ghi tên tác giả (Điều 3 khoản 5)."))
    if not page.source_reference and not page.source_url:
        yield _flaw(
            page,
            "source_reference",
            _("Trích dẫn, sử dụng lại phải dẫn tiêu đề, ngày, số văn bản hoặc địa chỉ của nguồn."),
        )


def _media(page: ContentPage) -> Iterator[Flaw]:
    pictures, files = _used(page)
    for picture in PortalImage.objects.filter(pk__in=pictures).select_related("stored_file").order_by("pk"):
        label = _("Hình ảnh “%(title)s”") % {"title": picture.title}
        if not picture.description.strip():
            yield Flaw("body", label, _("chưa có văn bản thay thế cho người không nhìn thấy hình"), picture.pk)
        yield from (replace(flaw, picture=picture.pk) for flaw in _rights(picture, label))
    for file in PortalDocument.objects.filter(pk__in=files).select_related("stored_file").order_by("pk"):
        label = _("Tệp “%(title)s”") % {"title": file.title}
        needs = file.stored_file is not None and file.stored_file.kind in RIGHTS_NEEDED
        yield from _rights(file, label, needs_licence=needs)


def _rights(media: PortalImage | PortalDocument, label: str, *, needs_licence: bool = True) -> Iterator[Flaw]:
    if not media.is_released:
        yield Flaw("body", label, _("chưa được cho qua khâu kiểm tra tệp"))
    problem = licence_flaw(licence=media.licence, licence_note=media.licence_note, author_name=media.author_name)
    if needs_licence and problem:
        yield Flaw("body", label, problem)


def _used(page: ContentPage) -> tuple[set[int], set[int]]:
    """Return the pictures and files of the body, links in running text included, and those of a legal document."""
    pictures: set[int] = set()
    files: set[int] = set()
    for model, pk, _path, _content in page._meta.get_field("body").extract_references(page.body):
        if model is PortalImage:
            pictures.add(int(pk))
        elif model is PortalDocument:
            files.add(int(pk))
    if isinstance(page, LegalDocumentPage):
        files |= {row.file_id for row in page.files.all()}
    return pictures, files


def _standing(page: ContentPage) -> Iterator[Flaw]:
    """Hold the page while its entry is not accepted, or word of its source is not dealt with (one query if neither)."""
    made = EntryPage.objects.filter(page_id=OuterRef("pk"))
    marks = SourceMark.objects.filter(page_id=OuterRef("pk"), handling="")
    # What was merged into an earlier entry stands where that one does.
    told = {
        name: Coalesce(Subquery(made.values(f"entry__merged_into__{name}")), Subquery(made.values(f"entry__{name}")))
        for name in ("id", "state")
    }
    found = Page.objects.filter(pk=page.pk).values_list(told["id"], told["state"], Exists(marks)).first()
    if found is None:
        return
    pk, state, is_marked = found
    if is_marked:
        yield from _marks(page)
    if state and state not in ON_THE_WAY:
        entry = Entry(pk=pk, state=state)
        words = _("%(code)s đang ở trạng thái “%(state)s”; nhận đăng lại rồi mới duyệt trang.")
        yield Flaw("entry", _("Tin, bài gửi đến"), words % {"code": entry.code, "state": entry.get_state_display()})


def _marks(page: ContentPage) -> Iterator[Flaw]:
    for mark in SourceMark.objects.filter(page_id=page.pk, handling="").order_by("pk"):
        told = _("Nguồn đã %(news)s nội dung này (%(reference)s); ghi cách xử lý trước khi duyệt.")
        yield _flaw(page, "source_name", told % {"news": mark.get_news_display(), "reference": mark.reference})
