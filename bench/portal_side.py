"""The portal: articles filed under the year pages of the five main categories, with their register rows."""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from psycopg.types.json import Jsonb
from wagtail.models import Page, Site

from accounts.models import Agency, User
from accounts.services import sessions
from accounts.services.agency_seeding import seed_agencies
from bench.chain import write_together
from bench.content import SECTIONS, Article, articles
from bench.fill import add_pages, analyse, body_json, copy_rows, index_for_wagtail, run_in_batches, without_gin
from bench.pictures import add_pictures, refer
from core.enums import Category
from core.lib import clock, text
from core.lib.proof_of_work import solve
from core.models import BasePage, PublishedItem
from core.models.pages import public_path
from core.models.published_statements import JSON_COLUMNS
from core.rules.paging import PAGE_SIZE, Cursor
from core.rules.word_pairs import pairs_of_texts
from core.services import abuse
from core.services.approvals import record_move
from core.services.changes import set_up
from core.services.register import register
from home.forms import YES, OpinionForm
from home.models import HomePage, PageOpinion, SectionPage, YearPage
from home.models.sections import OLDER
from home.services.filing import year_page
from home.services.lookup import current_frame
from news.models import ResultPage
from portal.content.pages import publish

Levels = tuple[int, list[int]]

CATEGORIES = (Category.RESULTS, *(category for category in Category if category != Category.RESULTS))
ARTICLE = ResultPage
FEED = "/rss/"
SEARCH = "/tim-kiem/?q="
EXPLORER = "/quan-tri/pages/"
OWN_COLUMNS = (
    "page_ptr_id", "agency_id", "summary", "author_name", "source_name", "source_reference", "source_url", "body",
    "period_name",
)  # fmt: skip
SEARCH_COLUMNS = ("search_vector", "search_pairs")
REGISTER_COLUMNS = tuple(
    field.attname for field in PublishedItem._meta.concrete_fields if field.attname not in ("id", *SEARCH_COLUMNS)
)
FOLDED_COLUMNS = ("folded_title", "folded_summary", "folded_body")
STAGING_COLUMNS = (*REGISTER_COLUMNS, *FOLDED_COLUMNS, "pairs")
STAGING = f"""
    CREATE TEMPORARY TABLE staging AS
    SELECT {", ".join(REGISTER_COLUMNS)}, {", ".join(f"''::text AS {name}" for name in FOLDED_COLUMNS)},
        '{{}}'::text[] AS pairs
    FROM core_publisheditem WITH NO DATA
"""
MOVE = f"""
    INSERT INTO core_publisheditem ({", ".join(REGISTER_COLUMNS)}, search_vector, search_pairs)
    SELECT {", ".join(REGISTER_COLUMNS)},
        setweight(to_tsvector('simple', folded_title), 'A') || setweight(to_tsvector('simple', folded_summary), 'C')
        || setweight(to_tsvector('simple', folded_body), 'D'), array_to_tsvector(pairs)
    FROM staging
"""


def fill(count: int) -> None:
    """Make home, sections, year pages and ``count`` live pages with their rows in the register."""
    home = _published(Page.objects.get(depth=1), HomePage(title="Trang chủ", slug="trang-chu", body=_home_blocks()))
    with set_up("bench"):
        Site.objects.update(root_page=home)
    news = _published(home, SectionPage(title="Tin tức", slug="tin-tuc"))
    sections = [
        _published(news, SectionPage(title=title, slug=f"muc-{number}", main_category=category))
        for number, (title, category) in enumerate(zip(SECTIONS, CATEGORIES, strict=True))
    ]
    seed_agencies()
    agencies = list(Agency.objects.order_by("pk"))
    years: dict[tuple[int, int], YearPage] = {}

    def parent(article: Article) -> YearPage:
        key = (article.section, article.published_at.year)
        if key not in years:
            years[key] = year_page(sections[article.section], article.published_at.year)
        return years[key]

    with connection.cursor() as cursor:
        cursor.execute(STAGING)
        # What years of publishing would leave comes at once, without a revision and an approval for each page.
        cursor.execute("ALTER TABLE wagtailcore_page DISABLE TRIGGER core_page_enters")
    stored = add_pages(ResultPage, ((parent(article), article) for article in articles(count)))
    levels = (news.pk, [section.pk for section in sections])
    with set_up("bench"):
        pictures = add_pictures(count)
    pairs: list[tuple[int, int]] = []

    def store(batch: list[tuple[Page, Article]]) -> None:
        _store(batch, levels, agencies, pictures)
        pairs.extend((page.pk, pictures[article.number]) for page, article in batch)

    run_in_batches(stored, store)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE wagtailcore_page ENABLE ALWAYS TRIGGER core_page_enters")
    refer(ResultPage, pairs)
    _register()
    _check()
    index_for_wagtail(ResultPage, "portal_unaccent", "news_resultpage", "body")
    analyse()


