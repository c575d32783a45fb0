"""The full text of a document: mistakes are told with their lines, and the structure is always that of the text."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.enums import Category
from documents.enums import DocumentType
from documents.fields import structure_of
from documents.models import LegalDocumentPage
from tests.admin.forms import add_address, edit_address, read_form, save
from tests.factories import LegalDocumentPageFactory, UserFactory

pytestmark = pytest.mark.django_db

TEXT = "Điều 1. Phạm vi\nQuy định.\nĐiều 2. Thi hành\n1. Một.\n2. Hai."
OTHER_TEXT = "Điều 1. Phạm vi\nQuy định khác."
REPEATED = "Điều 1. Một.\nĐiều 2. Hai.\nĐiều 2. Ba.\nĐiều 1. Bốn."
TOLD = ["Dòng 3: Điều 2 đã có ở dòng 2.", "Dòng 4: Điều 1 đã có ở dòng 1."]


@pytest.fixture
def admin(client_of):
    return client_of(UserFactory(superuser=True))


def stored(page: LegalDocumentPage) -> LegalDocumentPage:
    return LegalDocumentPage.objects.get(pk=page.pk)


def errors_of(full_text: str, kind: DocumentType = DocumentType.DECISION) -> list[str]:
    page = LegalDocumentPageFactory()
    page.document_type, page.full_text = kind, full_text
    try:
        page.full_clean()
    except ValidationError as error:
        return error.message_dict["full_text"]
    return []


def test_a_good_text_has_no_errors():
    assert errors_of(TEXT) == []


def test_every_repeated_article_is_named_with_its_line():
    assert errors_of(REPEATED) == TOLD


def test_binary_content_is_an_error_although_it_would_be_dropped_on_storing():
    (message,) = errors_of("Điều 1." + "\x01\x02" * 20)
    assert "không phải là văn bản thuần" in message


def test_a_text_without_articles_is_an_error_for_a_decision():
    assert errors_of("Chỉ là một câu.") == ["Không tìm thấy Điều nào trong văn bản."]


@pytest.mark.parametrize("kind", [DocumentType.OFFICIAL_LETTER, DocumentType.PLAN, DocumentType.RESOLUTION])
def test_kinds_that_are_not_written_in_articles_may_be_without(kind):
    assert errors_of("Chỉ là một câu.", kind) == []


def test_publishing_tells_all_errors_at_the_field_and_keeps_what_was_typed(admin, site_tree):
    address = add_address(site_tree.sections[Category.DOCUMENTS], LegalDocumentPage)
    values = {"title": "Quyết định", "document_type": "quyet-dinh", "level": "thanh-pho", "full_text": REPEATED}
    response = save(admin, address, publish=True, **values)
    assert response.status_code == 200
    assert response.context["form"].errors["full_text"] == TOLD
    assert REPEATED in response.content.decode()
    assert not LegalDocumentPage.objects.exists()


def test_a_draft_may_be_incomplete_and_its_text_unfinished(admin, site_tree):
    address = add_address(site_tree.sections[Category.DOCUMENTS], LegalDocumentPage)
    response = save(admin, address, title="Quyết định", full_text=REPEATED)
    assert response.status_code == 302
    page = LegalDocumentPage.objects.get()
    assert page.get_latest_revision_as_object().full_text == REPEATED
    assert not page.live


def test_a_page_saves_itself_while_its_text_is_unfinished(admin, site_tree):
    page = LegalDocumentPageFactory(full_text=TEXT)
    form = read_form(admin, edit_address(page))
    form["full_text"] = REPEATED
    response = admin.post(edit_address(page), form, headers={"accept": "application/json"})
    assert response.json()["success"]
    assert stored(page).get_latest_revision_as_object().full_text == REPEATED
    assert stored(page).full_text == TEXT


def test_a_draft_with_a_text_that_is_too_long_is_refused_at_the_field(admin, site_tree, monkeypatch):
    monkeypatch.setattr("django.conf.settings.DATA_UPLOAD_MAX_MEMORY_SIZE", 10_000_000)
    address = add_address(site_tree.sections[Category.DOCUMENTS], LegalDocumentPage)
    response = save(admin, address, title="Quyết định", full_text="a" * 2_000_001)
    assert response.status_code == 200
    assert "full_text" in response.context["form"].errors


def test_a_changed_text_has_a_new_structure_whoever_saves_it():
    page = LegalDocumentPageFactory(full_text=TEXT, published=False)
    assert stored(page).structure == structure_of(TEXT)
    page.full_text = OTHER_TEXT
    assert [row.text for row in page.legal_text.rows if row.text] == ["Quy định khác."]
    page.save(clean=False)
    assert stored(page).structure == structure_of(OTHER_TEXT)
    page.full_text = ""
    page.save()
    assert stored(page).structure == {}


def test_an_unpublished_change_of_the_text_leaves_the_public_structure():
    page = LegalDocumentPageFactory(full_text=TEXT)
    page.full_text = OTHER_TEXT
    page.save_revision()
    assert stored(page).structure == structure_of(TEXT)
    assert len(stored(page).get_latest_revision_as_object().legal_text.rows) == 2


def test_a_revision_does_not_carry_the_structure():
    page = LegalDocumentPageFactory(full_text=TEXT)
    assert "structure" not in page.get_latest_revision().content


@pytest.mark.parametrize("change", [{"full_text": OTHER_TEXT}, {"structure": {}}, {"structure": structure_of("a")}])
def test_the_database_refuses_a_structure_of_another_text(change):
    page = LegalDocumentPageFactory(full_text=TEXT)
    with pytest.raises(IntegrityError, match="structure_is_that_of_the_text"), transaction.atomic():
        LegalDocumentPage.objects.filter(pk=page.pk).update(**change)


def test_a_structure_of_an_older_parser_is_read_anew(monkeypatch):
    page = LegalDocumentPageFactory(full_text=TEXT, published=False)
    old = structure_of(TEXT) | {"version": 0, "parts": []}
    LegalDocumentPage.objects.filter(pk=page.pk).update(structure=old)
    assert len(LegalDocumentPage.objects.defer("full_text").get(pk=page.pk).legal_text.rows) == 5
    stored(page).save()
    assert stored(page).structure == structure_of(TEXT)


def test_a_stored_structure_is_read_without_the_text(django_assert_num_queries):
    page = LegalDocumentPageFactory(full_text=TEXT)
    with django_assert_num_queries(1):
        assert len(LegalDocumentPage.objects.defer("full_text").get(pk=page.pk).legal_text.rows) == 5


def test_line_ends_and_decomposed_letters_make_no_other_structure():
    page = LegalDocumentPageFactory(full_text=TEXT.replace("\n", "\r\n").replace("ạ", "a\u0323"))
    assert page.full_text == TEXT
    assert page.structure == structure_of(TEXT)
