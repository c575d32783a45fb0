"""Nothing that was public is ever deleted (Article 6.5, R6.5-1)."""

import pytest
from django.db.models import ProtectedError
from wagtail.models import Page

from core.services.permanence import was_ever_public
from tests.factories import ResultPageFactory

pytestmark = pytest.mark.django_db


def test_a_live_page_cannot_be_deleted() -> None:
    page = ResultPageFactory()
    with pytest.raises(ProtectedError):
        page.delete()
    assert Page.objects.filter(pk=page.pk).exists()


def test_a_page_that_was_public_once_cannot_be_deleted() -> None:
    page = ResultPageFactory()
    page.unpublish()
    with pytest.raises(ProtectedError):
        page.delete()


def test_a_query_cannot_delete_it_either() -> None:
    page = ResultPageFactory()
    page.unpublish()
    with pytest.raises(ProtectedError):
        Page.objects.filter(pk=page.pk).delete()


def test_a_section_with_public_pages_cannot_be_deleted() -> None:
    page = ResultPageFactory()
    page.unpublish()
    with pytest.raises(ProtectedError):
        page.get_parent().get_parent().delete()


def test_a_draft_that_was_never_public_can_be_deleted() -> None:
    page = ResultPageFactory(published=False)
    page.delete()
    assert not Page.objects.filter(pk=page.pk).exists()


def test_a_branch_counts_as_public_when_one_page_in_it_was() -> None:
    page = ResultPageFactory()
    page.unpublish()
    assert was_ever_public([page.get_parent()])
    assert not was_ever_public([ResultPageFactory(published=False)])