def menu() -> int:
    """Read the menu as each page does and return its number of entries."""
    return len(current_frame().menu)


def section_of(article: ResultPage) -> Page:
    """Return the section in whose list an article stands."""
    return article.get_parent().get_parent()


def last_list_page(section: Page) -> str:
    """Return the address of the last page of a section's list."""
    rows = PublishedItem.objects.listed().in_section(section.pk, level=2)
    after = rows.reverse()[PAGE_SIZE : PAGE_SIZE + 1].get()
    return f"{address(section)}?{OLDER}={Cursor(after.listed_at, after.page_id)}"


def address(page: Page) -> str:
    """Return the path of a page."""
    return public_path(page)


def form_address(article: ResultPage) -> str:
    """Return where readers say whether an article was useful."""
    return reverse("opinion", args=[article.pk])


def filled_form(path: str) -> dict[str, str]:
    """Return what a browser sends a minute after it opened the form, with its proof of work."""
    form = OpinionForm(guard_action=path.split("/")[2])
    challenge = abuse.challenge(form, now=clock.now() - timedelta(minutes=1))
    proof = {form.TOKEN: challenge.token, form.NUMBER: str(solve(challenge)), form.TRAP: ""}
    return proof | {"is_useful": YES, "words": "Rõ ràng, dễ đọc."}


def stored_forms() -> int:
    """Return how many opinions are stored."""
    return PageOpinion.objects.count()


def confirm(client: Client, user: User) -> None:
    """Give a signed-in session its second factor."""
    session = client.session
    sessions.note_factor(session, user, "totp", now=clock.now())
    session.save()


def _published(parent: Page, page: BasePage) -> Any:
    page.live = False
    added = parent.add_child(instance=page)
    publish(added)
    added.refresh_from_db()
    return added


def _home_blocks() -> list[dict[str, Any]]:
    return [{"type": "newest", "value": {"heading": "", "category": code, "number": 4}} for code in Category.values]


def _store(batch: list[tuple[Page, Article]], levels: Levels, agencies: list[Agency], pictures: list[int]) -> None:
    stored = [
        (page, article, agencies[article.number % len(agencies)], body_json(article, pictures[article.number]))
        for page, article in batch
    ]
    own = [(page.pk, agency.pk, article.summary, "", "", "", "", body, "") for page, article, agency, body in stored]
    copy_rows("news_resultpage", OWN_COLUMNS, own)
    copy_rows("staging", STAGING_COLUMNS, [_register_row(*each, levels) for each in stored])


def _register_row(page: Page, article: Article, agency: Agency, stream: str, levels: Levels) -> tuple[Any, ...]:
    moment = article.published_at
    body = ResultPage(body=stream).search_body()
    item = PublishedItem(
        page_id=page.pk,
        kind=ResultPage._meta.label_lower,
        path=public_path(page),
        category=CATEGORIES[article.section].value,
        level1_id=levels[0],
        level2_id=levels[1][article.section],
        title=article.title,
        summary=article.summary,
        unit_code=agency.code,
        unit_name=agency.name,
        listed_at=moment,
        first_published_at=moment,
        updated_at=moment,
        search_text=body,
    )
    folded = (text.fold(words) for words in (article.title, f"{article.summary} {agency.name}", body))
    pairs = pairs_of_texts(article.title, "", article.summary, body)
    columns = {name: getattr(item, name) for name in REGISTER_COLUMNS}
    columns |= {name: Jsonb(columns[name]) for name in JSON_COLUMNS}
    return (*columns.values(), *folded, pairs)


def _register() -> None:
    """Move the staged rows into the register; its search indexes are built once, at the end."""
    with without_gin("core_publisheditem"), connection.cursor() as cursor:
        cursor.execute(MOVE)


def _check() -> None:
    """Raise AssertionError when the register would write a row otherwise than this module did."""
    page = ResultPage.objects.order_by("pk")[0]
    row = PublishedItem.objects.filter(page_id=page.pk).values()
    before: dict[str, Any] = dict(row.get())
    register(page)
    after: dict[str, Any] = dict(row.all().get())
    different = [name for name, value in before.items() if after[name] != value]
    if different:
        raise AssertionError(f"The register differs from the benchmark in {', '.join(different)}.")


def audit_chain() -> dict[str, Any]:
    """Write into the audit chain from several connections at once."""
    return write_together()


def move_to_front(page: Page, parent: Page) -> None:
    """Move a page before its siblings, with the approval that a live page needs."""
    with transaction.atomic():
        record_move(page, parent, reason="bench")
        page.move(parent, pos="first-child")
