"""The plain Wagtail site: articles straight below their section."""

from math import ceil

from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import Page, Site

from bench.content import SECTIONS, Article, articles
from bench.fill import add_pages, analyse, body_json, copy_rows, index_for_wagtail, run_in_batches
from bench.pictures import add_pictures, refer
from bench.plain.site.models import PAGE_SIZE, ArticlePage, HomePage, OpinionField, OpinionPage, SectionPage

ARTICLE = ArticlePage
FEED = "/rss/"
SEARCH = "/search/?query="
EXPLORER = "/admin/pages/"
COLUMNS = ("page_ptr_id", "date", "intro", "body", "image_id")


def fill(count: int) -> None:
    """Make home, sections and ``count`` live articles."""
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Home", slug="trang-chu"))
    Site.objects.update(root_page=home)
    sections = [
        home.add_child(instance=SectionPage(title=title, slug=f"muc-{number}", show_in_menus=True))
        for number, title in enumerate(SECTIONS)
    ]
    form = home.add_child(instance=OpinionPage(title="Useful?", slug="useful"))
    OpinionField.objects.create(page=form, label="Useful", field_type="radio", choices="Yes\r\nNo", sort_order=0)
    OpinionField.objects.create(page=form, label="Words", field_type="multiline", required=False, sort_order=1)
    pictures = add_pictures(count)
    pairs: list[tuple[int, int]] = []

    def store(batch: list[tuple[Page, Article]]) -> None:
        rows = [
            (page.pk, article.published_at, article.summary, body_json(article), pictures[article.number])
            for page, article in batch
        ]
        copy_rows("plain_articlepage", COLUMNS, rows)
        pairs.extend((page.pk, pictures[article.number]) for page, article in batch)

    run_in_batches(add_pages(ArticlePage, ((sections[article.section], article) for article in articles(count))), store)
    refer(ArticlePage, pairs)
    index_for_wagtail(ArticlePage, "simple", "plain_articlepage", "body")
    analyse()


def menu() -> int:
    """Read the menu as each page does and return its number of entries."""
    return len(Site.objects.get().root_page.get_children().live().in_menu())


def section_of(article: ArticlePage) -> Page:
    """Return the section in whose list an article stands."""
    return article.get_parent()


def form_address(article: ArticlePage) -> str:
    """Return the address of the one form."""
    return address(OpinionPage.objects.get())


def filled_form(path: str) -> dict[str, str]:
    """Return what a browser sends."""
    return {"useful": "Yes", "words": "Rõ ràng, dễ đọc."}


def stored_forms() -> int:
    """Return how many submissions are stored."""
    return FormSubmission.objects.count()


def last_list_page(section: Page) -> str:
    """Return the address of the last page of a section's list."""
    return f"{address(section)}?page={ceil(section.numchild / PAGE_SIZE)}"


def address(page: Page) -> str:
    """Return the path of a page."""
    return str(page.get_url())


def confirm(client: Client, user: AbstractBaseUser) -> None:
    """Do nothing: the plain site asks for a password only."""


def publish(page: Page) -> None:
    """Publish a changed page as Wagtail does."""
    page.save_revision().publish()


def move_to_front(page: Page, parent: Page) -> None:
    """Move a page before its siblings."""
    page.move(parent, pos="first-child")
