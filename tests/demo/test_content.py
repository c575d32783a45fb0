"""The demo content renders, is whole, and says what is real and what is not (RX-10)."""

import re
from functools import partial

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from accounts.models import Leader
from core.blocks import BodyStreamBlock
from core.enums import Category
from core.models import BasePage, PortalImage, PublishedItem
from documents.models import DocumentRelation, LegalDocumentPage
from editorial.models import EntryPage
from home.blocks import HomeStreamBlock
from home.models import HomePage, YearPage
from news.models import CommitteePage, LeaderActivityPage, ModelPage, ResultPage

PAGE_TYPES = [model for model in apps.get_models() if issubclass(model, BasePage)]
FIGURE_IN_DOUBT = "92,57"


def streams(page):
    """Return the StreamFields of a page that are filled."""
    values = (getattr(page, name, None) for name in ("body", "intro"))
    return [value for value in values if value]


def published_pages():
    return [apps.get_model(item.kind).objects.get(pk=item.page_id) for item in PublishedItem.objects.order_by("path")]


def from_the_data(model):
    """Return the live pages of a type that no entry of the inbox became."""
    return model.objects.live().exclude(pk__in=EntryPage.objects.values("page"))


def status_of(client, address):
    """Return the status behind an address, redirects followed; a file is read to its end, which closes it."""
    response = client.get(address, follow=True)
    if response.streaming:
        b"".join(response)
    return response.status_code


def test_every_public_page_answers(demo, client):
    answers = {item.path: client.get(item.path).status_code for item in PublishedItem.objects.order_by("path")}
    years = set(YearPage.objects.values_list("pk", flat=True))
    year_paths = set(PublishedItem.objects.filter(page_id__in=years).values_list("path", flat=True))

    assert {path: code for path, code in answers.items() if code != (301 if path in year_paths else 200)} == {}


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_every_page_type_is_shown(demo, model):
    assert model.objects.live().exists()


def test_every_block_of_an_article_is_shown(demo):
    used = {block.block_type for page in published_pages() for value in streams(page) for block in value}

    assert used >= set(BodyStreamBlock().child_blocks)
    assert {block.block_type for block in HomePage.objects.get().body} <= set(HomeStreamBlock().child_blocks)


def mistakes(page):
    """Return what the editor's form would say of a page; nothing when it would take it."""
    found = []
    for check in (page.full_clean, *(partial(value.stream_block.clean, value) for value in streams(page))):
        try:
            check()
        except ValidationError as error:
            found.append(error)
    return found


def test_every_body_would_pass_the_editor(demo):
    assert {page.title: found for page in published_pages() if (found := mistakes(page))} == {}


def test_no_link_of_the_content_is_broken(demo, client):
    hrefs = {
        href
        for item in PublishedItem.objects.order_by("path")
        for href in re.findall(r'href="(/[^"#?]*)', client.get(item.path, follow=True).content.decode())
    }
    internal = {href for href in hrefs if not href.startswith(("/static/", "/media/"))}

    assert len(internal) > 60
    assert {href for href in internal if status_of(client, href) != 200} == set()


def test_lists_are_long_enough_to_be_paged(demo, client):
    listed = PublishedItem.objects.filter(is_listed=True)

    assert listed.count() >= 50
    assert listed.filter(category=Category.DOCUMENTS).count() > 20
    assert client.get("/van-ban/").context["older_url"]
    assert all(listed.filter(category=category).count() >= 3 for category in Category)


def test_the_home_page_shows_every_category(demo, client):
    html = client.get("/").content.decode()

    for category in Category:
        newest = PublishedItem.objects.filter(is_listed=True, category=category).order_by("-listed_at", "-page_id")[0]
        assert newest.path in html


def test_invented_events_and_people_are_marked(demo):
    assert all("(minh họa)" in leader.name for leader in Leader.objects.all())
    assert all(page.title.startswith("(Minh họa)") for page in LeaderActivityPage.objects.all())
    for page in [*CommitteePage.objects.all(), *from_the_data(ModelPage)]:
        assert page.title.startswith("(Minh họa)") != bool(page.source_name)
    assert all(made.page.title.endswith("(minh họa)") for made in EntryPage.objects.exclude(published_at=None))


def test_real_documents_and_figures_name_their_source_and_confidence(demo):
    documents = LegalDocumentPage.objects.exclude(slug="quy-che-hoat-dong-trang-thong-tin")

    for page in [*documents, *from_the_data(ResultPage)]:
        assert page.source_name, page.title
        assert "Độ tin cậy của nguồn" in page.search_body(), page.title


def test_the_figure_in_doubt_never_stands_without_its_note(demo, client):
    found = 0
    for item in PublishedItem.objects.narrow():
        html = client.get(item.path, follow=True).content.decode()
        if FIGURE_IN_DOUBT in html:
            found += 1
            assert "xác nhận" in html, item.path
    assert found > 2


def test_old_activities_keep_the_title_of_their_time(demo, client):
    old = LeaderActivityPage.objects.get(slug="minh-hoa-hop-truc-tuyen-quy-i")
    new = LeaderActivityPage.objects.get(slug="minh-hoa-kiem-tra-bo-phan-mot-cua")

    assert old.participants.get().title_then == "Giám đốc sở (minh họa)"
    assert new.participants.get().title_then == "Phó Chủ tịch UBND Thành phố (minh họa)"


def test_relations_lead_to_documents_of_the_library(demo):
    assert DocumentRelation.objects.filter(target__isnull=False).count() >= 10
    assert DocumentRelation.objects.filter(target__live=False).count() == 0


def test_pictures_have_alternative_texts_and_are_public_because_pages_use_them(demo):
    pictures = PortalImage.objects.filter(is_public=True)

    assert pictures.count() == 3
    assert all(len(picture.description) > 20 for picture in pictures)


def test_the_picture_of_a_draft_is_private_and_waits_for_its_alternative_text(demo):
    picture = PortalImage.objects.get(is_public=False)
    assert (picture.title, picture.description) == ("Quầy hướng dẫn", "")
