"""RSS and Atom for the whole portal and for each section, drawn from the register (RX-5, R3.5-2, R3.6-1)."""

from collections.abc import Iterable
from datetime import datetime
from io import StringIO
from typing import IO, Any
from xml.sax.handler import ContentHandler

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

from core.addresses import absolute
from core.models import PublishedItem
from home.models import SectionPage

FEED_LENGTH = 30
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
TAG_YEAR = 2026  # the year from which the host name is ours (RFC 4151)


class _SourceElements:
    """Source, agency and number of an item as Dublin Core, beside what the format itself has."""

    def write(self, outfile: IO[str], encoding: str) -> None:
        """Write the feed in one piece: an answer takes thousands of small ones slowly."""
        written = StringIO()
        super().write(written, encoding)  # type: ignore[misc]  # a mixin of feeds
        outfile.write(written.getvalue())

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:dc": DUBLIN_CORE}  # type: ignore[misc]  # a mixin of feeds

    def add_item_elements(self, handler: ContentHandler, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)  # type: ignore[misc]  # a mixin of feeds
        for name, value in item["dublin_core"].items():
            if value:
                handler.addQuickElement(f"dc:{name}", value)  # type: ignore[attr-defined]  # Django passes its own generator


class RssWithSource(_SourceElements, Rss201rev2Feed):
    """RSS 2.0 with Dublin Core."""


class AtomWithSource(_SourceElements, Atom1Feed):
    """Atom 1.0 with Dublin Core."""


@method_decorator([cache_control(public=True, max_age=60), conditional_page], name="__call__")
class RssFeed(Feed):
    """The newest items of the portal or of one section."""

    feed_type: type[SyndicationFeed] = RssWithSource
    prefix = "rss"
    language = settings.LANGUAGE_CODE

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().__call__(request, *args, **kwargs)
        return response

    def get_object(self, request: HttpRequest, path: str = "") -> PublishedItem | None:
        if not path:
            return None
        section = PublishedItem.objects.narrow().filter(path=f"/{path}", kind=SectionPage._meta.label_lower).first()
        if section is None or _level(section) is None:
            raise Http404(_("Không có chuyên mục này."))
        return section

    def title(self, section: PublishedItem | None) -> str:
        return f"{section.title} – {_('Cải cách hành chính Hà Nội')}" if section else _("Cải cách hành chính Hà Nội")

    def subtitle(self, section: PublishedItem | None) -> str:
        return self.description(section)

    def description(self, section: PublishedItem | None) -> str:
        return (section and section.summary) or _("Thông tin mới của Trang thông tin Cải cách hành chính.")

    def link(self, section: PublishedItem | None) -> str:
        return absolute(section.path if section else "/")

    def feed_url(self, section: PublishedItem | None) -> str:
        return absolute(f"/{self.prefix}{section.path if section else '/'}")

    def feed_guid(self, section: PublishedItem | None) -> str:
        return _tag(f"muc-{section.page_id}" if section else "moi")

    def items(self, section: PublishedItem | None) -> Iterable[PublishedItem]:
        newest = PublishedItem.objects.listed()
        if section is not None:
            newest = newest.in_section(section.page_id, _level(section) or 1)
        return newest[:FEED_LENGTH]

    def item_title(self, item: PublishedItem) -> SafeString | str:
        return item.title

    def item_description(self, item: PublishedItem) -> str:
        paragraphs = [item.summary, *_notices(item), *_sources(item), item.citation]
        return format_html_join("", "<p>{}</p>", ((paragraph,) for paragraph in paragraphs if paragraph))

    def item_link(self, item: PublishedItem) -> str:
        return absolute(item.path)

    def item_guid(self, item: PublishedItem) -> str:
        return _tag(f"trang-{item.page_id}")

    item_guid_is_permalink = False

    def item_author_name(self, item: PublishedItem) -> str | None:
        return item.author or item.unit_name or None

    def item_pubdate(self, item: PublishedItem) -> datetime:
        return item.first_published_at

    def item_updateddate(self, item: PublishedItem) -> datetime:
        return item.updated_at

    def item_categories(self, item: PublishedItem) -> tuple[str, ...]:
        return tuple(name for name in (item.category_label, item.unit_name) if name)

    def item_copyright(self, item: PublishedItem) -> str:
        return item.citation

    def item_extra_kwargs(self, item: PublishedItem) -> dict[str, Any]:
        rights = item.citation
        names = {"source": item.source, "publisher": item.unit_name, "identifier": item.number, "rights": rights}
        return {"dublin_core": names}


class AtomFeed(RssFeed):
    """The same items as Atom."""

    feed_type = AtomWithSource
    prefix = "atom"


def _sources(item: PublishedItem) -> tuple[str, ...]:
    return (
        f"{_('Số, ký hiệu')}: {item.number}" if item.number else "",
        f"{_('Cơ quan, đơn vị')}: {item.unit_name}" if item.unit_name else "",
        f"{_('Tác giả')}: {item.author}" if item.author else "",
        f"{_('Nguồn tin')}: {item.source}" if item.source else "",
    )


def _notices(item: PublishedItem) -> tuple[str, ...]:
    """Return what readers have to know before they believe the rest."""
    mark, corrections = item.notices.get("recheck"), item.notices.get("corrections", ())
    return (
        f"{_('Đang xác thực lại')}: {mark['reason']}" if mark else "",
        *(f"{_('Đính chính')}: {one['wrong']} → {one['right']}" for one in corrections),
    )


def _level(section: PublishedItem) -> int | None:
    ids = (section.level1_id, section.level2_id, section.level3_id)
    return ids.index(section.page_id) + 1 if section.page_id in ids else None


def _tag(name: str) -> str:
    """Return an identifier that stays the same when the page moves (RFC 4151)."""
    return f"tag:{settings.CANONICAL_HOST},{TAG_YEAR}:{name}"
