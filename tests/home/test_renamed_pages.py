"""Another address of a page, its redirects and the register change together or not at all (R2.2c-1)."""

import pytest
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect

from core.enums import AuditAct, Category
from core.models import AuditEvent, PublishedItem
from home.models import SectionPage
from portal.content.pages import publish
from tests.factories import ResultPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site_tree):
    return ResultPageFactory(slug="cu")


def addresses(page):
    return PublishedItem.objects.get(page_id=page.pk).path


def test_the_register_and_the_redirect_follow_before_the_commit(page):
    before = page.public_path
    page.slug = "moi"
    publish(page)
    assert addresses(page) == before.replace("/cu/", "/moi/")
    assert Redirect.objects.get(old_path=before.rstrip("/")).redirect_page_id == page.pk
    assert AuditEvent.objects.get(act=AuditAct.PAGE_RENAMED).detail["from"] == before


def test_when_a_follower_fails_the_page_keeps_its_address(page, monkeypatch):
    def refuse(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("home.receivers.redirect_old_addresses", refuse)
    before = page.public_path
    page.slug = "moi"
    with pytest.raises(RuntimeError), transaction.atomic():
        publish(page)
    stored = type(page).objects.get(pk=page.pk)
    assert (stored.slug, stored.public_path, addresses(page)) == ("cu", before, before)
    assert not Redirect.objects.exists()


def test_pages_below_a_renamed_section_follow(page, site_tree):
    before = page.public_path
    section = SectionPage.objects.get(pk=site_tree.sections[Category.RESULTS].pk)
    section.slug = "muc-moi"
    publish(section)
    page.refresh_from_db()
    assert "/muc-moi/" in page.public_path
    assert addresses(page) == page.public_path
    assert Redirect.objects.filter(old_path=before.rstrip("/"), redirect_page_id=page.pk).exists()


def test_saving_without_another_address_tells_nothing(page):
    page.save()
    page.slug = "moi"
    page.save(update_fields=["title"])
    assert not AuditEvent.objects.filter(act=AuditAct.PAGE_RENAMED).exists()
    assert not Redirect.objects.exists()
