"""Fill the portal: results filed under year pages of chuyên mục thành phần, with their register rows."""

from typing import Any

from django.db import connection
from wagtail.models import Page, Site

from bench.content import SECTIONS, Article, articles
from bench.fill import add_pages, analyse, body_json, copy_rows, index_for_wagtail, run_in_batches
from core.enums import Category
from core.lib import text
from core.models import BasePage
from core.models.pages import public_path
from home.models import HomePage, SectionPage, YearPage
from home.services.filing import year_page
from news.models import ResultPage

OWN_COLUMNS = (
    "page_ptr_id", "summary", "author_name", "source_name", "source_reference", "source_url", "body", "period_name",
)  # fmt: skip
REGISTER_COLUMNS = (
    "page_id", "kind", "path", "category", "level1_id", "level2_id", "level3_id", "is_listed", "title", "summary",
    "number", "unit_code", "unit_name", "author", "source", "listed_at", "first_published_at", "updated_at",
    "search_text",
)  # fmt: skip


def fill(count: int) -> None:
    """Make home, sections, year pages and ``count`` live pages with their rows in the register."""
    home = _published(Page.objects.get(depth=1), HomePage(title="Trang chủ", slug="trang-chu", body=_home_blocks()))
    Site.objects.update(root_page=home)
    news = _published(home, SectionPage(title="Tin tức", slug="tin-tuc"))
    results = _published(news, SectionPage(title="Kết quả", slug="ket-qua", main_category=Category.RESULTS))
    for number, category in enumerate(other for other in Category if other != Category.RESULTS):
        _published(news, SectionPage(title=str(category.label), slug=f"muc-{number}", main_category=category))
    sections = [_published(results, SectionPage(title=title, slug=text.slugify(title))) for title in SECTIONS]
    years: dict[tuple[int, int], YearPage] = {}

    def parent(article: Article) -> YearPage:
        key = (article.section, article.published_at.year)
        if key not in years:
            years[key] = year_page(sections[article.section], article.published_at.year)
        return years[key]

    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE folded (page_id bigint, title text, summary text, body text)")
    stored = add_pages(ResultPage, ((parent(article), article) for article in articles(count)))
    levels = (news.pk, results.pk, [section.pk for section in sections])
    run_in_batches(stored, lambda batch: _store(batch, levels))
    _index()
    index_for_wagtail(ResultPage, "portal_unaccent", "news_resultpage", "body")
    analyse()


def _published(parent: Page, page: BasePage) -> Any:
    page.live = False
    added = parent.add_child(instance=page)
    added.save_revision().publish()
    added.refresh_from_db()
    return added


def _home_blocks() -> list[dict[str, Any]]:
    return [{"type": "newest", "value": {"heading": "", "category": code, "number": 4}} for code in Category.values]


def _store(batch: list[tuple[Page, Article]], levels: tuple[int, int, list[int]]) -> None:
    copy_rows(
        "news_resultpage",
        OWN_COLUMNS,
        [(page.pk, article.summary, "", "", "", "", body_json(article), "") for page, article in batch],
    )
    copy_rows("core_publisheditem", REGISTER_COLUMNS, [_register_row(page, article, levels) for page, article in batch])
    copy_rows(
        "folded",
        ("page_id", "title", "summary", "body"),
        [
            (page.pk, text.fold(article.title), text.fold(article.summary), text.fold(article.text))
            for page, article in batch
        ],
    )


def _register_row(page: Page, article: Article, levels: tuple[int, int, list[int]]) -> tuple[Any, ...]:
    moment = article.published_at
    return (
        page.pk, "news.resultpage", public_path(page), Category.RESULTS.value, levels[0], levels[1],
        levels[2][article.section], True, article.title, article.summary, "", "", "", "", "", moment, moment, moment,
        article.text,
    )  # fmt: skip


def _index() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE core_publisheditem item
            SET search_vector = setweight(to_tsvector('simple', folded.title), 'A')
                || setweight(to_tsvector('simple', folded.summary), 'C')
                || setweight(to_tsvector('simple', folded.body), 'D')
            FROM folded WHERE folded.page_id = item.page_id
            """
        )
        cursor.execute("REINDEX TABLE core_publisheditem")
