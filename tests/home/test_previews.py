"""An editor sees a page before it is saved, complete or not, with what the form holds."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from core.models import BasePage
from documents.enums import RelationKind
from documents.models import DocumentRelation, LegalDocumentPage
from home.models import HomePage, SectionPage, StandardPage, YearPage
from home.services.filing import year_page
from news.models import CommitteePage, LeaderActivityPage, ModelPage, ResultPage
from tests.admin.forms import add_address, edit_address, read_form
from tests.factories import LeaderFactory, LegalDocumentPageFactory, UserFactory, stored_home

pytestmark = pytest.mark.django_db

TYPES = [LegalDocumentPage, LeaderActivityPage, CommitteePage, ResultPage, ModelPage, SectionPage, StandardPage]


@pytest.fixture
def admin(client_of) -> Client:
    return client_of(UserFactory(superuser=True))


def parent_of(model: type[BasePage], site_tree: Any) -> BasePage:
    if not model.belongs_to:
        return site_tree.home
    return year_page(site_tree.sections[model.belongs_to], 2026)


def fill(form: QueryDict, values: dict[str, Any]) -> None:
    for name, value in values.items():
        form[name] = str(value)


def previewed(admin: Client, form: QueryDict, view: str, *where: Any) -> str:
    address = reverse(f"wagtailadmin_pages:{view}", args=where)
    answer = admin.post(address, form)
    assert answer.json()["is_valid"], answer.content
    response = admin.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_a_page_that_has_only_a_title_can_be_looked_at(admin, site_tree, model):
    parent = parent_of(model, site_tree)
    form = read_form(admin, add_address(parent, model))
    form["title"] = "Tên đang gõ"
    content = previewed(admin, form, "preview_on_add", model._meta.app_label, model._meta.model_name, parent.pk)
    assert "Tên đang gõ" in content


def test_every_page_type_that_editors_add_is_looked_at():
    assert {*TYPES, HomePage, YearPage} == {
        model for model in BasePage.__subclasses__() for model in _leaves(model) if not model._meta.abstract
    }


def _leaves(model: type) -> list[type]:
    return [leaf for child in model.__subclasses__() for leaf in _leaves(child)] or [model]


def test_a_new_document_shows_its_own_relations_and_those_of_no_other(admin, site_tree):
    known = LegalDocumentPageFactory(title="Văn bản đã có")
    LegalDocumentPageFactory(relations=[DocumentRelation(kind=RelationKind.BASIS, target_text="Luật của văn bản khác")])
    parent = parent_of(LegalDocumentPage, site_tree)
    form = read_form(admin, add_address(parent, LegalDocumentPage))
    fill(form, {"title": "Mới", "full_text": "Điều 1. Phạm vi\nQuy định.", "relations-TOTAL_FORMS": "2"})
    for place, (target, text) in enumerate([(known.pk, ""), ("", "Luật ngoài kho")]):
        row = {"kind": RelationKind.BASIS.value, "target": target, "target_text": text, "whole": "on", "ORDER": place}
        fill(form, {f"relations-{place}-{name}": value for name, value in row.items()})
    content = previewed(admin, form, "preview_on_add", "documents", "legaldocumentpage", parent.pk)
    for words in ("Văn bản đã có", "Luật ngoài kho", 'id="dieu-1"'):
        assert words in content
    assert "Luật của văn bản khác" not in content


def test_a_changed_text_is_shown_before_it_is_saved(admin, site_tree):
    page = LegalDocumentPageFactory(full_text="Điều 1. Cũ\nQuy định cũ.")
    form = read_form(admin, edit_address(page))
    form["full_text"] = "Điều 1. Mới\nQuy định mới."
    content = previewed(admin, form, "preview_on_edit", page.pk)
    assert "Quy định mới." in content
    assert "Quy định cũ." not in content


def test_a_leader_who_was_just_chosen_is_shown(admin, site_tree):
    parent = parent_of(LeaderActivityPage, site_tree)
    form = read_form(admin, add_address(parent, LeaderActivityPage))
    fill(form, {"title": "Kiểm tra", "participants-TOTAL_FORMS": "1", "participants-0-ORDER": "1"})
    fill(form, {"participants-0-leader": LeaderFactory(name="Trần Thị B").pk, "starts_at": "20/11/2026 09:00"})
    content = previewed(admin, form, "preview_on_add", "news", "leaderactivitypage", parent.pk)
    assert "<strong>Trần Thị B</strong>, Phó Chủ tịch UBND Thành phố" in content


def test_the_front_page_is_looked_at_with_its_blocks(admin):
    home = stored_home()
    content = previewed(admin, read_form(admin, edit_address(home)), "preview_on_edit", home.pk)
    assert "Cải cách hành chính" in content
