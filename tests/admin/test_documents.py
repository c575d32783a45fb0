"""Saving a legal document: doubts are told, mistakes stand at their field, what was typed stays (R4.1-1)."""

from datetime import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from core.enums import Category
from documents.models import LegalDocumentPage
from tests.admin.forms import add_address, edit_address, messages_of, read_form, save
from tests.conftest import SiteTree
from tests.factories import LegalDocumentPageFactory

pytestmark = pytest.mark.django_db

FIELDS = {"title": "Quyết định", "document_type": "quyet-dinh", "level": "thanh-pho"}
SKIPPED_CLAUSE = "Điều 1. Phạm vi\nQuy định.\nĐiều 3. Thi hành\nThi hành."


def add(client: Client, site_tree: SiteTree, **values: Any) -> HttpResponse:
    return save(client, add_address(site_tree.sections[Category.DOCUMENTS], LegalDocumentPage), **(FIELDS | values))


def test_a_document_that_the_library_has_is_pointed_out(editor: Client, site_tree: SiteTree) -> None:
    LegalDocumentPageFactory(title="Bản đã có", number="12/2026/QĐ-UBND")
    response = add(editor, site_tree, number="012/2026/qđ-ubnd", issued_on="03/11/2026")
    assert "Có thể trùng" in messages_of(response)
    assert "Bản đã có" in messages_of(response)


def test_documents_without_a_number_are_not_taken_for_the_same(editor: Client, site_tree: SiteTree) -> None:
    LegalDocumentPageFactory(number="", issued_on=None)
    assert "trùng" not in messages_of(add(editor, site_tree))


def test_a_document_is_not_its_own_duplicate(editor: Client, site_tree: SiteTree) -> None:
    page = LegalDocumentPageFactory()
    assert "trùng" not in messages_of(save(editor, edit_address(page)))


def test_a_gap_in_the_full_text_is_told_with_its_line(editor: Client, site_tree: SiteTree) -> None:
    told = messages_of(add(editor, site_tree, full_text=SKIPPED_CLAUSE))
    assert "Dòng 3: Điều 3 đứng ngay sau Điều 1, thiếu số ở giữa." in told


def test_saving_by_itself_leaves_no_messages_behind(editor: Client, site_tree: SiteTree) -> None:
    page = LegalDocumentPageFactory(full_text=SKIPPED_CLAUSE)
    form = read_form(editor, edit_address(page))
    response = editor.post(edit_address(page), form, headers={"accept": "application/json"})
    assert response.json()["success"]
    assert messages_of(response) == ""


def test_dates_in_the_wrong_order_are_told_at_the_field_and_nothing_typed_is_lost(
    admin: Client, site_tree: SiteTree
) -> None:
    response = add(
        admin, site_tree, issued_on="03/11/2026", effective_on="01/12/2026", expires_on="02/11/2026", publish=True
    )
    assert response.status_code == 200
    assert "expires_on" in response.context["form"].errors
    assert 'value="02/11/2026"' in response.content.decode()


def test_a_day_of_issue_in_the_future_is_told_at_the_field(
    admin: Client, site_tree: SiteTree, frozen_now: datetime
) -> None:
    response = add(admin, site_tree, issued_on="24/11/2026", publish=True)
    assert response.context["form"].errors["issued_on"] == ["Ngày ban hành 24/11/2026 ở trong tương lai."]
    assert 'value="24/11/2026"' in response.content.decode()


def test_a_status_set_by_hand_needs_a_reason(admin: Client, site_tree: SiteTree) -> None:
    response = add(admin, site_tree, status_override="con-hieu-luc", publish=True)
    assert "status_override_reason" in response.context["form"].errors


def test_the_list_of_documents_shows_number_and_day(editor: Client, site_tree: SiteTree) -> None:
    LegalDocumentPageFactory(number="12/2026/QĐ-UBND")
    content = editor.get("/quan-tri/legal_documents/").content.decode()
    assert "12/2026/QĐ-UBND" in content
    assert "03/11/2026" in content
