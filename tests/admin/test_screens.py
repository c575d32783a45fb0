"""Every screen of the admin opens, for somebody with every right and for an editor where it is meant for them."""

import pytest
from django.test import Client
from django.urls import reverse

from core.enums import Category
from documents.models import LegalDocumentPage
from home.models import SectionPage, StandardPage
from news.models import CommitteePage, LeaderActivityPage, ModelPage, ResultPage
from tests.admin.forms import add_address, edit_address
from tests.conftest import SiteTree
from tests.factories import LegalDocumentPageFactory

pytestmark = pytest.mark.django_db

SCREENS = [
    "wagtailadmin_home",
    "wagtailadmin_account",
    "legal_documents:index",
    "leader_activities:index",
    "committee:index",
    "results:index",
    "models:index",
    "wagtailimages:index",
    "wagtaildocs:index",
    "rule_values:index",
    "calendar_days:index",
]
FOR_ADMINISTRATORS = [
    "wagtailadmin_explore_root",
    "wagtailredirects:index",
    "wagtailusers_users:index",
    "wagtailusers_groups:index",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_workflows:index",
]
PLACES = {
    LegalDocumentPage: Category.DOCUMENTS,
    LeaderActivityPage: Category.LEADERS,
    CommitteePage: Category.COMMITTEE,
    ResultPage: Category.RESULTS,
    ModelPage: Category.MODELS,
    SectionPage: Category.RESULTS,
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_opens_for_an_editor(editor: Client, site_tree: SiteTree, name: str) -> None:
    assert editor.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", FOR_ADMINISTRATORS)
def test_a_screen_opens_for_an_administrator(admin: Client, site_tree: SiteTree, name: str) -> None:
    assert admin.get(reverse(name)).status_code == 200


def test_an_editor_can_begin_every_kind_of_page(editor: Client, site_tree: SiteTree) -> None:
    for model, category in PLACES.items():
        assert editor.get(add_address(site_tree.sections[category], model), follow=True).status_code == 200
    assert editor.get(add_address(site_tree.home, StandardPage)).status_code == 200


def test_everything_around_a_page_opens(admin: Client, site_tree: SiteTree) -> None:
    page = LegalDocumentPageFactory()
    page.save_revision()
    assert admin.get(edit_address(page)).status_code == 200
    for name in ("history", "move", "copy", "usage", "view_draft"):
        assert admin.get(reverse(f"wagtailadmin_pages:{name}", args=(page.pk,))).status_code == 200
    compare = reverse("wagtailadmin_pages:revisions_compare", args=(page.pk, "earliest", "latest"))
    assert admin.get(compare).status_code == 200
